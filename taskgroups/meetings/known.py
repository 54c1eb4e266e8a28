"""What Task Groups are called, for somebody who may open them."""

from collections.abc import Collection

from django.urls import reverse
from django.utils import timezone

from taskgroups.kit.design.words import day
from taskgroups.meetings.models import Seat, TaskGroup
from taskgroups.meetings.policy import task_groups_for
from taskgroups.people.models import Person
from taskgroups.training.accrediting.sources import Named

LATELY = 30


def chaired_lately(person: Person) -> dict[str, str]:
    """The last Task Groups that a person chaired and may open, in words by their keys, the newest first."""
    seats = Seat.objects.current().filter(person=person, part=Seat.Part.CHAIR).values("task_group")
    found = task_groups_for(person).filter(pk__in=seats, state=TaskGroup.State.CLOSED).select_related("school")
    return {one.public_id: _called(one) for one in found.order_by("-starts_at", "-pk")[:LATELY]}


def _called(group: TaskGroup) -> str:
    return f"Task Group at {group.school.name}, {day(timezone.localdate(group.starts_at))}"


def names_of(person: Person, keys: Collection[str]) -> dict[str, Named]:
    """Those of these Task Groups that the person knows of, by their keys, in words and with their addresses."""
    found = task_groups_for(person).filter(public_id__in=keys).select_related("school")
    return {one.public_id: Named(_called(one), reverse("task-group", args=[one.public_id])) for one in found}
