"""The kinds of national files: how each is known by its header, loaded, and which tables it writes."""

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from django.db import models

from taskgroups.imports.domain.journal import Watched
from taskgroups.imports.models import Import
from taskgroups.outcomes.domain.load_performance import read_performance, what_it_is
from taskgroups.outcomes.models import CountedFile, GradeCount, PublishedFile, PublishedRow
from taskgroups.outcomes.published.layouts import LAYOUTS
from taskgroups.schools.domain.load_inspections import read_inspections
from taskgroups.schools.domain.load_register import read_register
from taskgroups.schools.inspected import columns as inspections
from taskgroups.schools.models import Authority, District, Inspection, InspectionGrade, Link, School, Trust
from taskgroups.schools.register import columns as register
from taskgroups.schools.sheets import Problem, open_sheet
from taskgroups.schools.sheets.tally import Tally

Kind = Import.Kind
Progress = Callable[[int], None]
Table = type[models.Model]
GROUPS: tuple[Table, ...] = (Authority, Trust, School)
TABLES: dict[str, tuple[Table, ...]] = {
    Kind.REGISTER: (*GROUPS, District, Link),
    Kind.INSPECTIONS: (*GROUPS, Inspection, InspectionGrade, CountedFile, GradeCount),
}


# The columns each layout cannot be without. A file with a renamed one is still known by the others, so that the
# loader can name what it lacks.
KNOWN_BY: dict[str, list[Collection[str]]] = {
    Kind.REGISTER: [register.REQUIRED, register.LINKS],
    Kind.INSPECTIONS: list(inspections.REQUIRED.values()),
    Kind.PERFORMANCE: [one.needs for one in LAYOUTS],
}
ENOUGH = 2


@dataclass(frozen=True)
class Asked:
    """What somebody said of a file beside the file itself, and who."""

    as_at: date | None = None
    year: int | None = None
    by: Any = None


def kind_of(path: Path) -> str:
    """Return the kind of a file by its header. Raises Problem where it is none, or no file that can be read."""
    with open_sheet(path) as sheet:
        there = set(sheet.header) - {"URN"}
        nearest = max(KNOWN_BY, key=lambda kind: max(len(there.intersection(one)) for one in KNOWN_BY[kind]))
        if max(len(there.intersection(one)) for one in KNOWN_BY[nearest]) >= ENOUGH:
            sheet.refuse_bare()
            return nearest
    raise Problem(
        f"{path} is none of the files that can be loaded: its columns are neither those of the national register, nor "
        "of inspections, nor of performance figures. Choose the file as it was published."
    )


def read(kind: str, path: Path, asked: Asked, progress: Progress) -> Callable[[], Tally]:
    """Read a file of a kind to its end without writing; what is returned keeps all of it, or nothing.

    Raises Problem. No other file may be loaded in between.
    """
    if kind == Kind.REGISTER:
        return partial(read_register(path, progress=progress).keep, by=asked.by)
    if kind == Kind.INSPECTIONS:
        return partial(read_inspections(path, as_at=asked.as_at, progress=progress).keep, by=asked.by)
    return partial(read_performance(path, year=asked.year, progress=progress).keep, by=asked.by)


def watched(kind: str, path: Path, asked: Asked) -> list[Watched]:
    """The tables, or the part of one, that a file of a kind may write. Raises Problem."""
    if kind != Kind.PERFORMANCE:
        return [Watched(table) for table in TABLES[kind]]
    slug, year = what_it_is(path, asked.year)
    return [Watched(PublishedFile), Watched(PublishedRow, {"layout": slug, "year": year})]


@contextmanager
def in_page_words() -> Iterator[None]:
    """What cannot be read, said to somebody at a page: with the file's name alone, and no command."""
    try:
        yield
    except Problem as problem:
        raise Problem(page_words(str(problem))) from None


def page_words(told: str) -> str:
    """A problem without folders of the server, and with what to do in a page in the place of commands."""
    words = " ".join(part.rsplit("/", 1)[-1] if part.startswith("/") else part for part in told.split(" "))
    words = words.replace("Load it with its year: --year 2018/19.", "Fill in the school year below.")
    return words.replace("--year says", "you say")
