"""One figure of an area: as published for it, else worked out from its schools, and how many could not be counted.

No Django here. Fewer than six pupils are never shown as a figure, nor can they be told by taking one figure from
another (../docs/outcomes.md, 'Small numbers').
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from statistics import median
from typing import Literal, NamedTuple

FEWEST = 6
FEW = "fewer than six pupils"
TOO_FEW_SCHOOLS = "too few to say without numbers of pupils"
WHOLE = "all"
How = Literal["published", "worked out", "middle school", "none"]


class Source(NamedTuple):
    """A file that a figure comes from. The day of loading is not known of files loaded before it was kept."""

    name: str
    rows: int
    loaded_on: date | None


class Told(NamedTuple):
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


def guarded(groups: Mapping[str, Told]) -> dict[str, Told]:
    """One measure of one school or area, for all its pupils and for parts of them, without what tells of a few.

    What goes is a figure of fewer than six pupils; and a figure of a part in which all pupils but fewer than six are,
    since taken from the whole it would tell of those few. Each figure that stays tells of six or more, and so does
    the rest: whichever sets of schools are compared, what one has more than another is never fewer than six pupils.
    """
    whole = groups.get(WHOLE)
    everybody = whole.pupils if whole and whole.value is not None else None
    few = [group for group, one in groups.items() if _tells_of_few(one, everybody)]
    return {**groups, **{group: groups[group]._replace(value=None, mark=FEW) for group in few}}


def _tells_of_few(one: Told, everybody: int | None) -> bool:
    if one.value is None or one.pupils is None:
        return False
    rest = everybody - one.pupils if everybody is not None else 0
    return one.pupils < FEWEST or 0 < rest < FEWEST


def beside(figure: AreaFigure, published: Iterable[tuple[int | None, int]]) -> AreaFigure:
    """A figure worked out from some schools, beside those published for the authorities they are in.

    `published` gives for each authority the pupils of its own figure, and those of its schools that are in this one.
    Where the two differ by fewer than six, the figure goes: what is left would tell of those few.
    """
    if any(whole is not None and 0 < whole - here < FEWEST for whole, here in published):
        return AreaFigure(
            None, "none", schools_without=figure.schools + figure.schools_without,
            pupils_without=(figure.pupils or 0) + figure.pupils_without, marks={FEW: 1},
        )  # fmt: skip
    return figure


def as_published(told: Told | None) -> AreaFigure:
    """The figure of a row that is about the area itself, if there is one."""
    if told is None or told.value is None:
        return AreaFigure(None, "none", marks={told.mark: 1} if told and told.mark else {})
    if told.pupils is not None and told.pupils < FEWEST:
        return AreaFigure(None, "none", marks={FEW: 1})
    return AreaFigure(round(told.value, 2), "published", told.pupils)


def worked_out(schools: Iterable[Told]) -> AreaFigure:
    """Work a figure out from schools: each counts by its pupils; where no pupils are told, the middle school's stands.

    A school whose figure was suppressed or not given is not counted, and is said; where that leaves too few, none is.
    """
    told = list(schools)
    given = [one for one in told if one.value is not None]
    without = [one for one in told if one.value is None]
    value, how, pupils = _together([(one.value, one.pupils) for one in given if one.value is not None])
    if given and value is None:
        too_few = FEW if all(one.pupils for one in given) else TOO_FEW_SCHOOLS
        given, without = [], [*(one._replace(mark=too_few) for one in given), *without]
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
