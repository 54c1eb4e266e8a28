"""What was typed and not kept passes from a head to the one who follows."""

from taskgroups.evaluation.models import Draft
from taskgroups.people.models import Person
from taskgroups.schools.models import School


def pass_drafts_on(school: School, before: Person, follower: Person) -> None:
    """Let the words the head before left unkept be the follower's, where they have none of their own in that form."""
    own = Draft.objects.filter(school=school, person=follower).values("form")
    Draft.objects.filter(school=school, person=before).exclude(form__in=own).update(person=follower)
