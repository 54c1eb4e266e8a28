"""What a cell of a national file says: numbers, dates and names, with the marks that stand for nothing."""

from datetime import date
from functools import lru_cache

NOTHING = frozenset(
    {"", "NULL", "NA", "N/A", "NE", "NP", "SUPP", "LOWCOV", "z", "x", "..", "Not applicable", "Does not apply"}
)


def whole(cell: str) -> int | None:
    """A whole number of 0 or more, also where a spreadsheet made it 100001.0; None where the cell holds none."""
    if not cell:
        return None
    try:
        number = int(cell)
    except ValueError:
        return _from_spreadsheet(cell)
    return number if 0 <= number < 1_000_000_000 else None


@lru_cache(maxsize=2048)
def _from_spreadsheet(cell: str) -> int | None:
    try:
        number = float(cell)
    except ValueError:
        return None
    return int(number) if number.is_integer() and 0 <= number < 1e9 else None


@lru_cache(maxsize=32768)
def day(cell: str) -> date | None:
    """A date written DD-MM-YYYY or DD/MM/YYYY, or as ISO writes it; None where the cell holds none."""
    parts = cell.strip()[:10].replace("/", "-").split("-")
    if len(parts) != 3:
        return None
    try:
        one, two, three = map(int, parts)
        return date(one, two, three) if len(parts[0]) == 4 else date(three, two, one)
    except ValueError:
        return None


@lru_cache(maxsize=32768)
def iso(cell: str) -> str | None:
    """The same date as ISO writes it, which every database takes without a conversion for each row."""
    found = day(cell)
    return found.isoformat() if found else None


@lru_cache(maxsize=8192)
def percentage(cell: str) -> str | None:
    """A percentage with two decimals, as text ('21.70'); None where the cell holds none between 0 and 100."""
    try:
        number = float(cell.strip().rstrip("%"))
    except ValueError:
        return None
    return f"{number:.2f}" if 0 <= number <= 100 else None


@lru_cache(maxsize=8192)
def words(cell: str) -> str:
    """The text of a cell, or nothing where it holds a mark for nothing."""
    cell = cell.strip()
    return "" if cell in NOTHING else cell


def urn(cell: str) -> int | None:
    """A unique reference number: five to seven digits."""
    number = whole(cell)
    return number if number is not None and 10_000 <= number <= 9_999_999 else None
