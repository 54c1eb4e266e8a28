"""Papers as programs that are not ours see them: PDF/UA-1, Office Open XML, and tags that a screen reader can use."""

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, NameObject

from taskgroups.kit.paper.document import Document, Facts, Paragraph, Table
from taskgroups.kit.paper.pdf import to_pdf
from taskgroups.kit.paper.sheet import to_excel
from taskgroups.kit.paper.tests.sample import record
from taskgroups.kit.paper.tests.test_pdf import AWKWARD, everywhere
from taskgroups.kit.paper.word import to_word
from tests.outside import EXCEL, WORD, amiss

PDF = "application/pdf"
LONG = Document(
    "Long",
    blocks=[
        Facts([("Said", "word " * 600), ("By", "Ada")]),
        Facts([(f"Fact {n}", "so") for n in range(80)]),
        Table("Actions", ("Owner", "Action"), [("Bo", "Read.\nThen read again.")] * 90),
    ],
    footer="Kept for a year. " * 12,
)


@pytest.mark.parametrize("words", AWKWARD)
def test_awkward_words_meet_pdf_ua_in_every_place(words: str) -> None:
    assert amiss(PDF, to_pdf(everywhere(words))) == []


@pytest.mark.parametrize("document", [record(draft=True), LONG, Document("Alone")], ids=["record", "long", "empty"])
def test_a_paper_meets_pdf_ua(document: Document) -> None:
    assert amiss(PDF, to_pdf(document)) == []


def test_a_paper_set_tight_meets_pdf_ua() -> None:
    assert amiss(PDF, to_pdf(record(), tight=True)) == []


def test_a_missing_language_would_be_noticed() -> None:
    assert any("Lang" in one for one in amiss(PDF, spoilt(lambda root: root.pop("/Lang"))))


def test_a_picture_that_lost_its_words_would_be_noticed() -> None:
    def silence(root: Any) -> None:
        next(tag for tag in tags_of(root) if tag["/S"] == "/Figure").pop("/Alt")

    assert amiss(PDF, spoilt(silence)) == [
        "PDFUA1-FIGURE-ALTERNATIVE-TEXT-001: a Figure structure element has neither a non-empty /Alt nor an /ActualText string"
    ]


def test_a_tag_of_no_standard_would_be_noticed() -> None:
    def rename(root: Any) -> None:
        next(tags_of(root))[NameObject("/S")] = NameObject("/Shout")

    assert len(amiss(PDF, spoilt(rename))) == 1


def test_facts_are_a_list_of_labels_and_what_they_say() -> None:
    """A table would want a cell that heads each row (Matterhorn Protocol 1.1, 15-001)."""
    kinds = kinds_of(Document("Paper", blocks=[Facts([("Chair", "Imogen"), ("Clerk", "Tobias")])]))
    assert [kind for kind in kinds if kind.startswith("/L")] == ["/L", "/LI", "/Lbl", "/LBody", "/LI", "/Lbl", "/LBody"]
    assert {"/Table", "/TD"} & set(kinds) == set()


def test_every_table_has_cells_that_head_its_columns() -> None:
    kinds = kinds_of(record())
    assert (kinds.count("/Table"), kinds.count("/THead"), kinds.count("/TH")) == (2, 2, 3 + 4)


def test_what_stands_at_the_foot_is_read_once_and_not_skipped_on_every_page() -> None:
    """What is a page's furniture readers skip (Matterhorn Protocol 1.1, 01-001): on the last page the words are real."""
    bare, footed = (
        kinds_of(Document("Paper", blocks=[Paragraph("Line")] * 90, footer=words)) for words in ("", "Kept a year.")
    )
    assert footed[: len(bare)] == bare
    assert footed[len(bare) :].count("/P") == 1


@pytest.mark.parametrize("words", [AWKWARD[0], AWKWARD[5]])
def test_awkward_words_are_good_office_open_xml(words: str) -> None:
    assert amiss(WORD, to_word(everywhere(words))) == []


def test_a_record_is_good_office_open_xml() -> None:
    assert amiss(WORD, to_word(record(draft=True))) == []


def test_a_sheet_is_good_office_open_xml() -> None:
    rows = [(date(2026, 9, 1), 3, words) for words in AWKWARD[:6]]
    assert amiss(EXCEL, to_excel("Who comes: 'all'", ("Day", "How many", "Said"), rows)) == []


def test_parts_in_the_wrong_order_would_be_noticed() -> None:
    def late(part: bytes) -> bytes:
        return re.sub(rb"(<w:tblW[^>]*/>)(.*?)(</w:tblPr>)", rb"\2\1\3", part, count=1, flags=re.DOTALL)

    assert amiss(WORD, repacked(to_word(record()), "word/document.xml", late)) == [
        "/word/document.xml: Unexpected element 'tblW' found"
    ]


def spoilt(spoil: Callable[[Any], object]) -> bytes:
    """The record as PDF, with something done to its root."""
    writer = PdfWriter(clone_from=io.BytesIO(to_pdf(record())))
    spoil(writer.root_object)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def tags_of(root: Any) -> Iterator[Any]:
    """Every tag of a PDF, in the order it is read."""
    pending = [root["/StructTreeRoot"]]
    while pending:
        tag = pending.pop().get_object()
        below = tag.get("/K", ArrayObject())
        kids = [one.get_object() for one in (below if isinstance(below, ArrayObject) else [below])]
        if "/S" in tag:
            yield tag
        pending += [one for one in reversed(kids) if isinstance(one, dict) and "/S" in one]


def kinds_of(document: Document) -> list[str]:
    return [tag["/S"] for tag in tags_of(PdfReader(io.BytesIO(to_pdf(document))).trailer["/Root"])]


def repacked(packed: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """A packed file in which one part was changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as old, zipfile.ZipFile(out, "w") as new:
        for part in old.namelist():
            new.writestr(part, change(old.read(part)) if part == name else old.read(part))
    return out.getvalue()
