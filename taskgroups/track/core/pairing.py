"""Pairing each school that had a Task Group with one that had none, and was like it on the day it was held.

Schools that on that day stood alike and had not had one are the ones at hand: after Y. P. Li, K. J. Propert and
P. R. Rosenbaum, 'Balanced risk set matching', Journal of the American Statistical Association 96 (2001). Nobody's
later grade is looked at. Exactly alike in kind, in the framework, series and grade of the inspection before, and in
the framework and series of the one after; near in size, free school meals and time since that inspection.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from math import log

from taskgroups.track.core.assignment import assign
from taskgroups.track.core.history import Around, School, Why, around

TIMES = 1.5  # from two thirds as many pupils to half as many again
MEALS = 10.0  # points of a hundred
SINCE = 365  # days


@dataclass(frozen=True)
class Compared:
    """What became of one school that had a Task Group: why it is not compared, or both sides of its pair."""

    school: int
    why: Why
    own: Around | None = None
    other: Around | None = None
    beside: int | None = None


@dataclass(frozen=True)
class _Candidate:
    school: School
    found: Around
    far: float


@dataclass(frozen=True)
class _Wanting:
    school: School
    own: Around
    near: Sequence[_Candidate]


def pair(schools: Iterable[School]) -> list[Compared]:
    """Compare every school of these that had a Task Group; in the order of their keys, whatever that of the schools."""
    ordered = sorted(schools, key=lambda one: one.key)
    pool = _Pool(ordered)
    compared: list[Compared] = []
    wanting: list[_Wanting] = []
    for one in ordered:
        if one.first_held is None:
            continue
        own = around(one.history, one.first_held)
        if isinstance(own, Why):
            compared.append(Compared(one.key, own))
        elif not one.is_known:
            compared.append(Compared(one.key, Why.UNKNOWN))
        else:
            wanting.append(_Wanting(one, own, pool.candidates(one, own, one.first_held)))
    for group in _together(wanting):
        compared += _paired(group)
    return sorted(compared, key=lambda one: one.school)


class _Pool:
    """The schools there are, by kind and size."""

    def __init__(self, schools: Sequence[School]) -> None:
        self._kinds: dict[str, list[School]] = defaultdict(list)
        for one in schools:
            if one.is_known and len(one.history) > 1:
                self._kinds[one.kind].append(one)
        for alike in self._kinds.values():
            alike.sort(key=lambda one: (one.pupils or 0, one.key))

    def candidates(self, school: School, own: Around, day: date) -> list[_Candidate]:
        """The schools comparable with this one on the day of its Task Group, the nearest first."""
        found = []
        for other in self._near(school):
            there = around(other.history, day)
            if isinstance(there, Around) and there.is_like(own) and _had_none(other, there):
                days = (there.before.on - own.before.on).days
                if abs(days) <= SINCE:
                    found.append(_Candidate(other, there, _far(school, other, days)))
        return sorted(found, key=lambda one: (one.far, one.school.key))

    def _near(self, school: School) -> Iterator[School]:
        pupils, meals, alike = school.pupils or 0, school.free_meals or 0.0, self._kinds[school.kind]
        low = bisect_left(alike, pupils / TIMES, key=lambda one: one.pupils or 0)
        high = bisect_right(alike, pupils * TIMES, key=lambda one: one.pupils or 0)
        for other in alike[low:high]:
            if abs((other.free_meals or 0.0) - meals) <= MEALS and other.key != school.key:
                yield other


def _had_none(other: School, there: Around) -> bool:
    """Whether it had no Task Group before its inspection after that day.

    What came later is not asked: a school may have been given one because it was found wanting.
    """
    return other.first_held is None or other.first_held >= there.after.on


def _far(school: School, other: School, days: int) -> float:
    """How far apart two schools are: each difference by what is allowed of it, squared and added."""
    size = log((other.pupils or 1) / (school.pupils or 1)) / log(TIMES)
    meals = ((other.free_meals or 0.0) - (school.free_meals or 0.0)) / MEALS
    return size**2 + meals**2 + (days / SINCE) ** 2


def _together(wanting: Sequence[_Wanting]) -> list[list[_Wanting]]:
    """Those who want the same schools, directly or by others: each such group can be paired by itself."""
    wanted_by: dict[int, list[int]] = defaultdict(list)
    for at, one in enumerate(wanting):
        for candidate in one.near:
            wanted_by[candidate.school.key].append(at)
    groups: list[list[_Wanting]] = []
    seen: set[int] = set()
    for start in range(len(wanting)):
        if start not in seen:
            group = _reached(start, wanting, wanted_by)
            seen.update(group)
            groups.append([wanting[at] for at in group])
    return groups


def _reached(start: int, wanting: Sequence[_Wanting], wanted_by: dict[int, list[int]]) -> list[int]:
    found, waiting = {start}, [start]
    while waiting:
        for candidate in wanting[waiting.pop()].near:
            new = set(wanted_by.pop(candidate.school.key, [])) - found
            found |= new
            waiting += new
    return sorted(found)


def _paired(group: Sequence[_Wanting]) -> Iterator[Compared]:
    """Pair a group. As many candidates each as there are schools will do: no more can be taken by the others."""
    near = [{one.school.key: one for one in wanting.near[: len(group)]} for wanting in group]
    given = assign([{key: one.far for key, one in row.items()} for row in near])
    for wanting, row, key in zip(group, near, given, strict=True):
        if key is None:
            yield Compared(wanting.school.key, Why.NOBODY)
        else:
            yield Compared(wanting.school.key, Why.PAIRED, wanting.own, row[key].found, key)
