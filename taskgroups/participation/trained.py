"""Who has been trained: the one place that asks the floor `training`."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from taskgroups.kit.design.words import day
from taskgroups.schools.models import Consortium
from taskgroups.training.models.accreditation import Step
from taskgroups.training.models.bookings import Booking


def trained_in(
    consortium: Consortium, people: Collection[int], first: datetime, last: datetime
) -> Mapping[int, tuple[str, ...]]:
    """Return the sessions each came to between two moments, by their keys: 'Asking, 14 June 2017'; then, where they
    were accredited between them, and it was neither struck out nor withdrawn since, that and when. Two queries.

    Sessions of this consortium and of authorities: what another consortium arranged is not this lead's to read. Who
    came is what attendance says, never who booked.
    """
    ours = Q(session__consortium=consortium) | Q(session__consortium=None)
    found = Booking.objects.filter(ours, person__in=people, came=True, session__cancelled_at=None)
    found = found.filter(session__starts_at__range=(first, last)).order_by("session__starts_at", "pk")
    told: dict[int, list[str]] = defaultdict(list)
    for person, title, starts in found.values_list("person", "session__title", "session__starts_at"):
        told[person].append(f"{title}, {day(timezone.localdate(starts))}")
    for person, on in _accredited(people, first, last):
        told[person].append(f"Accredited as a chair, {day(on)}")
    return {key: tuple(sessions) for key, sessions in told.items()}


def _accredited(people: Collection[int], first: datetime, last: datetime) -> Iterable[tuple[int, date]]:
    """Who was accredited by a mentor's signature, and on which day."""
    after = Step.objects.filter(
        person=OuterRef("person"), kind=Step.Kind.WITHDRAWN, struck_by=None, pk__gt=OuterRef("pk")
    )
    days = (timezone.localdate(first), timezone.localdate(last))
    signed = Step.objects.filter(person__in=people, kind=Step.Kind.SIGNED, struck_by=None, on__range=days)
    return signed.filter(~Exists(after)).order_by("on", "pk").values_list("person_id", "on")
