"""The parts people took in a school year, as plain rows. No database.

What counts: row M3 of the mission, 'how all headteachers participate'. Nobody is ranked: rows stand by name, and say
where and when, never how well or how often compared with others.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

FIRST_MONTH = 9  # a school year runs from September to August


class Kind(StrEnum):
    """What somebody did at a Task Group, or what their school did."""

    CHAIRED = "chaired"
    CO_CHAIRED = "co_chaired"
    SAT = "sat"
    OBSERVED = "observed"
    CLERKED = "clerked"
    CAME = "came"
    HOSTED = "hosted"


GIVES = (Kind.CHAIRED, Kind.CO_CHAIRED, Kind.SAT, Kind.OBSERVED, Kind.CLERKED, Kind.CAME)
SITS = (Kind.CO_CHAIRED, Kind.SAT, Kind.OBSERVED, Kind.CLERKED, Kind.CAME)
DONE = {
    Kind.CHAIRED: "Chaired",
    Kind.CO_CHAIRED: "Co-chaired",
    Kind.SAT: "Sat as a member",
    Kind.OBSERVED: "Observed",
    Kind.CLERKED: "Clerked",
    Kind.CAME: "Came as a guest",
    Kind.HOSTED: "Hosted",
}
TO_DO = {
    Kind.CHAIRED: "Chairs",
    Kind.CO_CHAIRED: "Co-chairs",
    Kind.SAT: "Sits as a member",
    Kind.OBSERVED: "Observes",
    Kind.CLERKED: "Clerks",
    Kind.CAME: "Comes as a guest",
    Kind.HOSTED: "Hosts",
}


@dataclass(frozen=True)
class Part:
    """One part in one Task Group: which, on what day, at whose school, and whether it is still to come."""

    kind: Kind
    on: date
    school: str
    urn: int
    group: str
    planned: bool = False

    @property
    def words(self) -> str:
        """What it is called: 'Chaired', or 'Chairs' of one to come."""
        return (TO_DO if self.planned else DONE)[self.kind]


@dataclass(frozen=True)
class Taking:
    """Somebody who could take part: what they are here, until when where that has ended, and the parts they took."""

    key: int
    name: str
    what: str
    schools: tuple[int, ...] = ()
    until: date | None = None
    parts: tuple[Part, ...] = field(default_factory=tuple)
    trained: tuple[str, ...] = ()

    def of(self, kinds: Collection[Kind]) -> list[Part]:
        """The parts of some kinds that were held, in order of day."""
        return [one for one in self.parts if one.kind in kinds and not one.planned]

    @property
    def chaired(self) -> list[Part]:
        """Task Groups they chaired."""
        return self.of([Kind.CHAIRED])

    @property
    def sat(self) -> list[Part]:
        """Task Groups in which they had another seat than the chair's."""
        return self.of(SITS)

    @property
    def hosted(self) -> list[Part]:
        """Task Groups of a school they head."""
        return self.of([Kind.HOSTED])

    @property
    def planned(self) -> list[Part]:
        """Parts that are still to come."""
        return [one for one in self.parts if one.planned]

    @property
    def none_yet(self) -> bool:
        """Whether they are here and nothing they had a part in has been held."""
        return self.until is None and not any(not one.planned for one in self.parts)


def year_of(day: date) -> int:
    """The year in which the school year of a day begins."""
    return day.year if day.month >= FIRST_MONTH else day.year - 1


def ends_of(year: int) -> tuple[date, date]:
    """The first and the last day of the school year that begins in a year."""
    return date(year, FIRST_MONTH, 1), date(year + 1, FIRST_MONTH - 1, 31)


def narrowed(rows: Sequence[Taking], text: str, none_yet: bool) -> list[Taking]:
    """Those whose name or school holds every word of a text; with `none_yet` those without a part alone."""
    words = text.lower().split()
    return [
        one
        for one in rows
        if all(word in f"{one.name} {one.what}".lower() for word in words) and (one.none_yet or not none_yet)
    ]
