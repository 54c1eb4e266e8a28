"""A plan by days, and as lines between the pins of a map. No database."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import hypot

from taskgroups.rounds.half_days import day_of
from taskgroups.rounds.shown import Group, Placed, Plan
from taskgroups.schools.map import Map

ASIDE = 3.0  # units of the picture


@dataclass(frozen=True)
class Day:
    """One day of the calendar: what meets in the morning and in the afternoon, or None where nothing may."""

    day: date
    morning: list[Group] | None
    afternoon: list[Group] | None


def calendar_of(plan: Plan, slots: Sequence[str]) -> list[Day]:
    """The days of the round in order, with the Task Groups of each half."""
    every = sorted({*slots, *(group.slot for group in plan.groups)})
    at = {slot: [group for group in plan.groups if group.slot == slot] for slot in every}
    days = sorted({slot[:10] for slot in every})
    return [Day(day_of(day), at.get(f"{day} am"), at.get(f"{day} pm")) for day in days]


@dataclass(frozen=True)
class Line:
    """Somebody's way: from their school to the host's, its ends on the map where both are there."""

    one: Placed
    home: int
    group: Group
    ends: tuple[float, float, float, float] | None


def lines_of(plan: Plan, drawn: Map, only: int | None = None) -> list[Line]:
    """The ways of a plan, longest first; `only` those to or from one school."""
    at = {pin.school.urn: (pin.x, pin.y) for pin in drawn.pins}
    found = []
    for group in plan.groups:
        for one in group.people:
            home = plan.rules.people[one.place.person]["urn"]
            if only in (None, home, group.urn):
                ends = _beside(at[home], at[group.urn]) if home in at and group.urn in at else None
                found.append(Line(one, home, group, ends))
    return sorted(found, key=lambda line: (-line.one.km, line.group.school, line.one.name))


def _beside(start: tuple[float, float], end: tuple[float, float]) -> tuple[float, float, float, float]:
    """The line from one pin to another, a little to its right, so that the way back is seen beside it."""
    along, down = end[0] - start[0], end[1] - start[1]
    far = hypot(along, down) or 1.0
    right, below = -down / far * ASIDE, along / far * ASIDE
    return round(start[0] + right, 1), round(start[1] + below, 1), round(end[0] + right, 1), round(end[1] + below, 1)
