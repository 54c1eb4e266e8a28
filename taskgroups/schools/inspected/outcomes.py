"""One row of an inspections file: what it says of the school, and each inspection in it. Nothing is converted."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from operator import itemgetter
from typing import NamedTuple

from taskgroups.schools.inspected.columns import (
    BLOCKS,
    CARD,
    CONCERNS,
    GRADED,
    NO_GRADE,
    RENAMED_ON,
    Names,
    grade_in_words,
)
from taskgroups.schools.sheets import Skip
from taskgroups.schools.sheets.cells import day, urn, whole, words

Grades = dict[str, tuple[str, date | None]]
Cells = Sequence[str]


class Outcome(NamedTuple):
    """One inspection, with its grades by judgement in the file's own names, each with its own date where it has one."""

    kind: str
    started_on: date
    published_on: date | None
    urn_at_time: int | None
    category: str
    outcome: str
    previous: bool
    grades: Grades


class Listed(NamedTuple):
    """The school a row is about, as the file tells it."""

    urn: int
    name: str
    number: str
    authority: tuple[str, str]
    trust: tuple[str, str] | None
    phase: str
    kind: str
    special: bool
    sixth_form: str
    religious_character: str
    postcode: str
    low_age: int | None
    high_age: int | None
    pupils: int | None
    opened_on: date | None


# the columns a school is read from; one that a file has not is read as blank
FACTS = (
    "URN", "School name", "LAESTAB", "Local authority", "Ofsted phase", "Multi-academy trust name",
    "Multi-academy trust UID", "Type of education", "Sixth form", "Designated religious character", "Postcode",
    "Statutory lowest age", "Statutory highest age", "Total number of pupils", "School open date",
)  # fmt: skip
PHASES = {"Nursery": "nursery", "Primary": "primary", "Secondary": "secondary"}


class Row:
    """Reads rows under one header of one layout."""

    def __init__(self, header: list[str], layout: str) -> None:
        self.width = len(header)
        at = {name.casefold(): place for place, name in reversed(list(enumerate(header)))}
        self._facts = itemgetter(*(at.get(name.casefold(), self.width) for name in FACTS))
        self._blocks = [_Block(names, at) for names in BLOCKS[layout]]

    def school(self, cells: list[str]) -> Listed:
        """Return the school of a row. Raises Skip, saying why, where there is none."""
        there = [*cells, ""] if len(cells) == self.width else [*cells[: self.width], *[""] * (self.width + 1)]
        number, name, laestab, authority, phase, trust, uid, kind, *rest, low, high, pupils, opened = map(
            str.strip, self._facts(there)
        )
        key = urn(number)
        if key is None:
            raise Skip(f"'{number[:20]}' is not a URN" if number else "the row has no URN")
        if len(cells) < self.width:
            raise Skip(f"the row has {len(cells)} of {self.width} cells")
        sixth_form, religion, postcode = map(words, rest)
        laestab, phase, trust, kind = words(laestab).split(".")[0], words(phase), words(trust), words(kind)
        return Listed(
            urn=key,
            name=words(name)[:200] or f"School {key}",
            number=laestab[3:7],
            authority=(laestab[:3], words(authority)),
            trust=(words(uid)[:12].split(".")[0], trust[:200]) if trust else None,
            phase=PHASES.get(phase, "other"),
            kind=kind[:80],
            special="special" in f"{phase} {kind}".lower(),
            sixth_form=sixth_form[:60],
            religious_character=religion[:80],
            postcode=postcode[:10],
            low_age=whole(low),
            high_age=whole(high),
            pupils=whole(pupils),
            opened_on=day(opened),
        )

    def outcomes(self, cells: list[str]) -> Iterator[Outcome]:
        """Give every inspection of a row that has a date. The row has a cell for each column, as `school` saw to."""
        for block in self._blocks:
            if (found := block.read(cells)) is not None:
                yield found


class _Block:
    """The places of one inspection's columns."""

    def __init__(self, names: Names, at: dict[str, int]) -> None:
        def first(wanted: tuple[str, ...]) -> int | None:
            return next((at[name.casefold()] for name in wanted if name.casefold() in at), None)

        self.names = names
        self.started, self.published = first(names.started_on), first(names.published_on)
        self.urn, self.category, self.outcome = first(names.urn_at_time), first(names.category), first(names.outcome)
        self.judgements, places = [], []
        if names.kind == "report_card":
            for judgement, column in CARD.items():
                if column.casefold() in at:
                    dated = at.get(f"{judgement} - date of grade".casefold())
                    self.judgements.append(judgement)
                    places += [at[column.casefold()], dated]
        for judgement, ends in GRADED.items() if names.prefixes else ():
            place = first(tuple(prefix + end for prefix in names.prefixes for end in ends))
            if place is not None:
                self.judgements.append(judgement)
                places += [place, None]
        self.codes = _getter(places)
        self._read: dict[tuple[bool, Cells], Grades] = {}

    def read(self, cells: Cells) -> Outcome | None:
        started = day(cells[self.started].strip()) if self.started is not None else None
        if started is None:
            return None

        def cell(place: int | None) -> str:
            return "" if place is None else cells[place].strip()

        category, outcome = words(cell(self.category)), words(cell(self.outcome))
        return Outcome(
            self.names.kind, started, day(cell(self.published)), urn(cell(self.urn)),
            CONCERNS.get(category, category)[:40], outcome[:120], self.names.previous,
            self._grades(started, self.codes(cells)),
        )  # fmt: skip

    def _grades(self, started: date, told: Cells) -> Grades:
        """The grades that cells tell. Most schools have grades that others have too: they are read once."""
        key = (started < RENAMED_ON, told)
        if (known := self._read.get(key)) is None:
            pairs = zip(self.judgements, map(str.strip, told[::2]), map(str.strip, told[1::2]), strict=True)
            known = self._read[key] = {
                judgement: (grade_in_words(code, started)[:40], day(dated))
                for judgement, code, dated in pairs
                if code not in NO_GRADE
            }
        return known


def _getter(places: Sequence[int | None]) -> Callable[[Cells], Cells]:
    """A function that gives the cells at some places, blank where there is no place."""
    if not places:
        return lambda cells: ()
    last = -1  # a blank is put behind the cells of the row
    found = itemgetter(*(last if place is None else place for place in places))
    return lambda cells: found([*cells, ""])
