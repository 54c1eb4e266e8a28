"""What a learner of the cast has done so far, and the addresses of the pages of their way."""

from django.urls import reverse

from taskgroups.schools.policy import today
from taskgroups.training.domain import accredit
from tests.cast import Cast

ALL = ("trained", "practised", "observed", "chaired")


def came_so_far(cast: Cast, *kinds: str) -> None:
    for kind in kinds:
        accredit.record(person=cast.observer, by=cast.lead, kind=kind, on=today(), what=f"Seen: {kind}")


def at(name: str, *more: object) -> str:
    return reverse(f"accreditation{name}", args=more)
