"""Writing one event to the log of a Task Group: numbered, once per key, under the lock of its row."""

import uuid
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from taskgroups.kit.access.refused import Refused
from taskgroups.kit.live import numbering
from taskgroups.meetings.models import AgendaItem, Event, TaskGroup
from taskgroups.people.models import Person

State = TaskGroup.State
AHEAD = timedelta(minutes=2)
SAYS = {
    State.PLANNED: "The room is not open yet. The chair or the clerk opens it.",
    State.POSTPONED: "This Task Group is postponed. Give it a new date on its plan first.",
    State.CANCELLED: "This Task Group was cancelled. Plan another one.",
    State.PAUSED: "The Task Group is paused. Resume it first.",
    State.CLOSED: "This Task Group is closed. Its log takes corrections only, and it cannot be opened again.",
}


def hold(group: TaskGroup, key: uuid.UUID | None) -> tuple[TaskGroup, Event | None]:
    """Lock the Task Group until the transaction ends; return it as it is now, and the event of that key, if any.

    A caller who gets an event returns it and does nothing: it was done before, and may have been allowed only then.
    """
    held = numbering.hold(group)
    return held, held.events.filter(key=key).first() if key else None


def must_be(group: TaskGroup, *states: str) -> None:
    """Refuse, in words, where a Task Group is in none of these states."""
    if group.state not in states:
        raise Refused(SAYS.get(State(group.state), "The room is already open."))


def must_take(group: TaskGroup, at: datetime | None) -> None:
    """Refuse words, in words, where a Task Group takes none: it is not under way, and was not when they were said.

    A device may have been away when it was closed. What it kept from before the end is written as long as the log
    takes corrections: until the record is locked.
    """
    in_time = group.closed_at is not None and at is not None and at <= group.closed_at
    if not (in_time and group.state == State.CLOSED and not group.entered_later and not group.is_recorded):
        must_be(group, State.OPEN, State.PAUSED)


def must_be_its_own(group: TaskGroup, item: AgendaItem | None) -> None:
    """Refuse an item of somebody else's agenda."""
    if item is not None and item.task_group_id != group.pk:
        raise Refused("That item is not on this agenda. Load the page again.")


def append(
    *,
    group: TaskGroup,
    by: Person,
    kind: str,
    key: uuid.UUID | None = None,
    at: datetime | None = None,
    item: AgendaItem | None = None,
    **more: Any,
) -> Event:
    """Write the next event of a Task Group that is held, and return it; the same key gives the first event again.

    `at` is when it happened (now, unless told): never later than now, nor before the room was opened. `more` are the
    other fields of the event. Raises Refused for an item of another agenda.
    """
    must_be_its_own(group, item)
    event = Event(
        task_group=group,
        by=by,
        kind=kind,
        key=key or uuid.uuid4(),
        at=happened(group, at),
        item=item,
        entered_later=group.entered_later,
        **more,
    )
    return numbering.append(event)[0]


def happened(group: TaskGroup, at: datetime | None) -> datetime:
    """Return when something happened: as told, within the meeting and not ahead of the clock.

    A device that was away tells a time, which is brought within the meeting: neither before it began nor after now.
    A meeting entered later has no 'now': what is told without a time happened when the entry before it did, and a time
    that cannot be is refused.
    """
    now = timezone.now()
    if at is None:
        return _last(group) if group.entered_later else now
    if not group.entered_later:  # the clock of a device may be wrong; what it wrote is not refused for that
        return min(max(at, group.opened_at or at), now)
    if at > now + AHEAD:
        raise Refused("The time is in the future. Enter when it happened.", "at")
    if group.opened_at and at < group.opened_at:
        raise Refused("The time is before the Task Group began. Enter a later one.", "at")
    return min(at, now)


def _last(group: TaskGroup) -> datetime:
    newest = group.events.order_by("-number").values_list("at", flat=True).first()
    return newest or group.opened_at or group.starts_at
