"""In which order schools host: those that need improvement first, then who has waited longest. No database.

Source of the order: the round's issue; the line of an inspection is that of `meetings/plan/rhythm.py`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from taskgroups.kit.design.words import day
from taskgroups.meetings.plan.rhythm import Found, propose

SOON = "half_termly"  # what the rhythm says of a school below the line, or in a category


@dataclass(frozen=True)
class Known:
    """What the order rests on: the school's URN and name, its latest inspection, its last Task Group and a next one.

    `put_off`: it has one that was postponed and has no new date.
    """

    urn: int
    name: str
    found: Found | None
    last: date | None
    planned: date | None = None
    put_off: bool = False


@dataclass(frozen=True)
class InOrder:
    """A school in its place, and why it stands there."""

    urn: int
    name: str
    first: bool
    because: str
    planned: bool = False


def in_order(schools: Sequence[Known]) -> list[InOrder]:
    """The schools in the order in which they might host, each with its reason in words."""
    placed = [(_needs(one), one) for one in schools]
    ordered = sorted(placed, key=lambda two: (not two[0], two[1].last or date.min, two[1].name, two[1].urn))
    return [
        InOrder(one.urn, one.name, bool(needs), _because(needs, one), bool(one.planned or one.put_off))
        for needs, one in ordered
    ]


def already(name: str, planned: date | None, put_off: bool) -> str:
    """Say which other Task Group a school has to come, '' where it has none."""
    later = "one that was put off and has no new date yet"
    if planned:
        return f"{name} has another on {day(planned)}{', and ' + later if put_off else ''}."
    return f"{name} has {later}." if put_off else ""


def _needs(one: Known) -> str:
    proposed = propose(one.found)
    return " ".join(proposed.because) if proposed.every == SOON else ""


def _because(needs: str, one: Known) -> str:
    waited = f"Its last Task Group was on {day(one.last)}." if one.last else "It has had no Task Group yet."
    coming = " One was put off and has no new date yet." if one.put_off else ""
    if one.planned:
        coming = f" One is planned for {day(one.planned)} already."
    return " ".join(filter(None, [needs, waited])) + coming
