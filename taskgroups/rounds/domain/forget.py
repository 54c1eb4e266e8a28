"""What people said for a round is forgotten a year later, and at once where their details were taken out."""

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from taskgroups.people.models import ERASED
from taskgroups.rounds.models import Availability, Interest, NotChairing, Solution

KEPT_FOR = timedelta(days=365)


def forget_what_was_said() -> int:
    """Delete answers and plans of rounds a year after they were set up, and the interests and answers of the erased.

    So is why somebody did not chair, once its last day is over. Return how many rows. Who sat where stays: it is the
    Task Groups'.
    """
    old = timezone.now() - KEPT_FOR
    said = Availability.objects.filter(
        Q(participant__round__made_at__lt=old) | Q(participant__person__email__endswith=ERASED)
    )
    interests = Interest.objects.filter(person__email__endswith=ERASED)
    plans = Solution.objects.filter(round__made_at__lt=old)
    over = NotChairing.objects.filter(
        Q(until__lt=timezone.localdate()) | Q(person__email__endswith=ERASED) | Q(told__email__endswith=ERASED)
    )
    return sum(found.delete()[0] for found in (said, interests, plans, over))
