"""Invented schools with a known effect of Task Groups, to try the method on: nothing of them was ever true.

Poorer schools reach the line less often and are given a Task Group more often, as in life. So a bare comparison of
those with one and those without is wrong by much, and a method that is right is seen to be.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from taskgroups.track.core.history import Inspected, School
from taskgroups.track.core.pairing import Compared

SERIES, FRAMEWORK = "overall", "invented"
LINE = ("Requires improvement", "Good")
BEGINS = date(2018, 9, 1)
HELD = BEGINS + timedelta(days=4 * 365)


@dataclass(frozen=True)
class World:
    """Its schools; which of their later inspections reached the line, by key; and how much Task Groups added."""

    schools: tuple[School, ...]
    reached: dict[int, bool]
    effect: float

    def sides(self, compared: list[Compared]) -> list[tuple[bool, bool]]:
        """For each pair, whether its two schools reached the line."""
        return [
            (self.reached[one.own.after.key], self.reached[one.other.after.key])
            for one in compared
            if one.own and one.other
        ]


def world(random: Random, *, held: int, others: int, effect: float) -> World:
    """Make a world with about `held` schools that had a Task Group, and about `others` that had none.

    One in eight was not inspected since.
    """
    schools, reached = [], {}
    for key in range(held + others):
        meals, poor = random.uniform(5, 50), random.random() < 0.4
        had = random.random() < 2 * held / (held + others) * meals / 55
        chance = 0.75 - 0.007 * meals - (0.15 if poor else 0.0) + (effect if had else 0.0)
        schools.append(_school(random, key, meals, LINE[0] if poor else LINE[1], had))
        reached[2 * key + 1] = random.random() < chance
    return World(tuple(schools), reached, effect)


def _school(random: Random, key: int, meals: float, stood: str, had: bool) -> School:
    before = BEGINS + timedelta(days=random.randrange(3 * 365))
    after = HELD + timedelta(days=random.randrange(100, 700))
    found = [Inspected(2 * key, before, SERIES, FRAMEWORK, stood)]
    if random.random() > 1 / 8:
        found.append(Inspected(2 * key + 1, after, SERIES, FRAMEWORK, ""))
    held_on = HELD + timedelta(days=random.randrange(-60, 0)) if had else None
    return School(key, "primary", round(random.uniform(90, 450)), round(meals, 1), tuple(found), held_on)
