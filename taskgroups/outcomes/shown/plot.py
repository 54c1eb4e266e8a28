"""Where marks stand in the two plots: a line for each figure beside England's, and the course of one series."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from taskgroups.outcomes.published.measures import Unit

WIDE, HIGH, LEFT, RIGHT, TOP, BOTTOM = 720, 280, 84, 24, 20, 44
ENDED_ON = date(2024, 9, 1)  # no overall grade is given after it: the schools left in that series were seen before


@dataclass(frozen=True)
class Scale:
    """From where to where a plot reaches, and the values written along it."""

    low: float
    high: float
    ticks: tuple[float, ...]

    def along(self, value: float | None) -> float | None:
        """How far along a value stands, from 0 to 100."""
        if value is None:
            return None
        return round(100 * (min(max(value, self.low), self.high) - self.low) / (self.high - self.low), 2)


def scale_of(unit: Unit, values: Iterable[float | None]) -> Scale:
    """The scale that holds these values: percentages from 0 to 100, scores from 0, progress the same both ways."""
    known = [abs(value) for value in values if value is not None]
    if unit == "percent":
        return Scale(0, 100, (0, 25, 50, 75, 100))
    if unit == "progress":
        most = next((step for step in (1.0, 2.0, 5.0, 10.0) if max(known, default=0) <= step), 20.0)
        return Scale(-most, most, (-most, 0, most))
    most = 10.0 * (int(max(known, default=0) // 10) + 1)
    return Scale(0, most, (0, most / 2, most))


@dataclass(frozen=True)
class Point:
    """A figure on its day: where it stands, and whether it was counted after overall grades had ended."""

    on: date
    x: float
    area: float | None
    england: float | None
    later: bool


@dataclass(frozen=True)
class Course:
    """One series over the days that files tell of. Pairs are joined by a line; what came after it ended is not."""

    points: tuple[Point, ...]
    ticks: tuple[tuple[float, str], ...]
    days: tuple[tuple[float, str], ...]
    area: tuple[tuple[Point, Point], ...]
    england: tuple[tuple[Point, Point], ...]
    ended: float | None
    low: int


def course(days: Sequence[tuple[date, float | None, float | None]]) -> Course:
    """Lay out figures (day, the area's, England's), the earliest first. The scale begins at `low`: not always 0."""
    low = _low([value for _, *both in days for value in both if value is not None])
    places = _places([on for on, _, _ in days])
    points = tuple(
        Point(on, x, _height(area, low), _height(england, low), on >= ENDED_ON)
        for x, (on, area, england) in zip(places, days, strict=True)
    )
    step = (100 - low) / 2
    ticks = tuple((_height(at, low) or 0.0, f"{at:g}%") for at in (low, low + step, 100))
    named = points if len(points) < 6 else points[:: max(1, len(points) // 4)]
    return Course(
        points, ticks, tuple((one.x, f"{one.on:%b %y}") for one in named), _joined(points, "area"),
        _joined(points, "england"), _ended(points), low,
    )  # fmt: skip


def _low(values: Sequence[float]) -> int:
    return max(0, min(80, int(min(values, default=0) // 10) * 10))


def _places(days: Sequence[date]) -> list[float]:
    """Days along the width by their distance in time; a single day in the middle."""
    room = WIDE - LEFT - RIGHT - 80
    if len(days) < 2:
        return [LEFT + 40 + room / 2] * len(days)
    whole = (days[-1] - days[0]).days or 1
    return [round(LEFT + 40 + room * (on - days[0]).days / whole, 1) for on in days]


def _height(value: float | None, low: int) -> float | None:
    if value is None:
        return None
    return round(TOP + (100 - value) / (100 - low) * (HIGH - TOP - BOTTOM), 1)


def _joined(points: Sequence[Point], whose: str) -> tuple[tuple[Point, Point], ...]:
    """Neighbours of which both have the figure, and neither was counted after the series ended."""
    there = [(one, two) for one, two in pairwise(points) if not two.later]
    return tuple((one, two) for one, two in there if None not in (getattr(one, whose), getattr(two, whose)))


def _ended(points: Sequence[Point]) -> float | None:
    """Where between two days overall grades ended, for a line to be drawn; None where no day is on each side."""
    for one, two in pairwise(points):
        if two.later and not one.later:
            return round((one.x + two.x) / 2, 1)
    return None
