"""Loading the national register: new schools made, changed ones changed, the rest known by the hash of their row."""

import marshal
import tempfile
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from operator import itemgetter
from pathlib import Path
from typing import Any

from django.db import transaction

from taskgroups.kit.access import audit
from taskgroups.schools.domain import rows
from taskgroups.schools.domain.groups import Groups
from taskgroups.schools.domain.hand_on import settle
from taskgroups.schools.domain.load_links import Told, keep_links, read_links
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
Part = tuple[list[list[Any]], list[tuple[int, list[Any]]]]  # schools that are new; that are there, with their lines


def load_register(path: Path, *, by: Any = None, progress: Progress = lambda at: None) -> Tally:
    """Load one register file, or the file of links, known by its header. All of it is kept, or nothing.

    Raises Problem where the file as a whole cannot be read. `progress` is told how many bytes were read.
    """
    return read_register(path, progress=progress).keep(by=by)


@rows.uncollected()
def read_register(path: Path, *, progress: Progress) -> "Ready":
    """Read such a file to its end without writing anything, so that others save meanwhile. Raises Problem.

    Rows are told from those of the file loaded before by what is held now: no other file may be loaded until `keep`.
    """
    with open_sheet(path) as sheet:
        layout = layout_of(sheet.header)
        ready = Ready(Tally(path.name, layout, "link" if layout == "links" else "school"))
        if layout == "links":
            sheet.require(LINKS, "the register's file of links")
            ready.links = read_links(sheet, ready.tally)
            return ready
        if INSPECTIONS_ONLY in sheet.header:
            raise Problem(f"{path} holds inspection outcomes. Load it with: taskgroups import_inspections {path}")
        sheet.require(REQUIRED, "a register file")
        _Reading(sheet, ready, progress).run()
    return ready


class Ready:
    """A file that was read: the schools that are new or differ, and what it says of links.

    The schools of the whole country wait in a file, part by part: as rows they would take ten times the memory.
    """

    def __init__(self, tally: Tally) -> None:
        self.tally = tally
        self.links: list[Told] = []
        self.absent: set[str] = set()
        self.as_at: str | None = None
        self._parts = tempfile.TemporaryFile()  # noqa: SIM115
        self._sizes: list[int] = []

    def put(self, part: Part) -> None:
        """Keep a part until all of the file was read."""
        self._sizes.append(self._parts.write(marshal.dumps(part)))

    @rows.uncollected()
    @transaction.atomic
    def keep(self, *, by: Any) -> Tally:
        """Write it, hand on the work of schools that closed, and return what came of it. Once."""
        tally = self.tally
        with self._parts:
            _Writing(self).write(self._read_again())
        made, changed = keep_links(self.links)
        if tally.layout == "links":
            tally.created, tally.updated, tally.unchanged = made, changed, len(self.links) - made - changed
        for old, new in settle(by=by):
            tally.follow(old.urn, old.name, new.urn, new.name)
        if tally.created or tally.updated:
            made, changed = tally.created, tally.updated
            audit.note(by=by, verb="loaded the register", about=tally.name, created=made, updated=changed)
        tally.skipped.sort(key=itemgetter("line"))
        return tally

    def _read_again(self) -> Iterator[Part]:
        self._parts.seek(0)
        for size in self._sizes:
            yield marshal.loads(self._parts.read(size))  # noqa: S302 -- written above, in a file that has no name


class _Reading:
    """One pass over one file. Rows that are known by their hash are never parsed."""

    def __init__(self, sheet: Sheet, ready: Ready, progress: Progress) -> None:
        self.sheet, self.ready, self.tally, self.progress = sheet, ready, ready.tally, progress
        self.reader = Reader(sheet.header)
        day = day_in_name(sheet.path)
        ready.as_at = self.as_at = day.isoformat() if day else None
        ready.absent = self.reader.absent
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
        self.sheet.refuse_bare(line)
        self.sheet.refuse_cut(line, width, others_short=self.short > 1)

    def _take(self, batch: list[tuple[int, bytes, str]]) -> None:
        new: list[list[Any]] = []
        changed: list[tuple[int, list[Any]]] = []
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
                self.ready.links += [(urn, other, "", kind, None) for other, kind in self.reader.links(cells)]
            if urn in self.held:
                changed.append((line, facts))
            else:
                new.append(facts)
        self.ready.put((new, changed))
        self.progress(self.sheet.at())

    def _facts(self, cells: list[str]) -> list[Any]:
        facts = self.reader.facts(cells)
        if facts[URN] in self.seen:
            raise Skip(f"URN {facts[URN]} is in the file twice")
        self.seen.add(facts[URN])
        return facts


class _Writing:
    """Writing what was read, part by part."""

    def __init__(self, ready: Ready) -> None:
        self.tally, self.as_at, self.absent = ready.tally, ready.as_at, ready.absent
        self.groups = Groups()

    def write(self, parts: Iterable[Part]) -> None:
        for new, changed in parts:
            self.groups.settle(new + [facts for _, facts in changed])
            rows.insert(School, COLUMNS, new, same=REST)
            self.tally.created += len(new)
            if changed:
                self._update(changed)

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
            if field in self.absent or (not dated and facts[at] in (None, "")):
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
