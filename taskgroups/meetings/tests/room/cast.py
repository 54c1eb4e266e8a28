"""A Task Group of school A for the tests of the room: the head of B chairs; clerk, member and observer."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from taskgroups.meetings.domain import run
from taskgroups.meetings.models import AgendaItem, Seat, TaskGroup
from tests.cast import Cast

PACK = "rf-2025"
AGENDA = (
    ("opening", "", "Welcome", 5),
    ("area", "achievement", "Achievement", 20),
    ("area", "inclusion", "Inclusion", 15),
    ("close", "", "Reflection", 5),
)


def planned(cast: Cast, *, clerk: bool = True, starts_at: datetime | None = None, **more: Any) -> TaskGroup:
    """Return a Task Group planned for now, with its agenda and seats."""
    starts = starts_at or timezone.now()
    group = TaskGroup.objects.create(
        school=cast.a, consortium=cast.harbour, pack=PACK, number=2, starts_at=starts,
        ends_at=starts + timedelta(hours=2), planned_by=cast.lead, planned_at=starts - timedelta(days=30), **more,
    )  # fmt: skip
    for position, (kind, area, title, minutes) in enumerate(AGENDA):
        AgendaItem.objects.create(
            task_group=group, position=position, kind=kind, area=area, title=title, minutes=minutes, reason="Because."
        )
    parts = {cast.head_b: "chair", cast.head_c: "member", cast.observer: "observer", cast.head_a: "host"}
    if clerk:
        parts[cast.clerk] = "clerk"
    for person, part in parts.items():
        Seat.objects.create(task_group=group, person=person, part=part, protocols_accepted_at=starts)
    return group


def under_way(cast: Cast, **more: Any) -> TaskGroup:
    """Return one that the chair has opened."""
    return run.open_room(by=cast.head_b, group=planned(cast, **more))


def item(group: TaskGroup, area: str) -> AgendaItem:
    """Return the item of an area, or of a kind."""
    found: AgendaItem = group.agenda.filter(area=area).first() or group.agenda.get(kind=area)
    return found
