"""Running the room: open, pause, resume, close, move along the agenda, hand over the chair, who came."""

import uuid
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from taskgroups.kit.access import audit
from taskgroups.kit.access.refused import Refused
from taskgroups.kit.design.words import day
from taskgroups.meetings.domain import late, log
from taskgroups.meetings.domain.learned import note_what_was_learned
from taskgroups.meetings.domain.record import begin_record
from taskgroups.meetings.models import AgendaItem, Event, Seat, TaskGroup
from taskgroups.people.models import Person
from taskgroups.schools import policy as schools

Kind, State, Part = Event.Kind, TaskGroup.State, Seat.Part
UNDER_WAY = (State.OPEN, State.PAUSED)


@transaction.atomic
def open_room(*, by: Person, group: TaskGroup, key: uuid.UUID | None = None, another_day: bool = False) -> TaskGroup:
    """Open the room at its first item and return the Task Group. On another day than planned, `another_day` says so."""
    held, first = log.hold(group, key)
    if first:
        return held
    log.must_be(held, State.PLANNED)
    today, planned = timezone.localdate(), timezone.localdate(held.starts_at)
    if today != planned and not another_day:
        raise Refused(
            f"Today is {day(today)}, and this Task Group is planned for {day(planned)}. "
            "Tick the box to open it all the same.",
            "another_day",
        )
    return _begin(by, held, key, timezone.now())


@transaction.atomic
def enter_from_paper(*, by: Person, group: TaskGroup, began: datetime, key: uuid.UUID | None = None) -> TaskGroup:
    """Begin to enter a meeting that was held on paper: its log carries the real times, and is marked so for ever."""
    held, first = log.hold(group, key)
    if first:
        return held
    log.must_be(held, State.PLANNED)
    if began >= timezone.now():
        raise Refused("The time is in the future. Enter when the Task Group began.", "began")
    held.entered_later = True
    held.save(update_fields=["entered_later"])
    audit.note(by=by, verb="entered a meeting held on paper", school_urn=held.school.urn, about=held.public_id)
    return _begin(by, held, key, began)


def _begin(by: Person, held: TaskGroup, key: uuid.UUID | None, at: datetime) -> TaskGroup:
    item = held.agenda.order_by("position", "id").first()
    if item is None:
        raise Refused("The agenda is empty. Add its items on the plan first.")
    held.state, held.opened_at, held.current_item = State.OPEN, at, item
    held.save(update_fields=["state", "opened_at", "current_item"])
    log.append(group=held, by=by, kind=Kind.OPENED, key=key, at=at)
    log.append(group=held, by=by, kind=Kind.ITEM, at=at, item=item)
    audit.note(by=by, verb="opened the room", school_urn=held.school.urn, about=held.public_id)
    return held


@transaction.atomic
def pause(
    *, by: Person, group: TaskGroup, reason: str = "", key: uuid.UUID | None = None, at: datetime | None = None
) -> TaskGroup:
    """Stop the clock, for a break or until another day."""
    held, first = log.hold(group, key)
    if first:
        return held
    if late.is_late(held, at):
        return _turn_late(held, State.PAUSED, by=by, kind=Kind.PAUSED, key=key, at=at, text=reason.strip())
    log.must_be(held, State.OPEN)
    return _turn(held, State.PAUSED, by=by, kind=Kind.PAUSED, key=key, at=at, text=reason.strip())


@transaction.atomic
def resume(*, by: Person, group: TaskGroup, key: uuid.UUID | None = None, at: datetime | None = None) -> TaskGroup:
    """Start the clock again, at the item where it stopped."""
    held, first = log.hold(group, key)
    if first:
        return held
    if late.is_late(held, at):
        return _turn_late(held, State.OPEN, by=by, kind=Kind.RESUMED, key=key, at=at)
    if held.state == State.OPEN:
        raise Refused("The Task Group is under way already.")
    log.must_be(held, State.PAUSED)
    return _turn(held, State.OPEN, by=by, kind=Kind.RESUMED, key=key, at=at)


@transaction.atomic
def close(*, by: Person, group: TaskGroup, key: uuid.UUID | None = None, at: datetime | None = None) -> TaskGroup:
    """End the Task Group for good: its log takes corrections only from here, and its record begins."""
    held, first = log.hold(group, key)
    if first:
        return held
    log.must_be(held, *UNDER_WAY)
    held.closed_at = log.happened(held, at)
    held.save(update_fields=["closed_at"])
    audit.note(by=by, verb="closed the room", school_urn=held.school.urn, about=held.public_id)
    closed = _turn(held, State.CLOSED, by=by, kind=Kind.CLOSED, key=key, at=held.closed_at)
    begin_record(group=closed)
    note_what_was_learned(closed)
    return closed


