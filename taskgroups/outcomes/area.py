"""One figure of an area: as published for it, else worked out from its schools, and how many could not be counted.

No Django here. Fewer than six pupils are never shown as a figure (../docs/outcomes.md, 'Small numbers').
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from statistics import median
from typing import Literal

FEWEST = 6
How = Literal["published", "worked out", "middle school", "none"]


@dataclass(frozen=True)
class Told:
    """What a file says of one school or area in one measure: a value, its pupils, or the mark in the value's place."""

    value: float | None
    pupils: int | None
    mark: str = ""


@dataclass(frozen=True)
class AreaFigure:
    """A figure with how it came about, and what is not in it."""

    value: float | None
    how: How
    pupils: int | None = None
    schools: int = 0
    schools_without: int = 0
    pupils_without: int = 0
    marks: Mapping[str, int] = field(default_factory=dict)


def as_published(told: Told | None) -> AreaFigure:
    """The figure of a row that is about the area itself, if there is one."""
    if told is None or told.value is None:
        return AreaFigure(None, "none", marks={told.mark: 1} if told and told.mark else {})
    if told.pupils is not None and told.pupils < FEWEST:
        return AreaFigure(None, "none", marks={"fewer than six pupils": 1})
    return AreaFigure(round(told.value, 2), "published", told.pupils)


def worked_out(schools: Iterable[Told]) -> AreaFigure:
    """Work a figure out from schools: each counts by its pupils; where no pupils are told, the middle school's stands.

    A school whose figure was suppressed or not given is not counted, and is said.
    """
    told = list(schools)
    given = [one for one in told if one.value is not None]
    without = [one for one in told if one.value is None]
    value, how, pupils = _together([(one.value, one.pupils) for one in given if one.value is not None])
    return AreaFigure(
        value,
        how,
        pupils,
        schools=len(given),
        schools_without=len(without),
        pupils_without=sum(one.pupils or 0 for one in without),
        marks=dict(Counter(one.mark or "blank" for one in without)),
    )


def _together(given: list[tuple[float, int | None]]) -> tuple[float | None, How, int | None]:
    weighed = [(value, many) for value, many in given if many]
    if given and len(weighed) == len(given):
        pupils = sum(many for _, many in weighed)
        if pupils < FEWEST:
            return None, "none", None
        return round(sum(value * many for value, many in weighed) / pupils, 2), "worked out", pupils
    if len(given) >= FEWEST:
        return round(median(value for value, _ in given), 2), "middle school", None
    return None, "none", None
