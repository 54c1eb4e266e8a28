"""Who has been trained: the one place that asks the floor `training`."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import datetime

from django.db.models import Q
from django.utils import timezone

from taskgroups.kit.design.words import day
from taskgroups.schools.models import Consortium
from taskgroups.training.models import Booking


def trained_in(
    consortium: Consortium, people: Collection[int], first: datetime, last: datetime
) -> Mapping[int, tuple[str, ...]]:
    """Return the sessions each came to between two moments, by their keys: 'Asking, 14 June 2017'; one query.

    Sessions of this consortium and of authorities: what another consortium arranged is not this lead's to read. Who
    came is what attendance says, never who booked.
    """
    ours = Q(session__consortium=consortium) | Q(session__consortium=None)
    found = Booking.objects.filter(ours, person__in=people, came=True, session__cancelled_at=None)
    found = found.filter(session__starts_at__range=(first, last)).order_by("session__starts_at", "pk")
    told: dict[int, list[str]] = defaultdict(list)
    for person, title, starts in found.values_list("person", "session__title", "session__starts_at"):
        told[person].append(f"{title}, {day(timezone.localdate(starts))}")
    return {key: tuple(sessions) for key, sessions in told.items()}
