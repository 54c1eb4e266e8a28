"""One row of an inspections file: what it says of the school, and each inspection in it. Nothing is converted."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from taskgroups.schools.inspected.columns import BLOCKS, CARD, CONCERNS, GRADED, NO_GRADE, Names, grade_in_words
from taskgroups.schools.sheets import Skip
from taskgroups.schools.sheets.cells import day, urn, whole, words

Grades = dict[str, tuple[str, date | None]]


@dataclass
class Outcome:
    """One inspection, with its grades by judgement in the file's own names, each with its own date where it has one."""

    kind: str
    started_on: date
    published_on: date | None
    urn_at_time: int | None
    category: str = ""
    outcome: str = ""
    previous: bool = False
    grades: Grades = field(default_factory=dict)


@dataclass(frozen=True)
class Listed:
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


PHASES = {"Nursery": "nursery", "Primary": "primary", "Secondary": "secondary"}


class Row:
    """Reads rows under one header of one layout."""

    def __init__(self, header: list[str], layout: str) -> None:
        self.width = len(header)
        self._at = {name.casefold(): at for at, name in reversed(list(enumerate(header)))}
        self._blocks = [_Block(names, self._at) for names in BLOCKS[layout]]

    def _cell(self, cells: list[str], name: str) -> str:
        at = self._at.get(name.casefold())
        return "" if at is None or at >= len(cells) else cells[at].strip()

    def school(self, cells: list[str]) -> Listed:
        """Return the school of a row. Raises Skip, saying why, where there is none."""
        number = self._cell(cells, "URN")
        key = urn(number)
        if key is None:
            raise Skip(f"'{number[:20]}' is not a URN" if number else "the row has no URN")
        if len(cells) < self.width:
            raise Skip(f"the row has {len(cells)} of {self.width} cells")

        def text(name: str) -> str:
            return words(self._cell(cells, name))

        laestab, phase = text("LAESTAB").split(".")[0], text("Ofsted phase")
        trust = text("Multi-academy trust name")
        return Listed(
            urn=key,
            name=text("School name")[:200] or f"School {key}",
            number=laestab[3:7],
            authority=(laestab[:3], text("Local authority")),
            trust=(text("Multi-academy trust UID")[:12].split(".")[0], trust[:200]) if trust else None,
            phase=PHASES.get(phase, "other"),
            kind=text("Type of education")[:80],
            special="special" in f"{phase} {text('Type of education')}".lower(),
            sixth_form=text("Sixth form")[:60],
            religious_character=text("Designated religious character")[:80],
            postcode=text("Postcode")[:10],
            low_age=whole(self._cell(cells, "Statutory lowest age")),
            high_age=whole(self._cell(cells, "Statutory highest age")),
            pupils=whole(self._cell(cells, "Total number of pupils")),
            opened_on=day(self._cell(cells, "School open date")),
        )

    def outcomes(self, cells: list[str]) -> Iterator[Outcome]:
        """Give every inspection of a row that has a date."""
        for block in self._blocks:
            found = block.read(cells)
            if found:
                yield found


class _Block:
    """The places of one inspection's columns."""

    def __init__(self, names: Names, at: dict[str, int]) -> None:
        def first(wanted: tuple[str, ...]) -> int | None:
            return next((at[name.casefold()] for name in wanted if name.casefold() in at), None)

        self.names = names
        self.started, self.published = first(names.started_on), first(names.published_on)
        self.urn, self.category, self.outcome = first(names.urn_at_time), first(names.category), first(names.outcome)
        self.grades: list[tuple[str, int, int | None]] = []
        if names.kind == "report_card":
            for judgement, column in CARD.items():
                if column.casefold() in at:
                    dated = at.get(f"{judgement} - date of grade".casefold())
                    self.grades.append((judgement, at[column.casefold()], dated))
        for judgement, ends in GRADED.items() if names.prefixes else ():
            place = first(tuple(prefix + end for prefix in names.prefixes for end in ends))
            if place is not None:
                self.grades.append((judgement, place, None))

    def read(self, cells: list[str]) -> Outcome | None:
        def cell(place: int | None) -> str:
            return "" if place is None or place >= len(cells) else cells[place].strip()

        started = day(cell(self.started))
        if started is None:
            return None
        category = words(cell(self.category))
        return Outcome(
            kind=self.names.kind,
            started_on=started,
            published_on=day(cell(self.published)),
            urn_at_time=urn(cell(self.urn)),
            category=CONCERNS.get(category, category)[:40],
            outcome=words(cell(self.outcome))[:120],
            previous=self.names.previous,
            grades={
                judgement: (grade_in_words(cell(place), started)[:40], day(cell(dated)))
                for judgement, place, dated in self.grades
                if cell(place) not in NO_GRADE
            },
        )
