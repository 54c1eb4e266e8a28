"""The drawing of differences: a dot for each, a bar for how far it could be otherwise, a line where there is none."""

from collections.abc import Iterable
from dataclasses import dataclass

from taskgroups.track.core.result import Result
from taskgroups.track.words import outcome_of, points

WIDTH, LEFT, RIGHT, ROW, TOP = 720, 40, 680, 64, 24
STEPS = (-100, -75, -50, -25, 0, 25, 50, 75, 100)


@dataclass(frozen=True)
class Bar:
    """One outcome: where its words, its dot and its bar are."""

    text: str
    y: int
    dot: float
    low: float
    high: float
    said: str


@dataclass(frozen=True)
class Drawing:
    """The whole of it. `steps` are the marks of the scale, in points, with their place."""

    bars: tuple[Bar, ...]
    steps: tuple[tuple[int, float], ...]
    height: int
    middle: float


def draw(results: Iterable[Result]) -> Drawing | None:
    """Draw the results that are told, on one scale; None where none is."""
    shown = [one for one in results if one.table is not None]
    if not shown:
        return None
    most = max(max(abs(points(one.low)), abs(points(one.high))) for one in shown)
    reach = next(step for step in STEPS if step >= max(most, 25))

    def at(share: float) -> float:
        return round((LEFT + RIGHT) / 2 + 100 * share / reach * (RIGHT - LEFT) / 2, 1)

    bars = tuple(
        Bar(one.judgement, TOP + ROW * row, at(one.table.difference), at(one.low), at(one.high), _said(one))
        for row, one in enumerate(shown)
        if one.table is not None
    )
    steps = tuple((step, at(step / 100)) for step in STEPS if abs(step) <= reach)
    return Drawing(bars, steps, TOP + ROW * len(bars) + 30, at(0))


def _said(one: Result) -> str:
    difference = points(one.table.difference) if one.table else 0
    return f"{outcome_of(one)}: {difference:+} points, {points(one.low):+} to {points(one.high):+}."
