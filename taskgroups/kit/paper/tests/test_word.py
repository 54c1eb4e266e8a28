"""Word: real styles and heads, our language, nobody's name in the properties."""

import io
import re
import zipfile

import docx
import pytest
from docx.document import Document as WordDocument
from docx.oxml.ns import qn

from taskgroups.kit.paper.document import Document, Heading, PageBreak, Paragraph, Signature
from taskgroups.kit.paper.tests.sample import record
from taskgroups.kit.paper.tests.test_pdf import AWKWARD, everywhere
from taskgroups.kit.paper.word import to_word


def read(document: Document) -> WordDocument:
    return docx.Document(io.BytesIO(to_word(document)))


def test_headings_are_headings() -> None:
    styles = [one.style.name for one in read(record()).paragraphs if one.text]
    assert styles[:4] == ["Draft mark", "Title", "Subtitle", "Heading 1"]
    assert styles.count("Heading 1") == 7


def test_every_style_that_is_used_is_there() -> None:
    word = read(record())
    used = {one.get(qn("w:val")) for one in word.element.body.iter(qn("w:pStyle"))}
    assert used <= {style.style_id for style in word.styles}


def test_the_first_row_of_a_table_is_repeated_and_facts_have_no_such_row() -> None:
    heads = [table._tbl.findall(f".//{qn('w:tblHeader')}") for table in read(record()).tables]
    assert [len(found) for found in heads] == [0, 1, 0, 0, 0, 0, 1]


def test_it_speaks_british_english_and_carries_its_title() -> None:
    word = read(record())
    language = word.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")
    assert (language.get(qn("w:val")), word.core_properties.title) == ("en-GB", "Record of Task Group meeting")


def test_no_name_is_in_its_properties() -> None:
    about = read(record()).core_properties
    assert (about.author, about.last_modified_by, about.comments) == ("", "", "")


def test_a_picture_has_its_words() -> None:
    drawn = read(record()).inline_shapes[0]._inline.docPr
    assert drawn.get("descr") == "Two in three questions were questions, one in three was advice."


@pytest.mark.parametrize("words", AWKWARD)
def test_awkward_words_are_written_and_read_back(words: str) -> None:
    document = everywhere(words)
    assert read(document).paragraphs[1].text == document.title


def test_a_page_break_leaves_no_empty_line() -> None:
    word = read(Document("x", blocks=[Paragraph("before"), PageBreak(), Heading(1, "after")]))
    assert [one.text for one in word.paragraphs] == ["x", "before", "after"]
    assert word.paragraphs[2].paragraph_format.page_break_before


def test_an_unsigned_signature_leaves_a_line_to_write_on() -> None:
    lines = [one for one in read(Document("x", blocks=[Signature("Agreed")])).paragraphs if "\t" in one.text]
    assert [(one.text.split("\t")[0], one.runs[1].underline) for one in lines] == [("Name", True), ("Date", True)]


def test_pages_are_numbered_by_word_itself() -> None:
    with zipfile.ZipFile(io.BytesIO(to_word(record()))) as parts:
        footers = [parts.read(name).decode() for name in parts.namelist() if "footer" in name]
    assert [re.findall("<w:instrText>(.*?)<", footer) for footer in footers] == [["PAGE", "NUMPAGES"]] * 2
