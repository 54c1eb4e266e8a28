"""Loading a published performance file: all of it is kept, or nothing; a later one of its kind and year corrects it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from taskgroups.kit.access import audit
from taskgroups.outcomes.models import PublishedFile, PublishedRow
from taskgroups.outcomes.published.layouts import layout_of
from taskgroups.outcomes.published.rows import Reader, Row
from taskgroups.outcomes.published.year import written, year_of
from taskgroups.schools.domain import rows
from taskgroups.schools.sheets import Sheet, Skip, open_sheet
from taskgroups.schools.sheets.sheet import is_blank
from taskgroups.schools.sheets.tally import Tally

Progress = Callable[[int], None]
Key = tuple[str, int, str, str]
BATCH = 1000


def load_performance(
    path: Path, *, year: int | None = None, by: Any = None, progress: Progress = lambda at: None
) -> Tally:
    """Load one performance file. `year` is the calendar year its school year ends in, where the file does not say.

    A row counts as created where nothing was held for its school (or authority, or the country) from a file of this
    kind and year, and as updated where what it says differs. Names, addresses and telephone numbers are not read.
    Raises Problem.
    """
    with open_sheet(path) as sheet, transaction.atomic():
        layout = layout_of(sheet.header, str(path))
        load = _Load(sheet, Reader(sheet.header, layout), year_of(path.name, sheet.header, year), progress)
        load.run()
        if load.tally.created or load.tally.updated:
            counts = {"created": load.tally.created, "updated": load.tally.updated}
            audit.note(by=by, verb="loaded a performance file", about=path.name, **counts)
    return load.tally


def what_it_is(path: Path, year: int | None = None) -> tuple[str, int]:
    """The layout of a file, and the calendar year its school year ends in. Raises Problem."""
    with open_sheet(path) as sheet:
        return layout_of(sheet.header, str(path)).slug, year_of(path.name, sheet.header, year)


class _Load:
    """One pass over one file."""

    def __init__(self, sheet: Sheet, reader: Reader, year: int, progress: Progress) -> None:
        self.sheet, self.reader, self.year, self.progress = sheet, reader, year, progress
        self.provisional = "provisional" in sheet.path.name.casefold()
        slug = reader.layout.slug
        self.tally = Tally(sheet.path.name, f"{reader.layout.title}, {written(year)}", what="row")
        self.source = PublishedFile.objects.get_or_create(
            name=sheet.path.name[:200], layout=slug, year=year,
            defaults={"provisional": self.provisional, "loaded_on": timezone.localdate()},
        )[0]  # fmt: skip
        self.held = {_key(row): row for row in self._of_this_kind()}
        self.seen: set[Key] = set()

    def _of_this_kind(self) -> Any:
        return PublishedRow.objects.filter(layout=self.source.layout, year=self.year, provisional=self.provisional)

    def run(self) -> None:
        new: list[PublishedRow] = []
        changed: list[PublishedRow] = []
        last, width, short = 0, 0, 0
        for line, raw in self.sheet.rows():
            if is_blank(raw):
                continue
            cells = self.sheet.cells(raw)
            last, width = line, len(cells)
            short += width < self.reader.width
            try:
                self._take(self._read(cells), self.sheet.hash(raw), new, changed)
            except Skip as why:
                self.tally.skip(line, str(why))
            if line % BATCH == 0:
                self.progress(self.sheet.at())
        if last:
            self.sheet.refuse_cut(last, width, others_short=short > 1)
        PublishedRow.objects.bulk_create(new, batch_size=BATCH)
        rows.change(PublishedRow, ["file", "figures", "line_hash"], changed)
        self._remember()

    def _read(self, cells: list[str]) -> Row:
        row = self.reader.read(cells)
        if (key := _key(row)) in self.seen:
            raise Skip(f"URN {row.urn} is in the file twice" if row.urn else "an area is in the file twice")
        self.seen.add(key)
        return row

    def _take(self, row: Row, told: str, new: list[PublishedRow], changed: list[PublishedRow]) -> None:
        held = self.held.get(_key(row))
        figures = {key: one.kept() for key, one in row.figures.items()}
        if held is None:
            kind = {"layout": self.source.layout, "year": self.year, "provisional": self.provisional}
            whom = {"level": row.level, "urn": row.urn or 0, "authority": row.authority[:3], "part": row.part}
            new.append(PublishedRow(file=self.source, line_hash=told, figures=figures, **kind, **whom))
            self.tally.created += 1
        elif held.line_hash == told:
            self.tally.unchanged += 1
        else:
            self.tally.updated += held.figures != figures
            self.tally.unchanged += held.figures == figures
            held.file, held.figures, held.line_hash = self.source, figures, told
            changed.append(held)

    def _remember(self) -> None:
        if self.source.rows_read != self.tally.read:
            self.source.rows_read = self.tally.read
            self.source.save(update_fields=["rows_read"])


def _key(row: Row | PublishedRow) -> Key:
    return (row.level, row.urn or 0, row.authority[:3], row.part)
