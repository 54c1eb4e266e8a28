"""The rows of a spreadsheet that somebody chose, CSV or Excel, read as text and bounded. No database, no disk.

Read by ourselves, with the standard library: a library for whole workbooks would bring far more than values of one
sheet, and what matters here is what is left out. No formula is run (the value the file keeps is read), no link is
followed, no document type is let in, and nothing larger than a list of people is unpacked.
"""

import csv
import io
from dataclasses import dataclass
from typing import BinaryIO

from taskgroups.kit.access.refused import Refused
from taskgroups.kit.design.words import plural
from taskgroups.kit.files import kinds, workbook

KINDS = (".xlsx", ".csv")
MOST_BYTES, MOST_ROWS, MOST_COLUMNS, LONGEST_CELL = 5 * 1024**2, 500, 100, 1000
MOST_NAMED = 6  # headings that an error names
TOO_LARGE = "The file is larger than 5 MB, more than a list of people holds. Take out what is not rows."
SAVE_AGAIN = "Save it again as an Excel workbook (.xlsx) or as CSV (UTF-8)."


@dataclass(frozen=True)
class Row:
    """One row under the headings: its number as the spreadsheet shows it, and its cells by heading."""

    number: int
    cells: dict[str, str]

    def __getitem__(self, heading: str) -> str:
        return self.cells.get(heading, "")


def read_table(
    name: str, content: BinaryIO, size: int, wanted: tuple[str, ...], also: tuple[str, ...] = ()
) -> list[Row]:
    """Return the rows under the headings, empty ones left out. `wanted` are the headings there must be, in any order.

    `also` are headings that there may be.

    Raises Refused, with what is wrong and what to do: another kind of file, empty, too large, other columns.
    """
    if not name.lower().endswith(KINDS):
        raise Refused(f"The file is of another kind. {SAVE_AGAIN}", "file")
    if size > MOST_BYTES:
        raise Refused(TOO_LARGE, "file")
    kinds.check(name, content, size)
    lines = workbook.lines(content) if name.lower().endswith(".xlsx") else _csv(content.read())
    lines = [(number, [cell.strip() for cell in cells]) for number, cells in lines]
    lines = [(number, cells) for number, cells in lines if any(cells)]
    if not lines:
        raise Refused("The file has no rows. Fill in the sheet you took out here, then choose it again.", "file")
    return _under(lines[0][1], lines[1:], wanted, also)


def _under(
    headings: list[str], lines: list[tuple[int, list[str]]], wanted: tuple[str, ...], also: tuple[str, ...]
) -> list[Row]:
    known = {one.lower(): one for one in (*wanted, *also)}
    named = [known.get(unguarded(one).lower(), unguarded(one)) for one in headings]
    missing = [one for one in wanted if one not in named]
    if missing:
        found = _some([one for one in named if one]) or "none"
        raise Refused(
            f"The first row does not hold every heading. Missing: {_some(missing)}. Found: {found}. "
            "Take the sheet out here first, and fill that in.",
            "file",
        )
    if twice := {one for one in named if one and named.count(one) > 1}:
        raise Refused(f"The heading {sorted(twice)[0]} stands there twice. Take one of the columns out.", "file")
    if not lines:
        raise Refused("There is nothing under the headings. Fill in a row, then choose the file again.", "file")
    if len(lines) > MOST_ROWS:
        raise Refused(f"The file has {plural(len(lines), 'row')}. Take in {MOST_ROWS} at a time at most.", "file")
    return [
        Row(number, {head: unguarded(cell)[:LONGEST_CELL] for head, cell in zip(named, cells, strict=False) if head})
        for number, cells in lines
    ]


def _some(headings: list[str]) -> str:
    """The first headings, and how many more. A heading may hold a comma: 'Monday 18 January 2027, morning'."""
    more = len(headings) - MOST_NAMED
    return "; ".join([one[:60] for one in headings[:MOST_NAMED]] + ([f"{more} more"] if more > 0 else []))


def unguarded(cell: str) -> str:
    """The text without the apostrophe that `kit/paper/sheet.py` puts before what a spreadsheet would run."""
    return cell[1:].strip() if cell[:1] == "'" and cell[1:2] in ("=", "+", "-", "@") else cell


def _csv(data: bytes) -> list[tuple[int, list[str]]]:
    text = _decoded(data)
    first = text.partition("\n")[0]
    mark = max(",;\t", key=first.count)  # Excel writes semicolons where the computer's language asks for them
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
    try:
        return [(number, cells[:MOST_COLUMNS]) for number, cells in enumerate(reader, start=1)]
    except csv.Error:
        raise Refused(f"The file has no rows of cells. {SAVE_AGAIN}", "file") from None


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Refused(f"The file is saved as ‘Unicode text’. {SAVE_AGAIN}", "file")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")
