"""Booking a place, giving it back, and the waiting list, which moves up by itself.

Whatever changes who has a place holds the session first, so that two at once take one place between them only once.
"""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from taskgroups.kit.access import audit
from taskgroups.kit.access.refused import ChangedMeanwhile, Refused
from taskgroups.people.models import Person
from taskgroups.training import session_letters as letters
from taskgroups.training.domain.tell import facts_of, tell
from taskgroups.training.models import Booking, TrainingSession

State = Booking.State


def hold(session: TrainingSession, base: int | None = None) -> TrainingSession:
    """Return the session as it is now, held against others until the transaction ends.

    `base` is the version that a form showed. Raises ChangedMeanwhile where it is no longer that.
    """
    found = TrainingSession.objects.select_for_update(of=("self",)).select_related("consortium", "authority")
    now = found.get(pk=session.pk)
    if base is not None and base != now.version:
        raise ChangedMeanwhile(now, (), "this session")
    return now


def refuse_unless_open(held: TrainingSession, moment: datetime) -> None:
    """Raise Refused where places can no longer change hands."""
    if held.cancelled_at:
        raise Refused("This session has been cancelled, so there is nothing to book. Look at the others.")
    if not held.is_open(moment):
        raise Refused("This session has begun, so places change no more. Tell the trainer, who keeps the list.")


@transaction.atomic
def book(*, by: Person, session: TrainingSession) -> Booking:
    """Give a person a place, or their turn on the waiting list where it is full; return which. Again changes nothing.

    Raises Refused once the session has begun or was cancelled.
    """
    held, now = hold(session), timezone.now()
    refuse_unless_open(held, now)
    mine = Booking.objects.filter(session=held, person=by).first()
    if mine and mine.state != State.LEFT:
        return mine
    full = held.bookings.filter(state=State.PLACE).count() >= held.capacity
    mine = mine or Booking(session=held, person=by)
    mine.session, mine.person = held, by
    mine.state, mine.queued_at = State.WAITING if full else State.PLACE, now
    mine.save()
    if full:
        tell(mine, letters.waits(facts_of(mine, placed=False)))
    else:
        tell(mine, letters.booked(facts_of(mine, placed=True)), "REQUEST")
    audit.note(by=by, verb="booked training", about=held.public_id, waits=full)
    return mine


@transaction.atomic
def give_back(*, by: Person, session: TrainingSession) -> None:
    """Give one's place, or one's turn, back; whoever waits longest moves up. Raises Refused once it has begun."""
    held = hold(session)
    refuse_unless_open(held, timezone.now())
    mine = _holding(held, by)
    if mine:
        if _leave(mine):
            tell(mine, letters.gave_back(facts_of(mine, placed=False)), "CANCEL")
        audit.note(by=by, verb="gave a place at training back", about=held.public_id)
        move_up(held)


@transaction.atomic
def take_off(*, by: Person, booking: Booking) -> None:
    """Take somebody off the list, for instance because they telephoned; they are told, and the list moves up."""
    held = hold(booking.session)
    refuse_unless_open(held, timezone.now())
    found = _holding(held, booking.person)
    if found:
        placed = _leave(found)
        words = letters.taken_off(facts_of(found, placed=False), placed=placed)
        tell(found, words, "CANCEL" if placed else None)
        audit.note(by=by, verb="took somebody off a training list", about=held.public_id, who=found.person.name)
        move_up(held)


def move_up(held: TrainingSession) -> list[Booking]:
    """Give free places to those who wait, in their turn, and tell them; return whom. The session is held already."""
    free = held.capacity - held.bookings.filter(state=State.PLACE).count()
    waiting = held.bookings.filter(state=State.WAITING, person__is_active=True).select_related("person")
    moved = list(waiting[: max(0, free)])
    for one in moved:
        one.session, one.state = held, State.PLACE
        one.save(update_fields=["state"])
        tell(one, letters.moved_up(facts_of(one, placed=True)), "REQUEST")
    return moved


@transaction.atomic
def leave_all(person: Person) -> None:
    """Give back all that somebody has booked and that is to come, because their account closes. No letter to them."""
    coming = Booking.objects.filter(person=person, session__starts_at__gt=timezone.now(), session__cancelled_at=None)
    for one in coming.exclude(state=State.LEFT).select_related("session"):
        held = hold(one.session)
        Booking.objects.filter(pk=one.pk).update(state=State.LEFT)
        move_up(held)


def _holding(held: TrainingSession, person: Person) -> Booking | None:
    """What somebody has: a place or a turn."""
    found = held.bookings.filter(person=person).exclude(state=State.LEFT).select_related("person").first()
    if found:
        found.session = held
    return found


def _leave(booking: Booking) -> bool:
    """Write that they gave it back, and return whether it was a place."""
    placed = booking.state == State.PLACE
    booking.state, booking.instructed_at = State.LEFT, None
    booking.save(update_fields=["state", "instructed_at"])
    return placed
