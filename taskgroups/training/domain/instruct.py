"""Joining instructions: how to come, by e-mail some days before, once each."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from taskgroups.kit import post
from taskgroups.kit.access import audit
from taskgroups.people.models import Person
from taskgroups.training import session_letters as letters
from taskgroups.training.domain.book import hold, refuse_unless_open
from taskgroups.training.domain.tell import facts_of, tell
from taskgroups.training.models import Booking, Material, TrainingSession

FURTHEST = 14  # days before


def send_due_instructions() -> int:
    """Write to everybody whose session comes within its days and who has not been told; return how many letters.

    Who books within those days is told within a minute. A chore, done every minute.
    """
    now = timezone.now()
    soon = TrainingSession.objects.filter(
        cancelled_at=None, starts_at__gt=now, starts_at__lte=now + timedelta(days=FURTHEST), days_before__gt=0,
        bookings__state=Booking.State.PLACE, bookings__instructed_at=None,
    ).distinct()  # fmt: skip
    due = [one for one in soon if one.starts_at - timedelta(days=one.days_before) <= now]
    return sum(send_instructions(session=one, by=None) for one in due)


@transaction.atomic
def send_instructions(*, session: TrainingSession, by: Person | None) -> int:
    """Write to everybody with a place who has not been told how to come; return how many. Raises Refused."""
    held, now = hold(session), timezone.now()
    refuse_unless_open(held, now)
    waiting = held.bookings.filter(state=Booking.State.PLACE, instructed_at=None, person__is_active=True)
    told = list(waiting.select_related("person"))
    handed_out = tuple(_line(held, one) for one in held.materials.all()) if told else ()
    for one in told:
        one.session = held
        tell(one, letters.joining(facts_of(one, placed=True), handed_out))
        one.instructed_at = now
    Booking.objects.bulk_update(told, ["instructed_at"])
    if told:
        held.instructions_at = now
        held.save(update_fields=["instructions_at"])
        audit.note(by=by, verb="sent joining instructions", about=held.public_id, many=len(told))
    return len(told)


def _line(held: TrainingSession, one: Material) -> str:
    place = one.link or post.link("training-material", held.public_id, one.pk)
    return f"{one.title}: {place}"
