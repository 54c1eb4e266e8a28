"""Files whose name and content tell the same story are taken; others are refused in words."""

import io
import zipfile

import pytest

from taskgroups.kit.access.refused import Refused
from taskgroups.kit.files.kinds import check, safe_name


def packed(*names: str, **content: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as out:
        for name in names:
            out.writestr(name, "x")
        for name, text in content.items():
            out.writestr(name, text)
    return made.getvalue()


PDF = b"%PDF-1.7\n1 0 obj"
DOCX = packed("[Content_Types].xml", "word/document.xml")
GOOD = {
    "plan.pdf": PDF,
    "plan.PDF": PDF,
    "minutes.docx": DOCX,
    "data.xlsx": packed("[Content_Types].xml", "xl/workbook.xml"),
    "talk.pptx": packed("[Content_Types].xml", "ppt/presentation.xml"),
    "notes.odt": packed(mimetype="application/vnd.oasis.opendocument.text"),
    "sums.ods": packed(mimetype="application/vnd.oasis.opendocument.spreadsheet"),
    "wall.png": b"\x89PNG\r\n\x1a\n....",
    "book.jpg": b"\xff\xd8\xff\xe0..",
    "book.webp": b"RIFF....WEBPVP8 ",
    "phone.heic": b"\0\0\0\x18ftypheic....",
    "words.txt": "Lesegrün".encode("cp1252"),
    "marks.csv": b"year,reading\n4,71\n",
    "notes.md": b"# Notes\n",
}
BAD = {
    "program.pdf": (b"MZ\x90\0\3", "The name ends in .pdf, but the content is a program."),
    "script.txt": (b"#!/bin/sh\nrm", "The name ends in .txt, but the content is a program."),
    "page.docx": (b"<!DOCTYPE html><html>", "The name ends in .docx, but the content is a web page or drawing."),
    "drawing.png": (b"<svg onload='x'>", "The name ends in .png, but the content is a web page or drawing."),
    "page.txt": (b"\xef\xbb\xbf <html>", "The name ends in .txt, but the content is a web page or drawing."),
    "sheet.docx": (GOOD["data.xlsx"], "The name ends in .docx, but the content is a packed file of another kind."),
    "macros.docx": (
        packed("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"),
        "The name ends in .docx, but the content is a packed file of another kind.",
    ),
    "cut.docx": (DOCX[:40], "The name ends in .docx, but the content is a packed file of another kind."),
    "picture.svg": (b"<svg>", "A .svg file cannot be kept here."),
    "run.exe": (b"MZ", "A .exe file cannot be kept here."),
    "nothing": (b"x", "A file without an ending such as .pdf cannot be kept here."),
    "empty.pdf": (b"", "The file is empty."),
}


@pytest.mark.parametrize("name", GOOD)
def test_a_file_that_is_what_it_says_is_taken(name: str) -> None:
    assert check(name, io.BytesIO(GOOD[name]), len(GOOD[name])).name == name


@pytest.mark.parametrize("name", BAD)
def test_a_file_that_is_not_what_it_says_is_refused_in_words(name: str) -> None:
    content, says = BAD[name]

    with pytest.raises(Refused) as refused:
        check(name, io.BytesIO(content), len(content))

    assert str(refused.value)[: len(says)] == says


def test_the_content_is_left_at_its_start() -> None:
    content = io.BytesIO(DOCX)
    check("a.docx", content, len(DOCX))

    assert content.tell() == 0


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("plan.pdf", "plan.pdf"),
        ("../../etc/pass wd.txt", "pass wd.txt"),
        ("C:\\Users\\head\\plan.pdf", "plan.pdf"),
        ("😀 Leseübung 🎉.docx", "Leseübung.docx"),
        ("🎉.pdf", "file.pdf"),
        ('a"b\r\nc.txt', "abc.txt"),
        ("\u202efdp.exe.pdf", "fdp.exe.pdf"),
        ("x" * 300 + ".pdf", "x" * 96 + ".pdf"),
        (".pdf", "file.pdf"),
        ("", "file"),
    ],
)
def test_names_are_made_safe(given: str, kept: str) -> None:
    assert safe_name(given) == kept
