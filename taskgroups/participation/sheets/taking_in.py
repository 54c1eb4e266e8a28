"""Taking rows in: all of them, or, where the lead chooses so, all but the wrong ones; never by halves.

Each row is judged by itself, and then all that could be taken in together: two rows that swap something are right only
side by side, and what one may say can hang on another that is left out.

A row that would put an older word over a newer answer is not wrong, and is not taken in by itself either: the newer
answer stays unless the lead, who has seen it, chooses otherwise.
"""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field

from django.db import transaction

from taskgroups.kit.access.refused import Refused
from taskgroups.kit.files.table import Row
from taskgroups.kit.paper.sheet import Value

Apply = Callable[[Row, str], bool]
Together = Callable[[Sequence[Row]], Mapping[int, Refused]]


class Newer(Refused):
    """What a row says is older than what stands there. `since` tells that newer answer from any after it."""

    def __init__(self, message: str, since: str) -> None:
        super().__init__(message)
        self.since = since


@dataclass(frozen=True)
class Sheet:
    """One kind of spreadsheet: its name and headings, its rows as they go out, and what a row does that comes in.

    `wanted` are the headings that must come in, `headers` those that go out. `apply` takes a row and the `since` of a
    newer answer that the row may be put over ('' for none); it returns whether the row changed anything, and raises
    Newer, or Refused with the heading of the wrong cell as `field`. `same` says what two rows may not have in common.
    `together` is asked about the rows that were taken in, once they stand: what is wrong with some, by their numbers.
    `hold` takes the lock under which all of them are judged, and raises Refused where none may be taken in any more.
    """

    name: str
    file: str
    wanted: tuple[str, ...]
    headers: tuple[str, ...]
    rows: Sequence[Sequence[Value]]
    apply: Apply
    same: Callable[[Row], Hashable]
    together: Together = field(default=lambda rows: {})
    hold: Callable[[], None] = field(default=lambda: None)


@dataclass(frozen=True)
class Wrong:
    """A row that cannot be taken in: its number, the heading of the wrong cell, and why."""

    row: int
    column: str
    why: str


@dataclass(frozen=True)
class Older:
    """A row whose answer is older than the one that stands: its number, since when that stands, and whose it is."""

    row: int
    since: str
    why: str


@dataclass
class Taken:
    """What came of it: rows that changed something, rows that stood so already, the wrong ones and the older ones."""

    done: int = 0
    stood: int = 0
    wrong: list[Wrong] = field(default_factory=list)
    older: list[Older] = field(default_factory=list)

    @property
    def right(self) -> int:
        """Rows that could be taken in."""
        return self.done + self.stood


def take_in(sheet: Sheet, rows: Sequence[Row], *, leaving: bool, over: Mapping[int, str] | None = None) -> Taken:
    """Take the rows in and return what came of it. Where one is wrong or older nothing is kept, unless `leaving` those.

    `over` are the newer answers, by the row's number, that the lead has seen and puts the row over. Where another has
    come since, that row is older again. The lock is taken before any row, outside the savepoints of the rows: going
    back to one of those would let it go. Raises Refused where no row may be taken in.
    """
    out: dict[int, Wrong] = {}
    with transaction.atomic():
        sheet.hold()
        while True:
            taken, apart = _once(sheet, [row for row in rows if row.number not in out], over or {})
            if not apart:
                break
            out |= apart
        taken.wrong = sorted([*taken.wrong, *out.values()], key=lambda one: one.row)
        if (taken.wrong or taken.older) and not leaving:
            transaction.set_rollback(True)
    return taken


@transaction.atomic
def _once(sheet: Sheet, rows: Sequence[Row], over: Mapping[int, str]) -> tuple[Taken, dict[int, Wrong]]:
    """Take rows in, each by itself, and return what came of it; and those that do not stand beside the others.

    Where there are such, nothing is kept: without them it is begun again.
    """
    taken, right, seen = Taken(), list[Row](), dict[Hashable, int]()
    for row in rows:
        try:
            _refuse_twice(sheet, row, seen)
            with transaction.atomic():
                changed = sheet.apply(row, over.get(row.number, ""))
        except Newer as newer:
            taken.older.append(Older(row.number, newer.since, str(newer)))
        except Refused as refused:
            taken.wrong.append(_wrong(row, refused))
        else:
            right.append(row)
            taken.done, taken.stood = taken.done + changed, taken.stood + (not changed)
    told = sheet.together(right)
    if told:
        transaction.set_rollback(True)
    return taken, {row.number: _wrong(row, told[row.number]) for row in right if row.number in told}


def _wrong(row: Row, refused: Refused) -> Wrong:
    return Wrong(row.number, refused.field if refused.field in row.cells else "", str(refused))


def _refuse_twice(sheet: Sheet, row: Row, seen: dict[Hashable, int]) -> None:
    key = sheet.same(row)
    if key in seen:
        raise Refused(f"It says the same as row {seen[key]}. Take one of them out.")
    seen[key] = row.number
