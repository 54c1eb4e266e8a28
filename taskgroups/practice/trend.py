"""The share of questions from one Task Group to the next, each with how sure one can be of it. Pure.

The interval is Wilson's score interval at 95% (E. B. Wilson, 'Probable inference, the law of succession, and
statistical inference', Journal of the American Statistical Association 22 (1927), 209–212), which keeps its promise
for small numbers and for shares near 100 better than the usual one (Brown, Cai and DasGupta, 'Interval estimation for
a binomial proportion', Statistical Science 16 (2001), 101–133).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from math import sqrt

from taskgroups.meetings.projections.balance import Balance

Z = 1.959964  # 95%, two-sided
WIDE, HIGH = 720, 260
LEFT, RIGHT, TOP, BOTTOM = 48, 16, 12, 34
AIM = 90


def wilson(hits: int, of: int, z: float = Z) -> tuple[float, float]:
    """Return the interval for a share of `hits` in `of`, as fractions from 0 to 1. `of` is above 0."""
    share, square = hits / of, z * z
    middle = (share + square / (2 * of)) / (1 + square / of)
    half = z / (1 + square / of) * sqrt(share * (1 - share) / of + square / (4 * of * of))
    return max(0.0, middle - half), min(1.0, middle + half)


@dataclass(frozen=True)
class Point:
    """One Task Group: its balance, and where its share and interval stand in the drawing. None under ten coded."""

    name: str
    at: datetime
    balance: Balance
    low: int | None = None
    high: int | None = None
    x: float = 0
    y: float | None = None
    y_low: float = 0
    y_high: float = 0


def points(rows: Iterable[tuple[str, datetime, Balance]]) -> list[Point]:
    """Return the points from the first to the last, evenly spaced; those under ten coded stand without a share."""
    known = list(rows)
    step = (WIDE - LEFT - RIGHT) / max(len(known), 1)
    return [_point(name, at, balance, LEFT + step * (place + 0.5)) for place, (name, at, balance) in enumerate(known)]


def _point(name: str, at: datetime, balance: Balance, x: float) -> Point:
    if balance.share is None:
        return Point(name, at, balance, x=round(x, 1))
    low, high = wilson(balance.questions, balance.coded)
    share = balance.questions / balance.coded
    return Point(
        name, at, balance, round(100 * low), round(100 * high), round(x, 1), height(share), height(low), height(high)
    )  # fmt: skip


def height(share: float) -> float:
    """Return how far down the drawing a share from 0 to 1 stands."""
    return round(TOP + (1 - share) * (HIGH - TOP - BOTTOM), 1)


def between(balance: Balance) -> str:
    """Return '83 to 97 in 100', or '' under ten coded."""
    if balance.share is None:
        return ""
    low, high = wilson(balance.questions, balance.coded)
    return f"{round(100 * low)} to {round(100 * high)} in 100"
