"""Screen, PDF and Word say the same words in the same order."""

import io
import re
from pathlib import Path

import docx
from django.template import engines
from docx.oxml.ns import qn
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from lxml import html
from pypdf import PdfReader

from taskgroups.kit.paper.document import Contents, Document, Facts, Heading, PageBreak, Paragraph, Table, texts
from taskgroups.kit.paper.pdf import to_pdf
from taskgroups.kit.paper.tests.sample import record
from taskgroups.kit.paper.word import to_word

PAGES = Environment(
    loader=FileSystemLoader(Path(__file__).parents[1] / "jinja2"), autoescape=True, undefined=StrictUndefined
)


def page_of(document: Document, top: int = 1) -> str:
    macro = PAGES.get_template("paper/document.jinja").module.document  # type: ignore[attr-defined]
    return str(macro(document, top))


def squeezed(text: str) -> str:
    """The text without spaces, bullets and break marks: where lines end is each medium's own affair."""
    return re.sub(r"[\s\u200b\xa0•]", "", text)


def words_of_pdf(document: Document) -> str:
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(to_pdf(document))).pages]
    said = squeezed("".join(pages))
    furniture = squeezed(document.footer) + r"Page\dof\d"
    running = squeezed(document.title) + ("Draft" if document.draft else "")
    parts = re.split(re.escape(squeezed(document.footer)) + r"Page\dof\d", said)
    assert len(parts) == len(pages) + 1, furniture
    return parts[0] + "".join(part.removeprefix(running) for part in parts[1:])


def words_of_word(document: Document) -> str:
    body = docx.Document(io.BytesIO(to_word(document))).element.body
    return squeezed("".join(node.text or "" for node in body.iter(qn("w:t"))))


def words_of_page(document: Document) -> str:
    return words_of_html(page_of(document))


def words_of_html(page: str) -> str:
    """The words of a page without the heads of columns that a phone's cards repeat."""
    tree = html.fromstring(page)
    for label in tree.xpath("//*[@aria-hidden='true']"):
        label.drop_tree()
    return squeezed(tree.text_content())


def test_the_page_says_what_the_document_says() -> None:
    assert words_of_page(record()) == squeezed("".join(texts(record())))


def test_word_says_what_the_document_says() -> None:
    assert words_of_word(record()) == squeezed("".join(texts(record())))


def test_the_pdf_says_what_the_document_says() -> None:
    assert words_of_pdf(record()) == squeezed("".join(texts(record())))


def test_an_agreed_record_is_not_called_a_draft_anywhere() -> None:
    agreed = record(draft=False)
    assert words_of_page(agreed) == words_of_word(agreed) == words_of_pdf(agreed)
    assert "Draft" not in words_of_pdf(agreed)


def test_the_page_has_one_heading_per_heading_in_step_with_its_surroundings() -> None:
    found = [node.tag for node in html.fromstring(page_of(record(), top=2)).iter("h1", "h2", "h3", "h4")]
    assert found[:4] == ["h2", "h3", "h3", "h4"]


def test_the_contents_lead_to_the_sections_they_name() -> None:
    blocks = (Contents(("Where we are", "Annex")), Heading(1, "Where we are"), Heading(2, "Annex"), Heading(1, "Annex"))
    page = html.fromstring(page_of(Document("A paper", blocks=blocks)))
    ends = [link.get("href").removeprefix("#") for link in page.iter("a")]
    assert [(page.get_element_by_id(end).tag, page.get_element_by_id(end).text_content()) for end in ends] == [
        ("h2", "Where we are"),
        ("h2", "Annex"),
    ]


def test_what_the_contents_name_and_nothing_holds_is_no_link() -> None:
    page = html.fromstring(page_of(Document("A paper", blocks=(Contents(("Left out",)), Heading(1, "Where we are")))))
    assert (page.findall(".//a"), [one.text_content() for one in page.iter("li")]) == ([], ["Left out"])


def test_what_a_fact_says_in_several_lines_stands_apart() -> None:
    page = html.fromstring(
        page_of(Document("A paper", blocks=(Facts((("Asked", "What changed?\nThe school: much."),)),)))
    )
    assert [one.text_content() for one in page.find_class("paper__line")] == ["What changed?", "The school: much."]


def test_markup_in_words_stays_words_on_the_page() -> None:
    odd = Document("<b>#strong[x]</b>", blocks=(Paragraph("<script>alert(1)</script>\n$x$ *y* _z_"), PageBreak()))
    assert words_of_page(odd) == "<b>#strong[x]</b><script>alert(1)</script>$x$*y*_z_"


def test_every_table_of_the_page_heads_its_columns() -> None:
    tables = html.fromstring(page_of(record())).findall(".//table")
    assert [len(table.findall(".//th[@scope='col']")) for table in tables] == [3, 4]


def test_the_application_finds_the_macro() -> None:
    asked = '{% from "paper/document.jinja" import document as paper %}{{ paper(record) }}'
    page = engines["jinja2"].from_string(asked).render({"record": record()})
    assert words_of_html(page) == squeezed("".join(texts(record())))


def test_a_date_alone_in_its_cell_is_kept_on_one_line_on_the_screen() -> None:
    table = Table("Due", ["Action", "Due"], [["Read", "26 November 2026"], ["4 classes each", "by 1 May 2026, 3pm"]])
    page = html.fromstring(page_of(Document("A paper", blocks=[table])))
    assert page.xpath("//td[contains(@class, 'tg-day')]/span[@class='tg-cards__value']/text()") == ["26 November 2026"]


def test_a_cell_with_a_very_long_word_is_marked_so_that_it_breaks() -> None:
    link = f"See https://{'school.example/' * 4}"
    rows = [(link, "Safeguarding conversations"), ("", "Under way")]
    page = html.fromstring(page_of(Document("A paper", blocks=(Table("Actions", ("Action", "Status"), rows),))))
    assert page.xpath("//td[contains(@class, 'paper__long')]/span[@class='tg-cards__value']/text()") == [link]
