"""Sheets: rows in, rows out, and nothing that runs."""

import csv
import io
import zipfile
from datetime import UTC, date, datetime

import pytest
from lxml import etree

from taskgroups.kit.paper.sheet import Value, to_csv, to_excel

DANGEROUS = ["=1+1", "+44 1926", "-2", "@SUM(A1)", "\t=1", "\r=1", "  =1", "\n=1", '=HYPERLINK("http://x.example")']
_N = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}


def part(workbook: bytes, name: str) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(workbook)) as parts:
        return etree.fromstring(parts.read(name))


def sheet_of(*rows: list[Value], name: str = "Actions", headers: tuple[str, ...] = ("One", "Two")) -> etree._Element:
    return part(to_excel(name, headers, rows), "xl/worksheets/sheet1.xml")


@pytest.mark.parametrize("words", DANGEROUS)
def test_words_that_a_spreadsheet_would_run_get_an_apostrophe_in_csv(words: str) -> None:
    rows = list(csv.reader(io.StringIO(to_csv(["One"], [[words]]), newline="")))
    assert rows[1] == ["'" + words]


def test_a_dangerous_header_is_disarmed_too() -> None:
    assert to_csv(["=1"], []) == "\ufeff'=1\r\n"


def test_csv_starts_with_a_mark_and_quotes_what_needs_it() -> None:
    said = to_csv(
        ["Owner", "Due"], [["Ada, head", date(2017, 6, 14)], [None, -3], [True, datetime(2017, 6, 14, 14, tzinfo=UTC)]]
    )
    assert said == '\ufeffOwner,Due\r\n"Ada, head",2017-06-14\r\n,-3\r\nYes,2017-06-14 15:00\r\n'


@pytest.mark.parametrize("words", DANGEROUS)
def test_words_stay_words_in_excel(words: str) -> None:
    sheet = sheet_of([words, "https://x.example"])
    assert sheet.findall(".//m:f", _N) == sheet.findall(".//m:hyperlink", _N) == []


def test_a_date_is_a_date_in_excel() -> None:
    cells = sheet_of([date(2017, 6, 14), 3]).findall(".//m:row[2]/m:c", _N)
    assert [(cell.get("t"), cell.findtext("m:v", namespaces=_N)) for cell in cells] == [(None, "42900"), (None, "3")]


def test_a_moment_is_shown_as_in_london() -> None:
    cell = sheet_of([datetime(2017, 6, 14, 11, tzinfo=UTC), ""]).find(".//m:row[2]/m:c", _N)
    assert cell is not None
    assert cell.findtext("m:v", namespaces=_N) == "42900.5"


def test_the_head_is_frozen_and_filtered() -> None:
    sheet = sheet_of(["a", "b"], ["c", "d"])
    pane, chosen = sheet.find(".//m:pane", _N), sheet.find("m:autoFilter", _N)
    assert (pane is not None and pane.get("state"), chosen is not None and chosen.get("ref")) == ("frozen", "A1:B3")


@pytest.mark.parametrize(
    ("name", "tab"),
    [("Actions: 2016/17 [all]", "Actions  2016 17  all"), ("x" * 40, "x" * 31), ("'", "Sheet"), ("", "Sheet")],
)
def test_a_sheet_gets_a_name_that_excel_allows(name: str, tab: str) -> None:
    book = part(to_excel(name, ["a"], []), "xl/workbook.xml")
    assert [sheet.get("name") for sheet in book.findall(".//m:sheet", _N)] == [tab]


def test_an_endless_cell_is_cut_where_excel_ends() -> None:
    book = part(to_excel("x", ["a"], [["y" * 40_000]]), "xl/sharedStrings.xml")
    assert max(len(text) for text in book.itertext()) == 32_767


def test_control_characters_do_not_spoil_a_workbook() -> None:
    assert part(to_excel("x", ["a"], [["\x00b\x0b\ud800"]]), "xl/sharedStrings.xml") is not None
