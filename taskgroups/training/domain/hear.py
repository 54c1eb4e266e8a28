"""What people say of a session they were at: once each, changed until it is counted, and counted by sixes alone."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from taskgroups.kit.access.refused import Refused, refuse_longer
from taskgroups.people.models import Person
from taskgroups.training.domain.book import hold
from taskgroups.training.feedback_counted import SIX
from taskgroups.training.models import Booking, Feedback, TrainingSession

OPEN_FOR = timedelta(days=28)  # after the session
CHANGED_FOR = timedelta(days=3)  # after it was first said; until then it is in no count
LONGEST = 1000


@transaction.atomic
def say(*, by: Person, session: TrainingSession, answers: Mapping[str, int], words: str = "") -> Feedback:
    """Keep what somebody who came says. Said again, it replaces itself, until it is counted.

    Nothing is written to the audit trail: who spoke when could be matched with what was said. Raises Refused.
    """
    mine = Booking.objects.select_for_update(of=("self",)).filter(session=session, person=by).first()
    if mine is None or not mine.came:
        raise Refused("Only who came can say how it was. If you came, ask the trainer to put you on the list.")
    if why := why_closed(mine, timezone.now()):
        raise Refused(why)
    refuse_longer(words, LONGEST, "words")
    now, given = timezone.now(), {**answers, "words": words.strip()}
    made, new = Feedback.objects.update_or_create(
        booking=mine, defaults=given, create_defaults={**given, "session": session, "first_at": now}
    )
    if new:
        mine.said_at = now
        mine.save(update_fields=["said_at"])
    return made


def why_closed(booking: Booking, moment: datetime) -> str:
    """Say why somebody who came cannot say how it was, '' where they can."""
    session = booking.session
    if not session.has_ended(moment):
        return "This session has not ended. Say how it was once it has."
    if session.ends_at + OPEN_FOR < moment:
        return "The session was over four weeks ago, so what was said of it stays as it is."
    if booking.said_at and not Feedback.objects.filter(booking=booking).exists():
        return "What you said was counted with five others, and names you no longer. It cannot be changed."
    return ""


def count_feedback() -> int:
    """Count what has settled, six at a time, and forget who said it; return how many. A chore, done every minute.

    An answer settles three days after it was first given. What stays under six when a session is closed is deleted.
    """
    now = timezone.now()
    settled = Feedback.objects.filter(part=None, first_at__lte=now - CHANGED_FOR)
    waiting = settled.order_by().values_list("session", flat=True).distinct()
    counted = sum(_count(session, now) for session in TrainingSession.objects.filter(pk__in=list(waiting)))
    Feedback.objects.filter(part=None, session__ends_at__lt=now - OPEN_FOR - CHANGED_FOR).delete()
    return counted


@transaction.atomic
def _count(session: TrainingSession, moment: datetime) -> int:
    held = hold(session)
    settled = list(held.feedback.filter(part=None, first_at__lte=moment - CHANGED_FOR).order_by("first_at", "pk"))
    last = held.feedback.exclude(part=None).order_by("-part").values_list("part", flat=True).first() or 0
    whole = settled[: len(settled) // SIX * SIX]
    for place, one in enumerate(whole):
        one.part, one.booking, one.first_at = last + 1 + place // SIX, None, None
    Feedback.objects.bulk_update(whole, ["part", "booking", "first_at"])
    return len(whole)
