"""One row of a performance file: whom it is about, and each measure with its pupils, or the mark that stands there."""

from dataclasses import dataclass, field

from taskgroups.outcomes.published.layouts import Layout, Level
from taskgroups.outcomes.published.measures import Measure
from taskgroups.schools.sheets import Skip
from taskgroups.schools.sheets.cells import urn, whole, words

# Marks for a figure that is not given (publisher's guidance, 2018/19): not applicable, no entries, not published,
# suppressed for small numbers, low coverage. They are kept, so that a page can say why a figure is missing.
MARKS = frozenset(
    {"NA", "N/A", "NE", "NP", "SUPP", "LOWCOV", "NEW", "z", "x", "c", ".", "..", "Not applicable", "NULL", "DNS", "SP"}
)


@dataclass(frozen=True)
class Figure:
    """A published figure and its pupils, or the mark in its place."""

    value: float | None = None
    pupils: int | None = None
    mark: str = ""

    def kept(self) -> dict[str, float | int | str]:
        """Only what is there, to be kept as JSON."""
        told = {"value": self.value, "pupils": self.pupils, "mark": self.mark or None}
        return {name: one for name, one in told.items() if one is not None}


@dataclass(frozen=True)
class Row:
    """What a row is about, and its figures by the key of their measure."""

    level: Level
    urn: int | None
    authority: str
    part: str
    figures: dict[str, Figure] = field(default_factory=dict)


class Reader:
    """Reads rows under one header of one layout."""

    def __init__(self, header: list[str], layout: Layout) -> None:
        self.layout, self.width = layout, len(header)
        self._at = {name.casefold(): at for at, name in reversed(list(enumerate(header)))}
        self.measures = [one for one in layout.measures if one.value.casefold() in self._at]

    def read(self, cells: list[str]) -> Row:
        """Return what a row says. Raises Skip, saying why, where it cannot be read.

        Some publishers leave out the cells of a school without results: what a row does not reach is not given.
        """
        level = self._level(self._cell(cells, self.layout.told_by))
        number = self._cell(cells, "URN")
        key = urn(number) if level == "school" else None
        if level == "school" and key is None:
            raise Skip(f"'{number[:20]}' is not a URN" if number else "the row has no URN")
        code = self._cell(cells, self.layout.authority)
        part = self._cell(cells, self.layout.national_parts) if level != "school" else ""
        figures = {one.key: self._figure(cells, one) for one in self.measures}
        return Row(
            level, key, code if code.isdigit() else "", part[:10], {k: f for k, f in figures.items() if f.kept()}
        )

    def _level(self, told: str) -> Level:
        known = self.layout.levels.get(told)
        if known:
            return known
        if self.layout.told_by == "RECTYPE":
            raise Skip(f"record type '{told[:20]}' is not known" if told else "the row has no record type")
        return "school"

    def _cell(self, cells: list[str], name: str) -> str:
        at = self._at.get(name.casefold())
        return "" if at is None or at >= len(cells) else cells[at].strip()

    def _figure(self, cells: list[str], measure: Measure) -> Figure:
        told = self._cell(cells, measure.value)
        pupils = whole(words(self._cell(cells, measure.pupils)).rstrip("%")) if measure.pupils else None
        if told in MARKS:
            return Figure(mark=told, pupils=pupils)
        if not told:
            return Figure()
        reached = whole(words(self._cell(cells, measure.reached))) if measure.reached else None
        if reached is not None and pupils and reached <= pupils:
            return Figure(100 * reached / pupils, pupils)
        return Figure(_number(told, measure), pupils)


def _number(told: str, measure: Measure) -> float:
    try:
        number = float(told.rstrip("%").strip())
    except ValueError:
        raise Skip(f"'{told[:20]}' in the column {measure.value} is not a number") from None
    if not abs(number) < 1e7 or (measure.unit == "percent" and not 0 <= number <= 100):
        what = "a percentage" if measure.unit == "percent" else "right"
        raise Skip(f"'{told[:20]}' in the column {measure.value} cannot be {what}")
    return number
