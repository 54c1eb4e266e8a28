"""The schools of a track record by name, for who knows of their Task Groups anyway: on a page and as a sheet.

The school beside each is never named, nor dated: that it had none is not for others to know.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from taskgroups.frameworks.shelf import pack
from taskgroups.kit.design.words import day as in_words
from taskgroups.kit.paper.sheet import Value
from taskgroups.schools.inspected.columns import OVERALL
from taskgroups.schools.models import Inspection
from taskgroups.track.core.history import Why
from taskgroups.track.models import ComparedGroup
from taskgroups.track.reading import Files, TrackRecord, files, grades_of
from taskgroups.track.words import REASONS, outcome_of, points, sentence

HEADERS = (
    "School", "URN", "Task Group held on", "In the comparison",
    "Inspected before it", "Framework then", "Found then", "Told by", "As at",
    "Inspected since", "Framework since", "Found since", "Told by (since)", "As at (since)",
    "The school beside it, since",
)  # fmt: skip
FIGURES = ("Outcome", "Pairs", "With a Task Group", "Beside them", "Difference, points", "From", "To", "In words")


@dataclass(frozen=True)
class Found:
    """One inspection with its grades, and the file that told it."""

    on: date | None
    framework: str
    grades: str
    file: str
    as_at: date | None

    @property
    def source(self) -> str:
        """The file in a sentence's words."""
        day = f"as at {in_words(self.as_at)}" if self.as_at else ""
        return ", ".join(filter(None, [self.file, day])) or "a file without a date"


@dataclass(frozen=True)
class Line:
    """One school with a Task Group, and what became of it."""

    school: str
    urn: int
    held_on: date
    why: str
    before: Found | None
    since: Found | None
    beside: str


def lines(groups: Sequence[ComparedGroup]) -> list[Line]:
    """Tell some Task Groups, with the grades before and since. Two questions, or none where there are none."""
    if not groups:
        return []
    grades, names = grades_of(groups), files()

    def found(one: Inspection | None) -> Found | None:
        return _found(one, grades.get(one.pk, {}), names) if one else None

    return [
        Line(
            one.task_group.school.name,
            one.task_group.school.urn,
            timezone.localdate(one.task_group.starts_at),
            REASONS[Why(one.why)],
            found(one.before),
            found(one.after),
            _grades(grades.get(one.other_after_id or 0, {})),
        )
        for one in groups
    ]


def cells(line: Line) -> list[Value]:
    """One line as a row of HEADERS."""
    return [
        line.school, line.urn, line.held_on, line.why, *_of(line.before), *_of(line.since), line.beside,
    ]  # fmt: skip


def figures(record: TrackRecord) -> list[list[Value]]:
    """The results as rows of FIGURES; what is not told stays empty, and the words say why."""
    rows: list[list[Value]] = []
    for one in record.results:
        told: list[Value] = [None] * 6
        if one.table:
            told = [
                one.table.pairs, one.table.first, one.table.second,
                points(one.table.difference), points(one.low), points(one.high),
            ]  # fmt: skip
        rows.append([outcome_of(one), *told, sentence(one)])
    return rows


def _found(one: Inspection, grades: dict[str, str], names: Files) -> Found:
    framework = pack(one.framework)
    name = framework.title if framework else "a framework before those held here"
    return Found(one.started_on, name, _grades(grades), names.get(one.first_seen_as_at, ""), one.first_seen_as_at)


def _grades(grades: dict[str, str]) -> str:
    if OVERALL in grades:
        return grades[OVERALL]
    return "; ".join(f"{judgement}: {grade}" for judgement, grade in sorted(grades.items()))


def _of(found: Found | None) -> list[Value]:
    return [found.on, found.framework, found.grades, found.file, found.as_at] if found else [None] * 5
