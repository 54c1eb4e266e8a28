"""Taking rows in: all of them, or, where the lead chooses so, all but the wrong ones; never by halves."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field

from django.db import transaction

from taskgroups.kit.access.refused import Refused
from taskgroups.kit.files.table import Row
from taskgroups.kit.paper.sheet import Value

Apply = Callable[[Row], bool]


@dataclass(frozen=True)
class Sheet:
    """One kind of spreadsheet: its name and headings, its rows as they go out, and what a row does that comes in.

    `apply` returns whether the row changed anything, and raises Refused with the heading of the wrong cell as `field`.
    `same` says what two rows may not have in common.
    """

    name: str
    file: str
    wanted: tuple[str, ...]
    headers: tuple[str, ...]
    rows: Sequence[Sequence[Value]]
    apply: Apply
    same: Callable[[Row], Hashable]


@dataclass(frozen=True)
class Wrong:
    """A row that cannot be taken in: its number, the heading of the wrong cell, and why."""

    row: int
    column: str
    why: str


@dataclass
class Taken:
    """What came of it: rows that changed something, rows that stood so already, and the wrong ones."""

    done: int = 0
    stood: int = 0
    wrong: list[Wrong] = field(default_factory=list)

    @property
    def right(self) -> int:
        """Rows that could be taken in."""
        return self.done + self.stood


def take_in(sheet: Sheet, rows: Sequence[Row], *, without_wrong: bool) -> Taken:
    """Take the rows in and return what came of it. Where one is wrong nothing is kept, unless `without_wrong`."""
    taken, seen = Taken(), dict[Hashable, int]()
    with transaction.atomic():
        for row in rows:
            try:
                _refuse_twice(sheet, row, seen)
                with transaction.atomic():
                    changed = sheet.apply(row)
            except Refused as refused:
                column = refused.field if refused.field in row.cells else ""
                taken.wrong.append(Wrong(row.number, column, str(refused)))
            else:
                taken.done, taken.stood = taken.done + changed, taken.stood + (not changed)
        if taken.wrong and not without_wrong:
            transaction.set_rollback(True)
    return taken


def _refuse_twice(sheet: Sheet, row: Row, seen: dict[Hashable, int]) -> None:
    key = sheet.same(row)
    if key in seen:
        raise Refused(f"It says the same as row {seen[key]}. Take one of them out.")
    seen[key] = row.number
