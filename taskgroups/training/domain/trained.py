"""Who came to a training session has been trained: written into their way to accreditation, and struck out again."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef
from django.utils import timezone

from taskgroups.people.models import Person
from taskgroups.training.domain.accredit import Seen, note_seen
from taskgroups.training.models import Booking, Step, TrainingSession

TRAINED = Step.Kind.TRAINED


def note_trained(session: TrainingSession, bookings: Iterable[Booking], by: Person | None = None) -> None:
    """Write down that those came who are noted as having come; strike it out where the list was put right."""
    source, on = f"session:{session.public_id}", timezone.localdate(session.starts_at)
    rows = list(bookings)
    what = f"{session.title}, arranged by {session.arranger}"
    note_seen([Seen(one.person_id, TRAINED, on, source, what=what) for one in rows if one.came])
    gone = [one.person_id for one in rows if not one.came]
    signed = Step.objects.filter(person=OuterRef("person"), kind=Step.Kind.SIGNED, pk__gt=OuterRef("pk"))
    told = Step.objects.filter(person__in=gone, kind=TRAINED, source=source, struck_by=None)
    for step in told.exclude(Exists(signed)):  # what a signature rests on stays, as it does by hand
        Step.objects.create(
            person_id=step.person_id, kind=Step.Kind.STRUCK, on=timezone.localdate(),
            what="The list of who came was put right.", by=by, at=timezone.now(), strikes=step,
        )  # fmt: skip
