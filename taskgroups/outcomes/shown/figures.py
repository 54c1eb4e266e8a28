"""One figure beside England's, with all that traces it: whom it counts, how it came about, its file."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from taskgroups.kit.design.words import day, listed, plural
from taskgroups.outcomes.area import FEWEST, AreaFigure, Source
from taskgroups.outcomes.published.measures import Unit
from taskgroups.outcomes.standing import Share

WHOM = {"all": "All pupils", "disadvantaged": "Disadvantaged pupils", "others": "Other pupils"}
WHY = {
    "SUPP": "suppressed by the publisher", "NE": "no entries", "NA": "not applicable", "NP": "not published",
    "LOWCOV": "too few pupils covered", "z": "not applicable", "x": "not available", "c": "suppressed by the publisher",
}  # fmt: skip
NONE = "–"


@dataclass(frozen=True)
class Figure:
    """A figure of an area, and England's. `counted` and `without` are in words, for the table and the sheet."""

    measure: str
    whom: str
    when: str
    unit: Unit
    value: float | None
    england: float | None
    how: str = ""
    pupils: int | None = None
    of_pupils: int | None = None
    schools: int = 0
    schools_without: int = 0
    pupils_without: int = 0
    why: str = ""
    sources: tuple[Source, ...] = ()

    @property
    def text(self) -> str:
        """The area's figure to two decimals, as the publisher's own tables have it."""
        return exact(self.value, self.unit)

    @property
    def england_text(self) -> str:
        """England's figure in the same way."""
        return exact(self.england, self.unit)

    @property
    def counted(self) -> str:
        """Whom it counts: '74,394 of 79,264 pupils in 214 schools'."""
        parts = []
        if self.of_pupils is not None:
            parts.append(f"{self.pupils:,} of {plural(self.of_pupils, 'pupil')}")
        elif self.pupils is not None:
            parts.append(plural(self.pupils, "pupil"))
        if self.schools:
            parts.append(plural(self.schools, "school"))
        return " in ".join(parts) or NONE

    @property
    def without(self) -> str:
        """Whom it could not count, and why: '37 schools with 11,601 pupils'."""
        if not self.schools_without:
            return self.why or NONE
        told = plural(self.schools_without, "school")
        if self.pupils_without >= FEWEST:
            told += f" with {plural(self.pupils_without, 'pupil')}"
        elif self.pupils_without:
            told += " with fewer than six pupils"
        return f"{told}: {self.why}" if self.why else told


def exact(value: float | None, unit: Unit) -> str:
    """A figure to two decimals: '93.86%', '46.50', '−0.77'."""
    return _written(value, unit, 2)


def brief(value: float | None, unit: Unit) -> str:
    """A figure as a plot shows it: '93.9%', '46.5', '−0.77'."""
    return _written(value, unit, 2 if unit == "progress" else 1)


def tick(value: float, unit: Unit) -> str:
    """A value written along a plot: '25%', '30', '+1'."""
    text = f"{value:+g}" if unit == "progress" and value else f"{value:g}"
    return text.replace("-", "−") + ("%" if unit == "percent" else "")


def _written(value: float | None, unit: Unit, places: int) -> str:
    if value is None:
        return NONE
    text = f"{value:+.{places}f}" if unit == "progress" else f"{value:.{places}f}"
    return text.replace("-", "−") + ("%" if unit == "percent" else "")


def of_share(measure: str, when: date, share: Share | None, england: Share | None, source: Source) -> Figure:
    """Pupils at or above the line, from the counts of an inspections file. Fewer than six are no figure."""
    few = share is not None and share.of.pupils < FEWEST
    beside = england.pupils_pct if england and england.of.pupils >= FEWEST else None
    if share is None or few:
        left = share.not_counted if share else None
        return Figure(
            measure, WHOM["all"], day(when), "percent", None, beside,
            schools_without=left.schools if left else 0, pupils_without=left.pupils if left else 0,
            why="no pupils to count" if share is None or not share.of.pupils else "fewer than six pupils",
            sources=(source,),
        )  # fmt: skip
    return Figure(
        measure, WHOM["all"], day(when), "percent", share.pupils_pct, beside, "counted, school by school",
        share.reached.pupils, share.of.pupils, share.of.schools, share.not_counted.schools, share.not_counted.pupils,
        sources=(source,),
    )  # fmt: skip


def because(marks: Mapping[str, int]) -> str:
    """Why schools could not be counted: '2 suppressed by the publisher and 1 with no entries'."""
    if len(marks) == 1:
        return WHY.get(next(iter(marks)), next(iter(marks)).replace("blank", "no figure given"))
    told = [f"{many} {WHY.get(mark, mark.replace('blank', 'no figure given'))}" for mark, many in marks.items()]
    return listed(told)


def how_it_came(figure: AreaFigure) -> str:
    """How a figure came about, in words."""
    if figure.how == "worked out":
        return "added up, each school by its pupils"
    return {"published": "as published for the area", "middle school": "the middle school"}.get(figure.how, "")
