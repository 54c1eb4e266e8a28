"""One national CSV file: found, opened, its header known, its rows given one by one as the bytes they are."""

import csv
import gzip
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from hashlib import blake2b
from pathlib import Path
from typing import IO, cast

from taskgroups.kit.files import kinds
from taskgroups.schools.sheets.quotes import leaves_open

KEY = "URN"
TITLE_ROWS = 30
MOST_LINES_IN_A_ROW = 50
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
DAY_IN_NAME = re.compile(r"(?<!\d)(?:(20\d\d)-?(\d\d)-?(\d\d)|(\d{1,2})[ _-]([A-Za-z]{3})[a-z]*[ _-](20\d\d))(?!\d)")
NOT_TEXT = kinds.KNOWN | {b"PK\3\4": "a spreadsheet or zip file", b"<": "a web page"}


class Problem(Exception):
    """The file as a whole cannot be read. The message says what, where and what to do."""


class Skip(Exception):
    """One row cannot be read. The message says why."""


class Sheet:
    """An open file past its header. Rows come as (line, bytes): most are known by their hash and never parsed."""

    def __init__(self, path: Path, source: IO[bytes]) -> None:
        self.path = path
        self._lines = iter(source)
        self._source = source
        self.line = 0
        self.ends_whole = True
        self.header, raw = self._find_header()
        self._seed = blake2b(raw, digest_size=16)

    def _find_header(self) -> tuple[list[str], bytes]:
        first: list[str] = []
        for _, raw in self._logical():
            cells = [" ".join(cell.split()) for cell in self.cells(raw)]
            if KEY in cells:
                return cells, raw.rstrip(b"\r\n")
            first = first or [cell for cell in cells if cell]
            if self.line >= TITLE_ROWS:
                break
        if not first:
            raise Problem(f"{self.path} is empty. Choose the file again: the download may have been cut short.")
        raise Problem(
            f"{self.path} has no column '{KEY}' in its first {TITLE_ROWS} lines (found: {shorten(first)}). "
            "Choose a CSV file in the layout the national register or inspectorate publishes."
        )

    def rows(self) -> Iterator[tuple[int, bytes]]:
        """Give every row below the header as its line number and its bytes, blank ones too."""
        return self._logical()

    def _logical(self) -> Iterator[tuple[int, bytes]]:
        """Join lines where a quoted cell goes over several. Odd quotes are rare, so most lines cost one count."""
        for raw in self._lines:
            self.line += 1
            start = self.line
            if raw.count(b'"') & 1 and leaves_open(raw):
                raw = self._joined(raw, start)
            if not raw.endswith((b"\n", b"\r")):
                self.ends_whole = False
            yield start, raw

    def _joined(self, raw: bytes, start: int) -> bytes:
        for more in self._lines:
            self.line += 1
            raw += more
            if not leaves_open(raw):
                return raw
            if self.line - start > MOST_LINES_IN_A_ROW:
                break
        raise Problem(
            f"{self.path} line {start} opens a quotation mark that is never closed: the file is damaged or cut short. "
            "Download it again."
        )

    def hash(self, raw: bytes) -> str:
        """Return what tells this row under this header from any other: 32 hexadecimal digits."""
        known = self._seed.copy()
        known.update(raw.rstrip(b"\r\n"))
        return known.hexdigest()

    def cells(self, raw: bytes) -> list[str]:
        """Parse a row. Bytes that are not UTF-8 are read as cp1252, which the official files use."""
        try:
            text = raw.decode()
        except UnicodeDecodeError:
            text = raw.decode("cp1252", "replace")
        try:
            return next(csv.reader((text.lstrip("\ufeff"),)), [])
        except csv.Error:
            raise Problem(f"{self.path} is not a CSV file: it has no rows of cells. Save it as CSV.") from None

    def require(self, wanted: list[str], what: str) -> None:
        """Raise Problem where a column is missing, naming what was expected and what was found."""
        missing = [name for name in wanted if name not in self.header]
        if missing:
            raise Problem(
                f"{self.path} is not {what}: expected the columns {', '.join(wanted)}; missing {', '.join(missing)}; "
                f"found {shorten([name for name in self.header if name])}. Choose the file in its published layout."
            )

    def refuse_bare(self, last: int = 0) -> None:
        """Raise Problem where no row stands below the header; `last` is the last line that held one, 0 for none.

        Without `last` the rows are looked through as far as the first that is not blank.
        """
        if not last and all(is_blank(raw) for _, raw in self.rows()):
            raise Problem(
                f"{self.path} holds only its header: no row stands below it, so there is nothing to load. "
                "Download it again, or choose the whole file; nothing was changed."
            )

    def refuse_cut(self, line: int, cells: int, others_short: bool) -> None:
        """Raise Problem where the last row is shorter than the header, so that the file was cut while it was sent."""
        if cells < len(self.header) and not (self.ends_whole and others_short):
            raise Problem(
                f"{self.path} is cut short: its last row (line {line}) has {cells} of {len(self.header)} cells. "
                "Download it again; nothing was changed."
            )

    def at(self) -> int:
        """How many bytes have been read, for showing progress."""
        return self._source.tell()


def shorten(names: list[str]) -> str:
    """The first eight names, and how many more."""
    rest = f" and {len(names) - 8} more" if len(names) > 8 else ""
    return ", ".join(name[:60] for name in names[:8]) + rest


def is_blank(raw: bytes) -> bool:
    """Whether a row holds nothing but commas, quotes and spaces."""
    return not raw.strip(b', "\t\r\n')


def day_in_name(path: Path) -> date | None:
    """The date a file's name gives: 20220420, 2022-04-20 or 31_Aug_2025."""
    for y, m, d, day, month, year in DAY_IN_NAME.findall(path.name):
        try:
            return date(int(y), int(m), int(d)) if y else date(int(year), MONTHS.index(month.lower()) + 1, int(day))
        except ValueError:
            continue
    return None


@contextmanager
def open_sheet(path: Path) -> Iterator[Sheet]:
    """Open a file, packed by gzip or not, and give it as a Sheet. Raises Problem, in one sentence."""
    try:
        with path.open("rb") as plain:
            packed = plain.peek(2)[:2] == b"\x1f\x8b"
            with cast(IO[bytes], gzip.open(plain) if packed else plain) as source:
                _refuse_what_is_no_text(path, source)
                yield Sheet(path, source)
    except FileNotFoundError:
        raise Problem(f"There is no file {path}. Check the name and the folder.") from None
    except IsADirectoryError:
        raise Problem(f"{path} is a folder. Name the CSV file in it.") from None
    except PermissionError:
        raise Problem(f"{path} may not be read. Ask for permission to read it.") from None
    except EOFError:
        raise Problem(f"{path} is cut short: its packing ends too early. Download it again.") from None
    except OSError as amiss:
        raise Problem(f"{path} cannot be read ({amiss.strerror or amiss}). Download it again.") from None


def _refuse_what_is_no_text(path: Path, source: IO[bytes]) -> None:
    head = source.read(65536)
    source.seek(0)
    if not head.strip():
        raise Problem(f"{path} is empty. Choose the file again: the download may have been cut short.")
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Problem(f"{path} is saved as 'Unicode text'. Save it as CSV (UTF-8).")
    for start, what in NOT_TEXT.items():
        if head.lstrip().startswith(start):
            raise Problem(f"{path} is not a CSV file but {what}. Choose the CSV file.")
    if b"\0" in head or (len(head) == 65536 and b"\n" not in head):
        raise Problem(f"{path} is not a CSV file: it holds bytes that are no text. Choose the CSV file.")
