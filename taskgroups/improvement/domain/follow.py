"""A head's unfinished actions pass to the one who follows."""

from taskgroups.improvement.domain.actions import give_action
from taskgroups.improvement.models import Action
from taskgroups.people.models import Person
from taskgroups.schools.models import School

NOTE = "The headship passed on."


def pass_actions_on(school: School, before: Person, follower: Person) -> None:
    """Give the follower what the head before had not finished; its history says so. What is finished stays theirs."""
    open_ones = Action.objects.filter(school=school, owner=before, status__in=Action.UNFINISHED)
    for action in open_ones.order_by("pk"):
        give_action(by=follower, action=action, version=action.version, owner=follower, note=NOTE)
