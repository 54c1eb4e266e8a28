"""All that waits for somebody, over all their roles, soonest first."""

from collections.abc import Callable, Iterator
from datetime import date

from taskgroups.home.waiting.accrediting import accreditation
from taskgroups.home.waiting.heads_up import comments, unmoderated
from taskgroups.home.waiting.own_schools import actions, closed, inspected
from taskgroups.home.waiting.row import MOST, Waiting
from taskgroups.home.waiting.seldom import what_is_there
from taskgroups.home.waiting.taking_part import chairing, offers, rounds, written
from taskgroups.home.waiting.task_groups import afterwards, leading, preparing, records, seats
from taskgroups.home.waiting.training import commissions, training
from taskgroups.people.models import Person

SOURCES: tuple[Callable[[Person], Iterator[Waiting]], ...] = (
    seats,
    preparing,
    actions,
    records,
    afterwards,
    leading,
    rounds,
    chairing,
    offers,
    training,
    written,
    commissions,
    accreditation,
    closed,
    comments,
    unmoderated,
    inspected,
)


def what_needs(person: Person) -> list[Waiting]:
    """Return what waits for this person, soonest first (those without a day last), in a fixed number of queries."""
    there = what_is_there(person)
    found = [row for source in SOURCES if there.get(source.__name__, True) for row in source(person)]
    return sorted(found, key=lambda row: (row.when or date.max, row.what))[:MOST]
