"""Choosing the school of a new Task Group: how often each may have one, when it had its last, and has its next."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from django.utils import timezone

from taskgroups.meetings.models import TaskGroup
from taskgroups.meetings.plan.rhythm import Rhythm, propose
from taskgroups.meetings.plan.situation import latest_inspections
from taskgroups.schools.models import Consortium, School


class Choice(NamedTuple):
    """A school to choose. `asked_first`: its head has not agreed to be in the consortium yet.

    `put_off`: it has one that was postponed and has no new date.
    """

    school: School
    rhythm: Rhythm
    last: date | None
    following: date | None
    asked_first: bool
    put_off: bool


def choices_in(consortium: Consortium) -> list[Choice]:
    """Return the open schools of a consortium by name, those that have not agreed among them; five queries."""
    schools = list(consortium.schools.filter(open=True).order_by("name"))
    waiting = set(consortium.memberships.filter(waits=True).values_list("school_id", flat=True))
    inspected = latest_inspections(schools)
    last, following, put_off = last_and_next(schools)
    return [
        Choice(
            one, propose(inspected.get(one.pk)), last.get(one.pk), following.get(one.pk), one.pk in waiting,
            one.pk in put_off,
        )
        for one in schools
    ]  # fmt: skip


def last_and_next(schools: Sequence[School]) -> tuple[dict[int, date], dict[int, date], set[int]]:
    """Return the day of each school's last Task Group and of its next one, and which have one put off; one query.

    All by the schools' keys. A cancelled one is neither, and one that was put off has no day until it gets a new one.
    """
    last: dict[int, date] = {}
    following: dict[int, date] = {}
    put_off: set[int] = set()
    groups, now = TaskGroup.objects.filter(school__in=schools).exclude(state=TaskGroup.State.CANCELLED), timezone.now()
    for key, starts, state in groups.order_by("starts_at").values_list("school", "starts_at", "state"):
        if state == TaskGroup.State.POSTPONED:
            put_off.add(key)
        elif starts > now:
            following.setdefault(key, timezone.localdate(starts))
        else:
            last[key] = timezone.localdate(starts)
    return last, following, put_off
