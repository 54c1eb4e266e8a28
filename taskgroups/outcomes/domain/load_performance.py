"""Loading a published performance file: all of it is kept, or nothing; a later one of its kind and year corrects it."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from taskgroups.kit.access import audit
from taskgroups.outcomes.models import PublishedFile, PublishedRow
from taskgroups.outcomes.published.layouts import Layout, layout_of
from taskgroups.outcomes.published.rows import Reader
from taskgroups.outcomes.published.year import written, year_of
from taskgroups.schools.domain import rows
from taskgroups.schools.sheets import Sheet, Skip, open_sheet
from taskgroups.schools.sheets.sheet import is_blank
from taskgroups.schools.sheets.tally import Tally

Progress = Callable[[int], None]
Key = tuple[str, int, str, str]
Figures = dict[str, dict[str, float | int | str]]
BATCH = 1000
KEY = ["level", "urn", "authority", "part"]


def load_performance(
    path: Path, *, year: int | None = None, by: Any = None, progress: Progress = lambda at: None
) -> Tally:
    """Load one performance file. `year` is the calendar year its school year ends in, where the file does not say.

    A row counts as created where nothing was held for its school (or authority, or the country) from a file of this
    kind and year, and as updated where what it says differs. Names, addresses and telephone numbers are not read.
    Raises Problem.
    """
    return read_performance(path, year=year, progress=progress).keep(by=by)


def read_performance(path: Path, *, year: int | None, progress: Progress) -> "Ready":
    """Read such a file to its end without writing anything, so that others save meanwhile. Raises Problem.

    Rows are told from those of the file loaded before by what is held now: no other file may be loaded until `keep`.
    """
    with open_sheet(path) as sheet, rows.uncollected():
        layout = layout_of(sheet.header, str(path))
        ready = Ready(path.name, layout, year_of(path.name, sheet.header, year))
        _Reading(sheet, Reader(sheet.header, layout), ready, progress).run()
    return ready


def what_it_is(path: Path, year: int | None = None) -> tuple[str, int]:
    """The layout of a file, and the calendar year its school year ends in. Raises Problem."""
    with open_sheet(path) as sheet:
        return layout_of(sheet.header, str(path)).slug, year_of(path.name, sheet.header, year)


class Ready:
    """A file that was read: the rows that are new, and those that are there and are told differently."""

    def __init__(self, name: str, layout: Layout, year: int) -> None:
        self.name, self.layout, self.year = name, layout.slug, year
        self.provisional = "provisional" in name.casefold()
        self.tally = Tally(name, f"{layout.title}, {written(year)}", what="row")
        self.new: list[list[Any]] = []
        self.changed: list[list[Any]] = []

    @property
    def held(self) -> QuerySet[PublishedRow]:
        """The rows that are there of this kind and year."""
        return PublishedRow.objects.filter(layout=self.layout, year=self.year, provisional=self.provisional)

    @rows.uncollected()
    @transaction.atomic
    def keep(self, *, by: Any) -> Tally:
        """Write it, and return what came of it."""
        tally, source = self.tally, self._source()
        alike = [source.pk, self.layout, self.year, self.provisional]
        columns = ["file_id", "layout", "year", "provisional", *KEY, "line_hash", "figures"]
        rows.insert(PublishedRow, columns, [alike + one for one in self.new], same={})
        changed = [[source.pk, *one] for one in self.changed]
        rows.update(PublishedRow, ["file_id", "line_hash", "figures"], changed)
        if tally.created or tally.updated:
            counts = {"created": tally.created, "updated": tally.updated}
            audit.note(by=by, verb="loaded a performance file", about=self.name, **counts)
        return tally

    def _source(self) -> PublishedFile:
        known = {"provisional": self.provisional, "loaded_on": timezone.localdate()}
        called = {"name": self.name[:200], "layout": self.layout, "year": self.year}
        source, _ = PublishedFile.objects.get_or_create(**called, defaults=known)
        if source.rows_read != self.tally.read:
            source.rows_read = self.tally.read
            source.save(update_fields=["rows_read"])
        return source


class _Reading:
    """One pass over one file. The figures of rows that are known by their hash are never parsed."""

    def __init__(self, sheet: Sheet, reader: Reader, ready: Ready, progress: Progress) -> None:
        self.sheet, self.reader, self.ready, self.progress = sheet, reader, ready, progress
        self.tally = ready.tally
        self.held: dict[Key, int] = {}
        self.known: dict[str, Key] = {}
        for pk, told, *key in ready.held.values_list("pk", "line_hash", *KEY):
            self.held[tuple(key)] = pk
            self.known[told] = tuple(key)
        self.seen: set[Key] = set()
        self.differ: dict[int, Figures] = {}

    def run(self) -> None:
        last, width, short = 0, 0, 0
        for line, raw in self.sheet.rows():
            if is_blank(raw):
                continue
            cells = self.sheet.cells(raw)
            last, width = line, len(cells)
            short += width < self.reader.width
            try:
                self._take(cells, self.sheet.hash(raw))
            except Skip as why:
                self.tally.skip(line, str(why))
            if line % BATCH == 0:
                self.progress(self.sheet.at())
        self._compare()
        self.sheet.refuse_bare(last)
        self.sheet.refuse_cut(last, width, others_short=short > 1)

    def _take(self, cells: list[str], told: str) -> None:
        if (known := self.known.pop(told, None)) and known not in self.seen:
            self.seen.add(known)
            self.tally.unchanged += 1
            return
        row = self.reader.read(cells)
        if (key := (row.level, row.urn or 0, row.authority[:3], row.part)) in self.seen:
            raise Skip(f"URN {row.urn} is in the file twice" if row.urn else "an area is in the file twice")
        self.seen.add(key)
        figures = {name: one.kept() for name, one in row.figures.items()}
        if (pk := self.held.get(key)) is None:
            self.ready.new.append([*key, told, json.dumps(figures)])
            self.tally.created += 1
            return
        self.ready.changed.append([told, json.dumps(figures), pk])
        self.differ[pk] = figures
        if len(self.differ) == BATCH:
            self._compare()

    def _compare(self) -> None:
        """Tell rows that give other figures than those held from rows that differ in what is not read."""
        for pk, figures in PublishedRow.objects.filter(pk__in=self.differ).values_list("pk", "figures"):
            self.tally.updated += self.differ[pk] != figures
            self.tally.unchanged += self.differ[pk] == figures
        self.differ = {}
