"""The attendance list as a sheet: what goes out, and what comes in again, row by row. No Django."""

import csv
import io
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

HEADERS = ("Number", "Name", "Role", "Booking", "Came")
YES, NO = {"yes", "y", "true", "1", "x", "came"}, {"no", "n", "false", "0", "absent"}
MOST = 1000  # rows
BY_CODE = (
    "{name} entered the code in the room, so a No in a file changes nothing. Untick them on the list if they were away."
)


@dataclass(frozen=True)
class Wrong:
    """A row that cannot go in: its line in the file, and why, with what to do."""

    line: int
    why: str


@dataclass
class Read:
    """What a file says: who came, by the number of the booking, and the rows that are wrong."""

    came: dict[int, bool] = field(default_factory=dict)
    wrong: list[Wrong] = field(default_factory=list)


def read_attendance(text: str, names: Mapping[int, str], by_code: Collection[int] = ()) -> Read:
    """Read a CSV with the columns Number and Came; `names` are the names on the list by number.

    `by_code` are those who said by the code in the room that they came: a file does not say otherwise, the list may.
    Other columns are let be, but for Name: where it says another name than the list, the row is wrong. An empty Came
    says nothing. Raises ValueError, in words, where the file as a whole cannot be read.
    """
    try:
        rows = list(csv.reader(io.StringIO(text.lstrip("\ufeff"), newline=""), delimiter=_mark_of(text)))
    except csv.Error:
        raise ValueError("The file has no rows of cells. Save the list you took out as CSV, and choose that.") from None
    heads = [one.strip().lower() for one in rows[0]] if rows else []
    if not {"number", "came"} <= set(heads):
        raise ValueError("The first row does not name the columns Number and Came. Begin with the list you took out.")
    if len(rows) > MOST:
        raise ValueError(f"The file has {len(rows):,} rows. Keep those of this session alone.")
    found = Read()
    for line, row in enumerate(rows[1:], start=2):
        if any(cell.strip() for cell in row):
            _read_row(line, dict(zip(heads, row, strict=False)), names, by_code, found)
    return found


def _mark_of(text: str) -> str:
    """What parts the cells: some spreadsheets write semicolons."""
    first = text.partition("\n")[0]
    return ";" if first.count(";") > first.count(",") else ","


def _read_row(
    line: int, row: Mapping[str, str], names: Mapping[int, str], by_code: Collection[int], found: Read
) -> None:
    number, said = row.get("number", "").strip(), row.get("came", "").strip().lower()
    key = int(number) if number.isascii() and number.isdigit() and len(number) < 19 else None
    name = row.get("name", "").strip().removeprefix("'")
    if key is None or key not in names:
        shown = f"‘{number[:20]}’" if number else "nothing"
        found.wrong.append(Wrong(line, f"The number is {shown}, which is nobody on the list. Copy it from the list."))
    elif name and name.casefold() != names[key].casefold():
        found.wrong.append(Wrong(line, f"Number {key} is {names[key]}, not {name[:60]}. Put the number or name right."))
    elif key in found.came:
        found.wrong.append(Wrong(line, f"{names[key]} stands in the file twice. Keep one of the rows."))
    elif said in NO and key in by_code:
        found.wrong.append(Wrong(line, BY_CODE.format(name=names[key])))
    elif said in YES or said in NO:
        found.came[key] = said in YES
    elif said:
        found.wrong.append(Wrong(line, f"Came says ‘{said[:20]}’. Write Yes or No, or leave it empty."))


def packed(came: Mapping[int, bool]) -> str:
    """Return what a form carries from one page to the next: '12=1 13=0'."""
    return " ".join(f"{key}={int(value)}" for key, value in sorted(came.items()))


def unpacked(text: str) -> dict[int, bool]:
    """Return what `packed` made; what is not of its making is left out."""
    pairs: Sequence[Sequence[str]] = [one.split("=") for one in text.split()[:MOST]]
    return {
        int(p[0]): p[1] == "1" for p in pairs if len(p) == 2 and p[0].isascii() and p[0].isdigit() and len(p[0]) < 19
    }
