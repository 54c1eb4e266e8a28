"""Putting a Task Group off, calling it off, and taking that back. Preparation, agenda and seats stay."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from taskgroups.kit.access.refused import Refused
from taskgroups.kit.design.words import day_clock
from taskgroups.meetings.domain import invite
from taskgroups.meetings.domain.plan import check_time
from taskgroups.meetings.domain.versions import hold, note_change, refuse_unless_before
from taskgroups.meetings.models import TaskGroup
from taskgroups.people.models import Person

State = TaskGroup.State


@transaction.atomic
def postpone(
    *, group: TaskGroup, by: Person, reason: str, starts_at: datetime | None = None, ends_at: datetime | None = None
) -> TaskGroup:
    """Put it off, to a new date where one is given: then it stays planned, and everybody is asked again.

    Without one it waits, and leaves the calendars of those invited.
    """
    group = hold(group)
    refuse_unless_before(group)
    _refuse_without_reason(reason)
    before = day_clock(group.starts_at)
    if starts_at and ends_at:
        if (group.state, group.state_reason, group.starts_at) == (State.PLANNED, reason, starts_at):
            return group  # pressed twice: it is put off to that day already
        check_time(starts_at, ends_at)
        group.starts_at, group.ends_at = starts_at, ends_at
        _set(group, State.PLANNED, reason, "starts_at", "ends_at")
        note_change(group, by, "postponed", {"Date": [before, day_clock(starts_at)], "Reason": ["", reason]})
        invite.tell_of_change(group=group, ask_again=True)
    elif group.state != State.POSTPONED:
        _set(group, State.POSTPONED, reason)
        note_change(group, by, "postponed", {"Date": [before, "not yet set"], "Reason": ["", reason]})
        invite.call_off(group=group, what="postponed")
    return group


@transaction.atomic
def cancel(*, group: TaskGroup, by: Person, reason: str) -> TaskGroup:
    """Call it off, and take it out of the calendars of those invited."""
    group = hold(group)
    if group.state == State.CANCELLED:
        return group
    refuse_unless_before(group)
    _refuse_without_reason(reason)
    _set(group, State.CANCELLED, reason)
    note_change(group, by, "cancelled", {"Reason": ["", reason]})
    invite.call_off(group=group, what="cancelled")
    return group


@transaction.atomic
def restore(*, group: TaskGroup, by: Person) -> TaskGroup:
    """Take a cancellation back: planned where its date is to come, else postponed until it has a new one."""
    group = hold(group)
    if group.state != State.CANCELLED:
        raise Refused(f"This Task Group is {group.get_state_display().lower()}, so there is nothing to take back.")
    to_come = group.starts_at > timezone.now()
    _set(group, State.PLANNED if to_come else State.POSTPONED, "" if to_come else "Its date went by while cancelled.")
    note_change(group, by, "took the cancellation back", {})
    if to_come:
        invite.tell_of_change(group=group, ask_again=True)
    return group


def _refuse_without_reason(reason: str) -> None:
    if not reason.strip():
        raise Refused("There is no reason. Say why in a sentence.", "reason")


def _set(group: TaskGroup, state: str, reason: str, *more: str) -> None:
    group.state, group.state_reason = state, reason
    group.save(update_fields=["state", "state_reason", *more])
