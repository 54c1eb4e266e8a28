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
from taskgroups.schools.domain.groups import Groups
from taskgroups.schools.domain.list_schools import fill_schools, keys_of, make_schools, need_groups
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
    return read_inspections(path, as_at=as_at, progress=progress).keep(by=by)


def read_inspections(path: Path, *, as_at: date | None, progress: Progress) -> "Ready":
    """Read such a file to its end without writing anything, so that others save meanwhile. Raises Problem.

    Rows are told from those of the file loaded before by what is held now: no other file may be loaded until `keep`.
    """
    with open_sheet(path) as sheet, rows.uncollected():
        if "EstablishmentName" in sheet.header or "LinkURN" in sheet.header:
            raise Problem(f"{path} is a register file. Load it with: taskgroups import_register {path}")
        layout = layout_of(sheet.header)
        sheet.require(REQUIRED[layout], "a file of latest inspections")
        ready = Ready(Tally(path.name, layout, as_at=as_at or day_in_name(path), dated=True))
        _Reading(sheet, ready, progress).run()
    return ready


@lru_cache(maxsize=8192)
def framework_on(day: date) -> str:
    """The slug of the inspectorate's pack in force on a day, or '' where no pack is as old: it is not guessed."""
    known = [pack for pack in packs().values() if pack.inspectorate == INSPECTORATE and pack.in_force(day)]
    return known[-1].slug if known else ""


class Ready:
    """A file that was read: the rows that are new or differ, and the schools whose rows are as they were."""

    def __init__(self, tally: Tally) -> None:
        self.tally = tally
        self.rows: list[Taken] = []
        self.again: list[int] = []
        self.told: dict[int, int | None] = {}

    @rows.uncollected()
    @transaction.atomic
    def keep(self, *, by: Any) -> Tally:
        """Write it, let what is worked out from it follow, and return what came of it."""
        tally, groups = self.tally, Groups()
        need_groups([told for told, _, _ in self.rows], groups)
        framework_on.cache_clear()
        there = keys_of([told.urn for told, _, _ in self.rows])
        self._take_new([one for one in self.rows if one[0].urn not in there], groups)
        rest = [one for one in self.rows if one[0].urn in there]
        for start in range(0, len(rest), BATCH):
            self._take(rest[start : start + BATCH], groups)
        self._see_again()
        tell_loaded(Loaded(tally.name, tally.as_at, bool(tally.created or tally.updated), self.pupils()))
        if tally.created or tally.updated:
            audit.note(by=by, verb="loaded inspections", about=tally.name, created=tally.created, updated=tally.updated)
        return tally

    def _take_new(self, new: list[Taken], groups: Groups) -> None:
        """Schools that were not here before, and all that is told of them."""
        made = make_schools([(told, known) for told, _, known in new], groups, self.tally.as_at)
        capture = Capture([], self.tally.as_at)
        for told, outcomes, _ in new:
            self.told[told.urn] = told.pupils
            for one in outcomes:
                capture.take(made[told.urn], one, framework_on(one.started_on))
        capture.write()
        self.tally.created += len(new)

    def _take(self, batch: list[Taken], groups: Groups) -> None:
        held = fill_schools([told for told, _, _ in batch], groups)
        capture = Capture([school.pk for school in held.values()], self.tally.as_at)
        listed = []
        for told, outcomes, known in batch:
            school = held[told.urn]
            self.told[told.urn] = told.pupils
            told_more = [capture.take(school.pk, one, framework_on(one.started_on)) for one in outcomes]
            changed = any(told_more)
            first = school.inspections_hash == ""
            if first or _newer(self.tally.as_at, school.inspections_as_at):
                changed = changed or school.pupils_inspected != told.pupils
                day = self.tally.as_at or school.inspections_as_at
                listed.append((known, told.pupils, day.isoformat() if day else None, school.pk))
            self.tally.created += first
            self.tally.updated += changed and not first
            self.tally.unchanged += not changed and not first
        capture.write()
        rows.update(School, ["inspections_hash", "pupils_inspected", "inspections_as_at"], listed)

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
        older = School.objects.exclude(inspections_hash="").exclude(inspections_as_at__gte=self.tally.as_at)
        again = sorted(set(self.again).intersection(older.order_by().values_list("urn", flat=True)))
        for start in range(0, len(again), BATCH):
            some = School.objects.filter(urn__in=again[start : start + BATCH])
            seen = Inspection.objects.filter(school__in=some, last_seen_as_at=F("school__inspections_as_at"))
            seen.update(last_seen_as_at=self.tally.as_at)
            some.update(inspections_as_at=self.tally.as_at)


class _Reading:
    """One pass over one file. Rows that are known by their hash are never parsed."""

    def __init__(self, sheet: Sheet, ready: Ready, progress: Progress) -> None:
        self.sheet, self.ready, self.progress = sheet, ready, progress
        self.row = Row(sheet.header, ready.tally.layout)
        held = School.objects.exclude(inspections_hash="").order_by()
        self.known: dict[str, int] = dict(held.values_list("inspections_hash", "urn"))
        self.seen: set[int] = set()

    def run(self) -> None:
        ready, last, width, short = self.ready, 0, 0, 0
        for line, raw in self.sheet.rows():
            if line % BATCH == 0:
                self.progress(self.sheet.at())
            known = self.sheet.hash(raw)
            if (urn := self.known.pop(known, None)) is not None:
                self.seen.add(urn)
                ready.again.append(urn)
                last, width = line, self.row.width
                continue
            if is_blank(raw):
                continue
            cells = self.sheet.cells(raw)
            last, width = line, len(cells)
            short += width < self.row.width
            try:
                ready.rows.append((self._school(cells), list(self.row.outcomes(cells)), known))
            except Skip as why:
                ready.tally.skip(line, str(why))
        self.progress(self.sheet.at())
        self.sheet.refuse_bare(last)
        self.sheet.refuse_cut(last, width, others_short=short > 1)

    def _school(self, cells: list[str]) -> Listed:
        school = self.row.school(cells)
        if school.urn in self.seen:
            raise Skip(f"URN {school.urn} is in the file twice")
        self.seen.add(school.urn)
        return school


def _newer(new: date | None, held: date | None) -> bool:
    return held is None or (new is not None and new >= held)
