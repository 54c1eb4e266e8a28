"""Who came: by a code that the trainer shows in the room, or from the list."""

import secrets
from collections.abc import Mapping
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from taskgroups.kit.access import audit
from taskgroups.kit.access.refused import Refused
from taskgroups.kit.design.words import clock, plural
from taskgroups.people.models import Person
from taskgroups.training.domain.book import hold
from taskgroups.training.domain.trained import note_trained
from taskgroups.training.models import Booking, TrainingSession

LETTERS = "ABCDEFGHJKMNPQRTUVWXY346789"  # none that is taken for another when read from a wall
LONG, GOOD_FOR = 5, timedelta(minutes=30)
BEFORE, AFTER = timedelta(minutes=30), timedelta(hours=1)  # when a code may be shown
TRIES, WITHIN = 5, timedelta(minutes=15)
NOT_YET = "This session has not begun. Attendance is kept from its beginning on."
WRONG = "That is not the code that is shown now. Read it again: it has {long} letters and figures."
ENOUGH = "Five codes were wrong. Wait a quarter of an hour, or ask the trainer to put you on the list."


@transaction.atomic
def show_code(*, by: Person, session: TrainingSession) -> TrainingSession:
    """Make a new code for half an hour; the one before is good no more. Raises Refused long before and after."""
    held, now = hold(session), timezone.now()
    if held.cancelled_at or not held.starts_at - BEFORE <= now <= held.ends_at + AFTER:
        when = f"from {clock(held.starts_at - BEFORE)} until {clock(held.ends_at + AFTER)} on its day"
        raise Refused(f"A code can be shown {when}. At other times keep attendance from the list.")
    held.code = "".join(secrets.choice(LETTERS) for _ in range(LONG))
    held.code_until = now + GOOD_FOR
    held.save(update_fields=["code", "code_until"])
    audit.note(by=by, verb="showed an attendance code", about=held.public_id)
    return held


def enter_code(*, by: Person, session: TrainingSession, code: str) -> None:
    """Note that a person with a place came. Raises Refused: no place, a wrong code, an old one, too many tries.

    A wrong try is kept although it is refused: the counting is a transaction of its own.
    """
    why = _tried(by, session, "".join(code.split()).upper())
    if why:
        raise Refused(why, "code")


@transaction.atomic
def _tried(by: Person, session: TrainingSession, code: str) -> str:
    """Count one try, and return why it is none, '' where it is right."""
    now = timezone.now()
    mine = Booking.objects.select_for_update(of=("self",)).filter(session=session, person=by).first()
    if mine is None or mine.state != Booking.State.PLACE:
        return "You have no place at this session. Ask the trainer to put you on the list."
    if mine.came:
        return ""
    if mine.tried_at is None or mine.tried_at < now - WITHIN:
        mine.tries, mine.tried_at = 0, now
    if mine.tries >= TRIES:
        return ENOUGH
    shown = TrainingSession.objects.get(pk=session.pk)
    good = shown.code and shown.code_until and now <= shown.code_until and not shown.cancelled_at
    if good and constant_time_compare(code, shown.code):
        mine.came, mine.how, mine.came_at = True, Booking.How.CODE, now
        mine.save(update_fields=["came", "how", "came_at"])
        note_trained(shown, [mine])
        return ""
    mine.tries += 1
    mine.save(update_fields=["tries", "tried_at"])
    return WRONG.format(long=LONG) if good else "No code is shown now. Ask the trainer to show one."


@transaction.atomic
def record_attendance(
    *,
    by: Person,
    session: TrainingSession,
    came: Mapping[int, bool],
    shown: Mapping[int, bool] | None = None,
    by_file: bool = False,
) -> int:
    """Note who came and who did not, by the number of their booking, and return how many changed.

    Who waited for a place and came all the same is noted like the others. `shown` is what the list showed when it was
    opened: what it says as before does not undo what was noted since, such as a code somebody entered meanwhile. What
    comes in `by_file` undoes no code at all: nobody can tell when the file was made.
    Raises Refused before the session begins.
    """
    held, now = hold(session), timezone.now()
    if not held.has_begun(now):
        raise Refused("This session was cancelled, so nobody came." if held.cancelled_at else NOT_YET)
    listed = held.bookings.exclude(state=Booking.State.LEFT).filter(pk__in=list(came)).select_for_update(of=("self",))
    stands = {one.pk for one in listed if shown and shown.get(one.pk) == came[one.pk] != bool(one.came)}
    if by_file:
        stands |= {one.pk for one in listed if one.came and one.how == Booking.How.CODE}
    changed = [one for one in listed if one.came != came[one.pk] and one.pk not in stands]
    for one in changed:
        one.came, one.how, one.came_at = came[one.pk], Booking.How.LIST, now
    Booking.objects.bulk_update(changed, ["came", "how", "came_at"])
    note_trained(held, changed, by)
    if changed:
        audit.note(by=by, verb="kept attendance", about=held.public_id, what=plural(len(changed), "booking"))
    return len(changed)
