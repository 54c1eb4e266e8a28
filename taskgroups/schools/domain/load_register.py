"""Loading the national register: new schools made, changed ones changed, the rest known by the hash of their row."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction

from taskgroups.kit.access import audit
from taskgroups.schools.domain import rows
from taskgroups.schools.domain.groups import Groups
from taskgroups.schools.domain.hand_on import settle
from taskgroups.schools.domain.load_links import keep_links, load_links
from taskgroups.schools.models import School
from taskgroups.schools.register.columns import INSPECTIONS_ONLY, LINKS, REQUIRED, layout_of
from taskgroups.schools.register.facts import CHANGED_ON, FIELDS, URN, Reader
from taskgroups.schools.sheets import Problem, Sheet, Skip, open_sheet
from taskgroups.schools.sheets.sheet import day_in_name, is_blank
from taskgroups.schools.sheets.tally import Tally

GROUPS = ("authority", "trust", "district")
COLUMNS = [f"{name}_id" if name in GROUPS else name for name in FIELDS] + ["row_hash", "as_at"]
REST = rows.defaults(School, COLUMNS)
DISTRICT = FIELDS.index("district")
NOT_FACTS = {FIELDS.index("changed_on"), FIELDS.index("search_text")}
BATCH = 1500

Progress = Callable[[int], None]


def load_register(path: Path, *, by: Any = None, progress: Progress = lambda at: None) -> Tally:
    """Load one register file, or the file of links, known by its header. All of it is kept, or nothing.

    Raises Problem where the file as a whole cannot be read. `progress` is told how many bytes were read.
    """
    with open_sheet(path) as sheet, transaction.atomic():
        layout = layout_of(sheet.header)
        tally = Tally(path.name, layout, "link" if layout == "links" else "school")
        if layout == "links":
            sheet.require(LINKS, "the register's file of links")
            load_links(sheet, tally)
        else:
            if INSPECTIONS_ONLY in sheet.header:
                raise Problem(f"{path} holds inspection outcomes. Load it with: taskgroups import_inspections {path}")
            sheet.require(REQUIRED, "a register file")
            _Load(sheet, tally, progress).run()
        for old, new in settle(by=by):
            tally.follow(old.urn, old.name, new.urn, new.name)
        if tally.created or tally.updated:
            audit.note(by=by, verb="loaded the register", about=path.name, created=tally.created, updated=tally.updated)
    return tally


class _Load:
    """One pass over one file."""

    def __init__(self, sheet: Sheet, tally: Tally, progress: Progress) -> None:
        self.sheet, self.tally, self.progress = sheet, tally, progress
        self.reader = Reader(sheet.header)
        day = day_in_name(sheet.path)
        self.as_at = day.isoformat() if day else None
        self.groups = Groups()
        held = School.objects.values_list("row_hash", "urn")
        self.known = dict(held)
        self.held = set(self.known.values()) if "" not in self.known else {urn for _, urn in held}
        self.seen: set[int] = set()
        self.short = 0
        self.last = (0, 0)

    def run(self) -> None:
        self.known.pop("", None)
        batch: list[tuple[int, bytes, str]] = []
        hashed, find = self.sheet.hash, self.known.pop
        for line, raw in self.sheet.rows():
            known = hashed(raw)
            urn = find(known, None)
            if urn is not None:
                self.seen.add(urn)
                self.tally.unchanged += 1
                self.last = (line, self.reader.width)
            elif not is_blank(raw):
                batch.append((line, raw, known))
                if len(batch) >= BATCH:
                    self._take(batch)
                    batch = []
        self._take(batch)
        line, width = self.last
        if line:
            self.sheet.refuse_cut(line, width, others_short=self.short > 1)

    def _take(self, batch: list[tuple[int, bytes, str]]) -> None:
        new: list[list[Any]] = []
        changed: list[tuple[int, list[Any]]] = []
        links: list[tuple[int, int, str]] = []
        for line, raw, known in batch:
            cells = self.sheet.cells(raw)
            self.last = (line, len(cells))
            self.short += len(cells) < self.reader.width
            try:
                facts = self._facts(cells)
            except Skip as why:
                self.tally.skip(line, str(why))
                continue
            urn = facts[URN]
            facts += (known, self.as_at)
            if self.reader.tells_links:
                links += [(urn, other, kind) for other, kind in self.reader.links(cells)]
            if urn in self.held:
                changed.append((line, facts))
            else:
                new.append(facts)
        self._write(new, changed, links)
        self.progress(self.sheet.at())

    def _facts(self, cells: list[str]) -> list[Any]:
        facts = self.reader.facts(cells)
        if facts[URN] in self.seen:
            raise Skip(f"URN {facts[URN]} is in the file twice")
        self.seen.add(facts[URN])
        return facts

    def _write(
        self, new: list[list[Any]], changed: list[tuple[int, list[Any]]], links: list[tuple[int, int, str]]
    ) -> None:
        self.groups.settle(new + [facts for _, facts in changed])
        rows.insert(School, COLUMNS, new, same=REST)
        self.tally.created += len(new)
        if changed:
            self._update(changed)
        keep_links([(urn, other, "", kind, None) for urn, other, kind in links])

    def _update(self, changed: list[tuple[int, list[Any]]]) -> None:
        wanted = School.objects.filter(urn__in=[facts[URN] for _, facts in changed])
        held = {row[URN + 1]: list(row) for row in wanted.values_list("pk", *COLUMNS)}
        ready: list[list[Any]] = []
        for line, facts in changed:
            pk, *old = held[facts[URN]]
            if told := _older(facts, old):
                self.tally.skip(line, told)
                continue
            self._keep_what_is_not_told(facts, old)
            same = all(at in NOT_FACTS or _same(facts[at], old[at]) for at in range(len(FIELDS)))
            self.tally.unchanged += same
            self.tally.updated += not same
            ready.append([*facts, pk])
        rows.update(School, COLUMNS, ready)

    def _keep_what_is_not_told(self, facts: list[Any], old: list[Any]) -> None:
        """A column the layout has not leaves what is held; so does a blank in a file that gives no date at all."""
        dated = self.as_at or facts[CHANGED_ON]
        for at, field in enumerate(FIELDS):
            if field in self.reader.absent or (not dated and facts[at] in (None, "")):
                facts[at] = old[at]
        if old[DISTRICT] in self.groups.drawn:
            facts[DISTRICT] = old[DISTRICT]
        facts[-1] = max(filter(None, (facts[-1], _iso(old[-1]))), default=None)


def _older(facts: list[Any], old: list[Any]) -> str:
    """Why the row is left out where what is held is newer, by the day the register last changed it; else nothing.

    Where a row has no such day, the dates in the names of the files decide, as far as there are any.
    """
    for new, was in ((facts[CHANGED_ON], _iso(old[CHANGED_ON])), (facts[-1], _iso(old[-1]))):
        if new and was:
            return f"URN {facts[URN]}: the row is of {_uk(new)}, what is held is of {_uk(was)}" if new < was else ""
    return ""


def _iso(held: date | None) -> str | None:
    return held.isoformat() if held else None


def _uk(day: str) -> str:
    found = date.fromisoformat(day)
    return f"{found.day} {found:%B %Y}"


def _same(new: Any, old: Any) -> bool:
    return bool(new == old) or (old is not None and new == str(old))
