"""Loading published inspection outcomes: captured and kept, each under the framework in force on its day."""

from collections.abc import Callable
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import F

from taskgroups.frameworks.shelf import packs
from taskgroups.kit.access import audit
from taskgroups.schools.domain import rows
from taskgroups.schools.domain.capture import Capture
from taskgroups.schools.domain.list_schools import list_schools
from taskgroups.schools.domain.loaded import Loaded, tell_loaded
from taskgroups.schools.inspected.columns import INSPECTORATE, REQUIRED, layout_of
from taskgroups.schools.inspected.outcomes import Listed, Outcome, Row
from taskgroups.schools.models import Inspection, School
from taskgroups.schools.sheets import Problem, Sheet, Skip, open_sheet
from taskgroups.schools.sheets.sheet import day_in_name, is_blank
from taskgroups.schools.sheets.tally import Tally

BATCH = 1000
Progress = Callable[[int], None]
Taken = tuple[Listed, list[Outcome], str]


def load_inspections(
    path: Path, *, as_at: date | None = None, by: Any = None, progress: Progress = lambda at: None
) -> Tally:
    """Load one file of latest inspections. All of it is kept, or nothing.

    `as_at` is the date of the file's facts; without it the one in the file's name, if any. A row counts as created
    where it is the first to tell an outcome of its school, and as updated where it tells more than is held. What
    earlier files told stays; a file older than what is held adds, and changes nothing. Raises Problem.
    """
    with open_sheet(path) as sheet, transaction.atomic():
        if "EstablishmentName" in sheet.header or "LinkURN" in sheet.header:
            raise Problem(f"{path} is a register file. Load it with: taskgroups import_register {path}")
        layout = layout_of(sheet.header)
        sheet.require(REQUIRED[layout], "a file of latest inspections")
        tally = Tally(path.name, layout, as_at=as_at or day_in_name(path), dated=True)
        load = _Load(sheet, tally, progress)
        load.run()
        tell_loaded(Loaded(path.name, tally.as_at, bool(tally.created or tally.updated), load.pupils()))
        if tally.created or tally.updated:
            audit.note(by=by, verb="loaded inspections", about=path.name, created=tally.created, updated=tally.updated)
    return tally


@lru_cache(maxsize=8192)
def framework_on(day: date) -> str:
    """The slug of the inspectorate's pack in force on a day, or '' where no pack is as old: it is not guessed."""
    known = [pack for pack in packs().values() if pack.inspectorate == INSPECTORATE and pack.in_force(day)]
    return known[-1].slug if known else ""


class _Load:
    """One pass over one file."""

    def __init__(self, sheet: Sheet, tally: Tally, progress: Progress) -> None:
        self.sheet, self.tally, self.progress = sheet, tally, progress
        self.row = Row(sheet.header, tally.layout)
        self.known: dict[str, int] = dict(
            School.objects.exclude(inspections_hash="").values_list("inspections_hash", "urn")
        )
        self.seen: set[int] = set()
        self.again: list[int] = []
        self.told: dict[int, int | None] = {}
        framework_on.cache_clear()

    def run(self) -> None:
        batch: list[Taken] = []
        last, width, short = 0, 0, 0
        for line, raw in self.sheet.rows():
            known = self.sheet.hash(raw)
            if (urn := self.known.pop(known, None)) is not None:
                self.seen.add(urn)
                self.again.append(urn)
                last, width = line, self.row.width
                continue
            if is_blank(raw):
                continue
            cells = self.sheet.cells(raw)
            last, width = line, len(cells)
            short += width < self.row.width
            try:
                batch.append((self._school(cells), list(self.row.outcomes(cells)), known))
            except Skip as why:
                self.tally.skip(line, str(why))
            if len(batch) >= BATCH:
                self._take(batch)
                batch = []
        self._take(batch)
        self._see_again()
        if last:
            self.sheet.refuse_cut(last, width, others_short=short > 1)

    def _school(self, cells: list[str]) -> Listed:
        school = self.row.school(cells)
        if school.urn in self.seen:
            raise Skip(f"URN {school.urn} is in the file twice")
        self.seen.add(school.urn)
        return school

    def _take(self, batch: list[Taken]) -> None:
        held = list_schools([school for school, _, _ in batch])
        capture = Capture([held[school.urn].pk for school, _, _ in batch], self.tally.as_at)
        listed = []
        for told, outcomes, known in batch:
            school = held[told.urn]
            self.told[told.urn] = told.pupils
            told_more = [capture.take(school.pk, one, framework_on(one.started_on)) for one in outcomes]
            changed = any(told_more)
            newer = _newer(self.tally.as_at, school.inspections_as_at)
            first = school.inspections_hash == ""
            if first or newer:
                changed = changed or school.pupils_inspected != told.pupils
                day = self.tally.as_at or school.inspections_as_at
                listed.append((known, told.pupils, day.isoformat() if day else None, school.pk))
            self.tally.created += first
            self.tally.updated += changed and not first
            self.tally.unchanged += not changed and not first
        capture.write()
        rows.update(School, ["inspections_hash", "pupils_inspected", "inspections_as_at"], listed)
        self.progress(self.sheet.at())

    def pupils(self) -> dict[int, int | None]:
        """The pupils of every school in the file; a row that was as it was is what is held."""
        held = School.objects.exclude(inspections_hash="").values_list("urn", "pupils_inspected") if self.again else ()
        again = set(self.again)
        return {**{urn: pupils for urn, pupils in held if urn in again}, **self.told}

    def _see_again(self) -> None:
        """Rows that are as they were were seen again on a later day."""
        self.tally.unchanged += len(self.again)
        if self.tally.as_at is None:
            return
        for start in range(0, len(self.again), BATCH):
            older = School.objects.filter(urn__in=self.again[start : start + BATCH]).exclude(
                inspections_as_at__gte=self.tally.as_at
            )
            seen = Inspection.objects.filter(school__in=older, last_seen_as_at=F("school__inspections_as_at"))
            seen.update(last_seen_as_at=self.tally.as_at)
            older.update(inspections_as_at=self.tally.as_at)


def _newer(new: date | None, held: date | None) -> bool:
    return held is None or (new is not None and new >= held)