def _turn(
    held: TaskGroup, state: str, *, by: Person, kind: str, key: uuid.UUID | None, at: datetime | None, text: str = ""
) -> TaskGroup:
    log.append(group=held, by=by, kind=kind, key=key, at=at, text=text)
    held.state = state
    held.save(update_fields=["state"])
    return held


def _turn_late(held: TaskGroup, state: str, *, at: datetime | None, **more: Any) -> TaskGroup:
    """Put a pause, or its end, where it belongs in time; what was turned after it stands. Turned already: nothing."""
    log.must_be(held, *UNDER_WAY)
    happened = log.happened(held, at)
    if late.last_turn(held, happened)[1] == state:
        return held
    newest, _ = late.last_turn(held)
    if newest is None or happened >= newest:
        return _turn(held, state, at=happened, **more)
    log.append(group=held, at=happened, **more)
    return held


@transaction.atomic
def move(
    *,
    by: Person,
    group: TaskGroup,
    item: AgendaItem,
    came_from: int | None = None,
    key: uuid.UUID | None = None,
    at: datetime | None = None,
) -> TaskGroup:
    """Go to an item of the agenda; to be there already is no event, so two presses of 'Next' skip nothing.

    `came_from` is the key of the item the writer saw the room at. Where the room was moved by somebody else since, the
    move is kept with `away` in its payload, and takes the room nowhere.
    """
    held, first = log.hold(group, key)
    if first:
        return held
    log.must_be(held, *(UNDER_WAY if late.is_late(held, at) else (State.OPEN,)))
    if held.current_item_id == item.pk:
        return held
    away = late.overtaken(held, came_from, at)
    payload = {"away": away, "stays": held.current_item_id} if away else {}
    log.append(group=held, by=by, kind=Kind.ITEM, key=key, at=at, item=item, payload=payload)
    if not away:
        held.current_item = item
        held.save(update_fields=["current_item"])
    return held


@transaction.atomic
def hand_over(
    *, by: Person, group: TaskGroup, to: Person, key: uuid.UUID | None = None, at: datetime | None = None
) -> TaskGroup:
    """Give the chair to somebody else who is seated, and not of the host school; the old chair stays as a member.

    Where the two chair together, the old chair stays as co-chair, and may be handed the chair again.
    """
    held, first = log.hold(group, key)
    if first:
        return held
    log.must_be(held, *UNDER_WAY)
    seats = {seat.person_id: seat for seat in held.seats.current().select_related("person")}
    new, old = seats.get(to.pk), next((seat for seat in seats.values() if seat.part == Part.CHAIR), None)
    if new is None:
        raise Refused("Choose somebody who has a seat in this Task Group.", "to")
    if schools.is_staff(to, held.school):
        raise Refused("The chair comes from outside the host school. Choose somebody else.", "to")
    if new is old:
        raise Refused(f"{to.name} is the chair already. Choose somebody else.", "to")
    if old is not None:
        old.part = Part.CO_CHAIR if new.part == Part.CO_CHAIR else Part.MEMBER
        old.save(update_fields=["part"])
    new.part = Part.CHAIR
    new.save(update_fields=["part"])
    names = [old.person.name if old else "", to.name]
    log.append(
        group=held, by=by, kind=Kind.HANDOVER, key=key, at=at,
        payload={"from": old.person_id if old else None, "to": to.pk, "names": names},
    )  # fmt: skip
    audit.note(by=by, verb="handed over the chair", school_urn=held.school.urn, about=held.public_id)
    return held


@transaction.atomic
def mark_attendance(
    *, by: Person, group: TaskGroup, people: list[Person], came: bool, at: datetime | None = None
) -> TaskGroup:
    """Note that people came, or left; whoever is noted so already is not noted twice."""
    held, _ = log.hold(group, None)
    log.must_be(held, *UNDER_WAY)
    latest: dict[int, bool] = {}
    noted = held.events.filter(kind=Kind.ATTENDANCE, at__lte=log.happened(held, at)).order_by("at", "number")
    for payload in noted.values_list("payload", flat=True):
        latest[payload["person"]] = payload["came"]
    for person in people:
        if latest.get(person.pk, False) != came:
            payload = {"person": person.pk, "name": person.name, "came": came}
            log.append(group=held, by=by, kind=Kind.ATTENDANCE, at=at, payload=payload)
    return held
