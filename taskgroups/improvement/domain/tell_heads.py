"""What a head hears once a week of their school's actions: on the first working day, with the letter of that day."""

from datetime import date, timedelta

from django.db.models import Exists, OuterRef, QuerySet

from taskgroups.improvement.courses import NEAR, week
from taskgroups.improvement.models import Action, LetterChoice, OwnerLetter
from taskgroups.improvement.owner_letters import Weeks
from taskgroups.improvement.reading_courses import unfinished_courses
from taskgroups.people.models import Person
from taskgroups.schools.models import Role


def heads_to_tell(day: date) -> list[int]:
    """Heads who were told nothing of their school's week yet, and were not written to that day."""
    written = OwnerLetter.objects.filter(person=OuterRef("person"), on=day)
    return list(_headships(day).filter(~Exists(written)).order_by("person").values_list("person", flat=True).distinct())


def weeks_of(person: Person, day: date) -> Weeks:
    """The schools that somebody heads and has to hear of this week, each with its counts."""
    found = _headships(day).filter(person=person).select_related("school").order_by("school__name", "pk")
    schools = {role.school.pk: role.school for role in found if role.school}
    return [(one, week(unfinished_courses(one, own=True), day)) for one in schools.values()]


def _headships(day: date) -> QuerySet[Role]:
    """Of schools with an action that is late or due within a fortnight, whose head wants to hear and has not yet."""
    monday = day - timedelta(days=day.weekday())
    waits = Action.objects.unfinished().filter(school=OuterRef("school"), due__lte=day + timedelta(days=NEAR))
    told = OwnerLetter.objects.filter(person=OuterRef("person"), on__gte=monday, digest=True)
    refused = LetterChoice.objects.filter(person=OuterRef("person"), digest=False)
    heads = Role.objects.on(day).filter(kind=Role.Kind.HEAD, person__is_active=True)
    return heads.filter(Exists(waits), ~Exists(told), ~Exists(refused))
