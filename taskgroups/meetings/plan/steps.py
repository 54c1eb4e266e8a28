"""What is next for one person in one Task Group that is still to come: a verb and where to do it."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse

from taskgroups.kit.design.words import plural
from taskgroups.meetings.models import Seat, TaskGroup

Step = tuple[str, str]


def next_steps(group: TaskGroup, known: Mapping[str, Any]) -> list[Step]:
    """Return (what to do, address), the nearest first.

    `known` is what the plan's page knows: `seat`, `plans`, `heads`, `not_invited`, `past`.
    """
    if not group.is_before or known["past"]:
        return []
    found: list[Step] = []
    if known["plans"]:
        found += _planners(group, known)
    if known["heads"] and group.prepared_at is None:
        found.append(("Look at the preparation and send it to the group", _to("task-group-papers", group)))
    return found + _seated(group, known["seat"])


def _planners(group: TaskGroup, known: Mapping[str, Any]) -> list[Step]:
    if group.state == TaskGroup.State.POSTPONED:
        return [("Set a new date", _to("task-group-change", group))]
    waiting = len(known["not_invited"])
    if not waiting:
        return []
    return [(f"Send {plural(waiting, 'invitation')}", _to("task-group-people", group))]


def _seated(group: TaskGroup, seat: Seat | None) -> list[Step]:
    if seat is None:
        return []
    found: list[Step] = []
    if seat.invited_at and not seat.reply and group.state == TaskGroup.State.PLANNED:
        found.append(("Reply to your invitation", reverse("reply", args=[seat.reply_token])))
    if seat.protocols_accepted_at is None:
        found.append(("Read and accept how we work together", _to("task-group-protocols", group)))
    if group.prepared_at and seat.part != Seat.Part.HOST:
        found.append(("Read the school’s preparation", _to("task-group-papers", group)))
    return found


def _to(name: str, group: TaskGroup) -> str:
    return reverse(name, args=[group.public_id])
