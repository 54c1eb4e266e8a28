"""What Task Groups are called, for somebody who may open them."""

from collections.abc import Collection

from django.urls import reverse
from django.utils import timezone

from taskgroups.kit.design.words import day
from taskgroups.meetings.policy import task_groups_for
from taskgroups.people.models import Person
from taskgroups.training.accrediting.sources import Named


def names_of(person: Person, keys: Collection[str]) -> dict[str, Named]:
    """Those of these Task Groups that the person knows of, by their keys, in words and with their addresses."""
    found = task_groups_for(person).filter(public_id__in=keys).select_related("school")
    return {
        one.public_id: Named(
            f"Task Group at {one.school.name}, {day(timezone.localdate(one.starts_at))}",
            reverse("task-group", args=[one.public_id]),
        )
        for one in found
    }
