"""Rows as an Excel workbook or as CSV, with nothing in them that a spreadsheet would run."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, TypeAlias
from zoneinfo import ZoneInfo

from taskgroups.kit.paper.document import cleaned

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

Value: TypeAlias = str | int | float | bool | date | datetime | None
_RUN_BY_SPREADSHEETS = ("=", "+", "-", "@")  # OWASP, CSV injection
_LONDON = ZoneInfo("Europe/London")
_LONGEST_CELL = 32_767  # Excel's own limit
_WIDEST, _NARROWEST = 60, 8


def to_csv(headers: Sequence[str], rows: Iterable[Sequence[Value]]) -> str:
    """Return the rows as CSV with a byte order mark, so that Excel reads UTF-8.

    Text that a spreadsheet would run as a formula gets an apostrophe before it; numbers stay numbers. Dates are ISO.
    """
    out = io.StringIO(newline="")
    out.write("\ufeff")
    writer = csv.writer(out)
    writer.writerow([_harmless(header) for header in headers])
    writer.writerows([_harmless(value) for value in row] for row in rows)
    return out.getvalue()


def _harmless(value: Value) -> str | int | float:
    if isinstance(value, datetime):
        return f"{_local(value):%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if value is None:
        return ""
    if isinstance(value, str) and (
        value.startswith(_RUN_BY_SPREADSHEETS) or value.lstrip().startswith(_RUN_BY_SPREADSHEETS)
    ):
        return "'" + value
    return value


def to_excel(sheet_name: str, headers: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    """Return the rows as one sheet of an .xlsx: head frozen and filtered, dates as dates, times as in London."""
    import xlsxwriter  # read with the first workbook: most processes make none

    out = io.BytesIO()
    rows = [[_plain(value) for value in row] for row in rows]
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"title": sheet_name, "author": ""})
        sheet = book.add_worksheet(_tab(sheet_name))
        head = book.add_format(
            {
                "bold": True,
                "bg_color": "#F0F3F5",
                "bottom": 2,
                "bottom_color": "#1C5566",
                "text_wrap": True,
                "valign": "top",
            }
        )
        body = book.add_format({"text_wrap": True, "valign": "top"})
        days = book.add_format({"num_format": "d mmmm yyyy", "valign": "top", "align": "left"})
        times = book.add_format({"num_format": "d mmmm yyyy h:mmam/pm", "valign": "top", "align": "left"})
        sheet.write_row(0, 0, headers, head)
        for number, row in enumerate(rows, start=1):
            for column, value in enumerate(row):
                form = times if isinstance(value, datetime) else days if isinstance(value, date) else body
                sheet.write(number, column, value, form)
        _arrange(sheet, headers, rows)
    return out.getvalue()


def _arrange(sheet: "Worksheet", headers: Sequence[str], rows: Sequence[Sequence[Value]]) -> None:
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    if headers:
        sheet.autofilter(0, 0, len(rows), len(headers) - 1)
    for column, header in enumerate(headers):
        longest = max([len(header) + 3, *(_width(row[column]) for row in rows if column < len(row))])
        sheet.set_column(column, column, min(max(longest + 1, _NARROWEST), _WIDEST))


def _width(value: Value) -> int:
    if isinstance(value, date):
        return 26 if isinstance(value, datetime) else 18
    return max((len(line) for line in str(value).split("\n")), default=0)


def _plain(value: Value) -> Value:
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, datetime):
        return _local(value).replace(tzinfo=None)
    if isinstance(value, str):
        text: str = cleaned(value)
        return text if len(text) <= _LONGEST_CELL else text[: _LONGEST_CELL - 1] + "…"
    return value


def _local(moment: datetime) -> datetime:
    return moment.astimezone(_LONDON) if moment.tzinfo else moment


def _tab(name: str) -> str:
    """Return the name as Excel allows it on a tab: no []:*?/\\, no apostrophe at an end, 31 letters."""
    allowed = "".join(" " if one in "[]:*?/\\" else one for one in cleaned(name)).strip("' ")
    return allowed[:31].strip("' ") or "Sheet"
