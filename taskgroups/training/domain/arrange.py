"""Making a session, changing it and calling it off. Everybody who booked is told of what changes for them."""

from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from taskgroups.kit.access import audit
from taskgroups.kit.access.refused import Refused
from taskgroups.kit.design.words import day, plural
from taskgroups.people.models import Person
from taskgroups.schools.models import Authority, Consortium
from taskgroups.training import session_letters as letters
from taskgroups.training.domain.book import hold, move_up
from taskgroups.training.domain.tell import facts_of, tell
from taskgroups.training.domain.trained import note_trained
from taskgroups.training.models import Booking, TrainingSession

MOST = 200  # places: more is a conference, and its list is no longer read out
MOVES = ("starts_at", "ends_at", "place", "video_link")
State = Booking.State


@dataclass(frozen=True)
class Terms:
    """What is decided about a session."""

    title: str
    about: str
    place: str
    video_link: str
    starts_at: datetime
    ends_at: datetime
    capacity: int
    trainer: str = ""
    run_by: Person | None = None
    joining: str = ""
    days_before: int = 2


@transaction.atomic
def make_session(*, by: Person, arranger: Consortium | Authority, terms: Terms) -> TrainingSession:
    """Put a session in the programme and return it; everybody may read it at once. Raises Refused."""
    _check(terms, taken=0)
    whose = {"authority" if isinstance(arranger, Authority) else "consortium": arranger}
    made = TrainingSession.objects.create(**whose, **_plain(terms), made_by=by, made_at=timezone.now())
    audit.note(by=by, verb="put training in the programme", about=made.public_id, title=made.title)
    return made


@transaction.atomic
def change_session(*, by: Person, session: TrainingSession, terms: Terms, base: int | None = None) -> TrainingSession:
    """Change a session that is to come; where it moves, those who booked are told, and more places go to who waits.

    Raises Refused, and ChangedMeanwhile where another changed it after version `base`.
    """
    held = hold(session, base)
    if not held.is_open(timezone.now()):
        raise Refused("This session has begun or was cancelled, so it stays as it is. Materials can still be added.")
    _check(terms, taken=held.bookings.filter(state=State.PLACE).count())
    new = _plain(terms)
    changed = {name: value for name, value in new.items() if getattr(held, name) != value}
    if not changed:
        return held
    for name, value in changed.items():
        setattr(held, name, value)
    held.version += 1
    held.save()
    if set(changed) & set(MOVES):
        _tell_moved(held)
    move_up(held)
    audit.note(by=by, verb="changed training", about=held.public_id, what=sorted(changed))
    return held


@transaction.atomic
def cancel_session(*, by: Person, session: TrainingSession, reason: str) -> TrainingSession:
    """Call a session off and tell everybody who booked, with why. Again changes nothing. Raises Refused."""
    held, now = hold(session), timezone.now()
    if held.cancelled_at:
        return held
    if held.has_begun(now):
        raise Refused("This session has begun, so it can no longer be cancelled.")
    held.cancelled_at, held.reason = now, reason.strip()
    held.save(update_fields=["cancelled_at", "reason"])
    _nobody_came(held, by)
    for one in _booked(held):
        placed = one.state == State.PLACE
        words = letters.cancelled(facts_of(one, placed=False), held.reason, placed=placed)
        tell(one, words, "CANCEL" if placed else None)
    audit.note(by=by, verb="cancelled training", about=held.public_id, why=held.reason)
    return held


def _nobody_came(held: TrainingSession, by: Person) -> None:
    """Take back what was noted by a code shown before the beginning."""
    early = list(held.bookings.filter(came=True).select_for_update(of=("self",)))
    for one in early:
        one.came, one.how, one.came_at = None, "", None
    Booking.objects.bulk_update(early, ["came", "how", "came_at"])
    note_trained(held, early, by)


def _plain(terms: Terms) -> dict[str, Any]:
    return {one.name: getattr(terms, one.name) for one in fields(terms)}


def _check(terms: Terms, *, taken: int) -> None:
    """Raise Refused, at its field, where the terms cannot be."""
    if not terms.place and not terms.video_link:
        raise Refused("There is neither a place nor a video link. Enter one of them.", "place")
    if terms.ends_at <= terms.starts_at:
        raise Refused("The session ends before it begins. Enter a later end.", "ends")
    if terms.starts_at <= timezone.now():
        today = day(timezone.localdate())
        raise Refused(f"That time has passed. Enter a day and time after now, {today}.", "day")
    if not 1 <= terms.capacity <= MOST:
        raise Refused(f"A session has from 1 to {MOST} places. Enter a number between them.", "capacity")
    if terms.capacity < taken:
        has = plural(taken, "person has", "people have")
        raise Refused(f"{has} a place already. Enter {taken} or more, or take people off the list first.", "capacity")


def _booked(held: TrainingSession) -> list[Booking]:
    """Those with a place and those who wait, of people who may sign in."""
    found = held.bookings.exclude(state=State.LEFT).filter(person__is_active=True).select_related("person")
    booked = list(found)
    for one in booked:
        one.session = held
    return booked


def _tell_moved(held: TrainingSession) -> None:
    """Tell those with a place, and those who wait; how to come is told anew before the day."""
    held.bookings.update(instructed_at=None)
    for one in _booked(held):
        if one.state == State.PLACE:
            tell(one, letters.changed(facts_of(one, placed=True)), "REQUEST")
        else:
            tell(one, letters.changed_while_waiting(facts_of(one, placed=False)))
