"""A spreadsheet is read as text, whoever saved it; what is no list is refused in words."""

import io
import zipfile
from datetime import date
from typing import Any

import pytest

from taskgroups.kit.access.refused import Refused
from taskgroups.kit.files.table import MOST_ROWS, Row, read_table
from taskgroups.kit.paper.sheet import to_csv, to_excel

WANTED = ("Name", "E-mail")
EVIL = ["=1+1", "+44 1632", "-5", "@here", "plain"]


def read(name: str, data: bytes) -> list[Row]:
    return read_table(name, io.BytesIO(data), len(data), WANTED)


def workbook(**parts: str) -> bytes:
    """A workbook with other parts than ours, by their names with '/' as '__'."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(to_excel("X", WANTED, [["Ben", "b@x.example"]]))) as old,
        zipfile.ZipFile(out, "w") as new,
    ):
        for name in old.namelist():
            said = parts.get(name.replace("/", "__").replace(".", "_"))
            new.writestr(name, said if said is not None else old.read(name))
    return out.getvalue()


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_what_goes_out_comes_in_as_the_same_text_and_formulas_stay_text(ending: str) -> None:
    rows: list[Any] = [[one, f"{number}@x.example"] for number, one in enumerate(EVIL)]
    data = to_csv(WANTED, rows).encode() if ending == "csv" else to_excel("People", WANTED, rows)
    assert [one["Name"] for one in read(f"people.{ending}", data)] == EVIL


def test_a_row_knows_its_number_and_empty_rows_are_left_out() -> None:
    data = b"Name,E-mail\r\n\r\nBen,b@x.example\r\n,\r\nCarys,c@x.example\r\n"
    assert [(one.number, one["Name"]) for one in read("a.csv", data)] == [(3, "Ben"), (5, "Carys")]


@pytest.mark.parametrize(
    "data", [b"name;e-MAIL\nBen;b@x.example", "Name\tE-mail\nBen\tb@x.example".encode("utf-8-sig")]
)
def test_other_marks_between_cells_and_other_capitals_are_read(data: bytes) -> None:
    assert read("a.csv", data)[0].cells == {"Name": "Ben", "E-mail": "b@x.example"}


def test_letters_of_an_older_encoding_are_read() -> None:
    assert read("a.csv", "Name,E-mail\nSiân,s@x.example".encode("cp1252"))[0]["Name"] == "Siân"


def test_dates_and_whole_numbers_of_a_workbook_are_read_as_people_write_them() -> None:
    data = to_excel("X", [*WANTED, "Day", "URN"], [["Ben", "b@x.example", date(2027, 1, 18), 990001]])
    assert (read("a.xlsx", data)[0]["Day"], read("a.xlsx", data)[0]["URN"]) == ("2027-01-18", "990001")


WRONG: dict[str, tuple[str, bytes, str]] = {
    "another kind": ("a.pdf", b"%PDF-1.7", "The file is of another kind"),
    "empty": ("a.csv", b"", "The file is empty"),
    "no rows": ("a.csv", b"\r\n , \r\n", "The file has no rows"),
    "headings alone": ("a.csv", b"Name,E-mail\r\n", "There is nothing under the headings"),
    "other columns": ("a.csv", b"Surname,Phone\r\nBirch,1\r\n", "Missing: Name; E-mail. Found: Surname; Phone"),
    "a heading twice": ("a.csv", b"Name,E-mail,Name\r\na,b,c\r\n", "The heading Name stands there twice"),
    "too many rows": ("a.csv", b"Name,E-mail\r\n" + b"a,b\r\n" * (MOST_ROWS + 1), "at a time at most"),
    "a picture called csv": (
        "a.csv",
        b"\x89PNG\r\n\x1a\n\0\0",
        "The name ends in .csv, but the content is a picture. Choose the file itself, or save it again.",
    ),
    "the beginning of a picture": ("a.csv", b"\x89PNG\r\n\x1a\n", "the content is a picture"),
    "a photograph called csv": ("a.csv", b"\xff\xd8\xff\xe1Exif,Name", "the content is a picture"),
    "a paper called csv": ("a.csv", b"%PDF-1.7", "the content is a PDF"),
    "text called xlsx": ("a.xlsx", b"Name,E-mail", "the content is"),
    "unicode text": ("a.csv", "Name\tE-mail".encode("utf-16"), "content is"),
    "too large": ("a.csv", b"x" * (5 * 1024**2 + 1), "larger than 5 MB"),
    "a document type": (
        "a.xlsx",
        workbook(xl__workbook_xml="<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"),
        "cannot be read",
    ),
    "a broken sheet": ("a.xlsx", workbook(xl__worksheets__sheet1_xml="<worksheet"), "cannot be read"),
    "no sheet": ("a.xlsx", workbook(xl__workbook_xml="<workbook/>"), "cannot be read"),
}


@pytest.mark.parametrize("what", WRONG)
def test_what_is_no_list_of_ours_is_refused_in_words(what: str) -> None:
    name, data, told = WRONG[what]
    with pytest.raises(Refused, match=told):
        read(name, data)


def test_a_workbook_that_unpacks_to_far_more_is_not_unpacked() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as out:
        for name in ("[Content_Types].xml", "xl/workbook.xml"):
            out.writestr(name, "<a/>")
        out.writestr("xl/worksheets/sheet1.xml", b"0" * 60 * 1024**2)
    with pytest.raises(Refused, match="unpacks to far more"):
        read("a.xlsx", packed.getvalue())


def test_a_formula_of_a_workbook_is_its_last_value_and_never_run() -> None:
    rows = (
        '<row r="1"><c r="A1" t="inlineStr"><is><t>Name</t></is></c><c r="B1" t="inlineStr"><is><t>E-mail</t></is></c></row>'
        '<row r="2"><c r="A2" t="str"><f>HYPERLINK("x")</f><v>Ben</v></c><c r="B2" t="inlineStr"><is><r><t>b@</t></r><r><t>x.example</t></r></is></c></row>'
    )
    sheet = f'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}</sheetData></worksheet>'
    assert read("a.xlsx", workbook(xl__worksheets__sheet1_xml=sheet))[0].cells == {
        "Name": "Ben",
        "E-mail": "b@x.example",
    }


def test_of_many_headings_that_are_missing_the_first_are_named() -> None:
    wanted = ("Name", *(f"Monday {day} January 2027, morning" for day in range(4, 14)))
    with pytest.raises(Refused) as refused:
        read_table("a.csv", io.BytesIO(b"Name\nBen\n"), 9, wanted)
    named = "; ".join(wanted[1:7])
    assert f"Missing: {named}; 4 more. Found: Name." in str(refused.value)
