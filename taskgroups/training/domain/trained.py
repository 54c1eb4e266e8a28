"""Who came to a training session has been trained: written into their way to accreditation, and struck out again."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q
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
    seen = _seen([one.person_id for one in rows if one.came], source)
    note_seen([Seen(person, TRAINED, on, told, what=what) for person, told in seen.items()])
    gone = [one.person_id for one in rows if not one.came]
    signed = Step.objects.filter(person=OuterRef("person"), kind=Step.Kind.SIGNED, pk__gt=OuterRef("pk"))
    told = Step.objects.filter(_from(source), person__in=gone, struck_by=None)
    for step in told.exclude(Exists(signed)):  # what a signature rests on stays, as it does by hand
        Step.objects.create(
            person_id=step.person_id, kind=Step.Kind.STRUCK, on=timezone.localdate(),
            what="The list of who came was put right.", by=by, at=timezone.now(), strikes=step,
        )  # fmt: skip


def _from(source: str) -> Q:
    return Q(kind=TRAINED) & (Q(source=source) | Q(source__startswith=f"{source}:"))


def _seen(people: list[int], source: str) -> dict[int, str]:
    """By which source each is written down: anew, as the second or third time, where the list took it out before."""
    found = dict.fromkeys(people, source)
    steps = Step.objects.filter(_from(source), person__in=people).order_by("pk")
    for person, told, struck in steps.values_list("person", "source", "struck_by"):
        times = int(told.removeprefix(source).lstrip(":") or 1)
        found[person] = f"{source}:{times + 1}" if struck else told
    return found
