"""The first sheet of an Excel workbook as lines of text: values alone, nothing run, nothing followed, bounded."""

import posixpath
import re
import zipfile
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import BinaryIO
from xml.etree import ElementTree

from taskgroups.kit.access.refused import Refused

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
LARGEST_PART, MOST_LINES, MOST_COLUMNS = 20 * 1024**2, 5000, 100
BROKEN = "The workbook cannot be read: it may be damaged, or kept with a password. Save it again, then choose it."
UNREADABLE = (KeyError, ValueError, IndexError, OSError, RuntimeError, zipfile.BadZipFile, ElementTree.ParseError)
DATES = {*range(14, 23), *range(45, 48)}  # the numbers of Excel's own date formats
Line = tuple[int, list[str]]


def lines(content: BinaryIO) -> list[Line]:
    """Return each line of the first sheet with its number; raises Refused where that cannot be read."""
    try:
        with zipfile.ZipFile(content) as packed:
            shared = [_text(one) for one in _tree(packed, "xl/sharedStrings.xml", missing=True).iter(f"{MAIN}si")]
            styles = _tree(packed, "xl/styles.xml", missing=True)
            return list(_lines(_tree(packed, _first_sheet(packed)), shared, _dated(styles)))
    except Refused:
        raise
    except UNREADABLE:
        raise Refused(BROKEN, "file") from None


def _tree(packed: zipfile.ZipFile, name: str, *, missing: bool = False) -> ElementTree.Element:
    if missing and name not in packed.namelist():
        return ElementTree.Element("none")
    if packed.getinfo(name).file_size > LARGEST_PART:
        raise Refused("The workbook holds far more than a list of people. Take out what is not rows.", "file")
    with packed.open(name) as part:
        data = part.read(LARGEST_PART + 1)
    if len(data) > LARGEST_PART or b"<!DOCTYPE" in data[:4096].upper() or b"<!ENTITY" in data.upper():
        raise Refused(BROKEN, "file")
    return ElementTree.fromstring(data)  # noqa: S314 - see above


def _first_sheet(packed: zipfile.ZipFile) -> str:
    """The path of the first sheet, as the workbook and its links say."""
    sheet = next(_tree(packed, "xl/workbook.xml").iter(f"{MAIN}sheet"), None)
    wanted = sheet.get(LINK) if sheet is not None else None
    for link in _tree(packed, "xl/_rels/workbook.xml.rels"):
        if link.get("Id") == wanted:
            target = link.get("Target", "")
            return target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join("xl", target))
    raise KeyError(wanted)


def _dated(styles: ElementTree.Element) -> set[int]:
    """The styles of cells that show a date."""
    own = {
        int(one.get("numFmtId", "0"))
        for one in styles.iter(f"{MAIN}numFmt")
        if re.search(r"[dy]", re.sub(r'"[^"]*"|\[[^\]]*\]|\\.', "", one.get("formatCode", "").lower()))
    }
    cells = styles.find(f"{MAIN}cellXfs")
    formats = [int(one.get("numFmtId", "0")) for one in cells] if cells is not None else []
    return {place for place, number in enumerate(formats) if number in DATES or number in own}


def _lines(sheet: ElementTree.Element, shared: list[str], dated: set[int]) -> Iterator[Line]:
    for place, row in enumerate(sheet.iter(f"{MAIN}row"), start=1):
        if place > MOST_LINES:
            raise Refused(f"The sheet has more than {MOST_LINES:,} rows. Take out those that are not needed.", "file")
        cells: list[str] = []
        for cell in row.iter(f"{MAIN}c"):
            column = _column(cell.get("r", ""), len(cells))
            if column < MOST_COLUMNS:
                cells += [""] * (column - len(cells)) + [_value(cell, shared, dated)]
        yield int(row.get("r", place)), cells


def _column(reference: str, otherwise: int) -> int:
    """'C7' is column 2."""
    letters = re.match(r"[A-Z]+", reference)
    if letters is None:
        return otherwise
    found = 0
    for letter in letters[0][:3]:
        found = found * 26 + ord(letter) - 64
    return max(found - 1, otherwise)


def _value(cell: ElementTree.Element, shared: list[str], dated: set[int]) -> str:
    kind, said = cell.get("t", "n"), cell.findtext(f"{MAIN}v", "")
    if kind == "inlineStr":
        inside = cell.find(f"{MAIN}is")
        return _text(inside) if inside is not None else ""
    if kind == "s":
        return shared[int(said)]
    if kind == "b":
        return "Yes" if said == "1" else "No"
    if kind != "n" or not said:
        return said
    number = float(said)
    if int(cell.get("s", "0")) in dated:
        return (datetime(1899, 12, 30) + timedelta(days=number)).strftime("%Y-%m-%d")  # noqa: DTZ001 - a day of a sheet
    return str(int(number)) if number.is_integer() else said


def _text(inside: ElementTree.Element) -> str:
    """What a string says, its runs together; what is written small above it, to say it aloud, is left out."""
    runs = [inside.findtext(f"{MAIN}t", ""), *(run.findtext(f"{MAIN}t", "") for run in inside.findall(f"{MAIN}r"))]
    return "".join(runs)
