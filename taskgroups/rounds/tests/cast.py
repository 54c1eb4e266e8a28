"""A round for tests: the cast's three heads, four mornings, A and B as hosts, one member beside the chair."""

from datetime import date, time, timedelta

from django.utils import timezone

from taskgroups.rounds.domain import make
from taskgroups.rounds.half_days import Half
from taskgroups.rounds.models import Participant, Round
from tests.cast import Cast

TERMS = make.Terms("spring", 2026, 1, time(9, 30), time(13, 30), 120)


def mornings(many: int) -> list[date]:
    """So many days, from thirty days on."""
    return [timezone.localdate() + timedelta(days=30 + n) for n in range(many)]


def a_round(cast: Cast, half_days: int = 4) -> Round:
    """The round, being set up."""
    made = make.make_round(consortium=cast.harbour, by=cast.lead, terms=TERMS)
    make.add_half_days(round=made, by=cast.lead, days=mornings(half_days), halves=[Half.MORNING])
    make.choose_hosts(round=made, by=cast.lead, urns=[cast.a.urn, cast.b.urn])
    return made


def of(made: Round, person: object) -> Participant:
    """What the round knows of somebody."""
    return made.participants.get(person=person)
