"""A document as Word (.docx): real styles, so that a clerk can edit it and a screen reader can walk it."""

import io
import struct
from collections.abc import Sequence
from datetime import UTC, datetime

from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Inches
from docx.table import Table as WordTable
from docx.table import _Cell
from docx.text.paragraph import Paragraph as WordParagraph
from docx.text.run import Run

from taskgroups.kit.paper.document import (
    DRAFT,
    Block,
    Bullets,
    Contents,
    Document,
    Facts,
    Heading,
    PageBreak,
    Paragraph,
    Picture,
    Signature,
    Table,
)
from taskgroups.kit.paper.pdf import picture_as_png
from taskgroups.kit.paper.word_style import TEXT_WIDTH, empty_document, field, shade, underline_rows

_STYLES = {"normal": "Normal", "hint": "Hint", "quote": "Quote"}
_DRAWN_PPI = 220  # fine enough for paper
_TO_BE_WRITTEN = "\u00a0" * 40


def to_word(document: Document) -> bytes:
    """Return the document as .docx. It carries its title and language, and no person's name but those in the text."""
    word = empty_document(document.language)
    _properties(word, document)
    _furniture(word, document)
    if document.draft:
        _add(word, DRAFT, "Draft mark")
    _add(word, document.title, "Title")
    if document.subtitle:
        _add(word, document.subtitle, "Subtitle")
    if document.meta:
        _facts(word, document.meta)
    for position, block in enumerate(document.blocks):
        _block(word, block)
        if position and isinstance(document.blocks[position - 1], PageBreak):
            _on_a_new_page(word, block)
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


def _properties(word: WordDocument, document: Document) -> None:
    about = word.core_properties
    about.title, about.language = " ".join(document.title.split())[:255], document.language
    about.author = about.last_modified_by = about.comments = about.keywords = about.subject = ""
    about.created = about.modified = datetime.now(UTC)


def _furniture(word: WordDocument, document: Document) -> None:
    section = word.sections[0]
    section.different_first_page_header_footer = True
    head = section.header.paragraphs[0]
    head.style = "Header"
    head.add_run(" ".join(document.title.split()) + (f"\t{DRAFT}" if document.draft else ""))
    for footer in (section.first_page_footer, section.footer):
        line = footer.paragraphs[0]
        line.style = "Footer"
        _write(line, document.footer)
        line.add_run("\tPage ")
        field(line, "PAGE")
        line.add_run(" of ")
        field(line, "NUMPAGES")


def _block(word: WordDocument, block: Block) -> None:
    match block:
        case Heading():
            _add(word, block.text, f"Heading {block.level}")
        case Paragraph():
            _add(word, block.text, _STYLES[block.style])
        case Bullets() | Contents():
            for item in block.items:
                _add(word, item, "List Bullet")
        case Facts():
            _facts(word, block.rows)
        case Table():
            _table(word, block)
        case PageBreak():
            pass  # a property of the heading or paragraph that follows, so that no empty line is left
        case Signature():
            _signature(word, block)
        case Picture():
            _picture(word, block)


def _on_a_new_page(word: WordDocument, block: Block) -> None:
    if isinstance(block, Heading | Paragraph):
        word.paragraphs[-1].paragraph_format.page_break_before = True


def _add(word: WordDocument, text: str, style: str) -> WordParagraph:
    return _write(_styled(word.add_paragraph(), style), text)


def _styled(paragraph: WordParagraph, style: str) -> WordParagraph:
    """Give the style by its identifier: looking each up by name took most of the time of a document."""
    paragraph._p.style = style.replace(" ", "")
    return paragraph


def _write(paragraph: WordParagraph, text: str, bold: bool = False) -> WordParagraph:
    """Add the text as one run, a line break for each of its own."""
    run: Run = paragraph.add_run(text)
    run.bold = bold or None
    return paragraph


def _cell(cell: _Cell, text: str, bold: bool = False) -> None:
    _write(_styled(cell.paragraphs[0], "Table text"), text, bold)


def _grid(word: WordDocument, rows: int, shares: Sequence[float], description: str) -> WordTable:
    grid: WordTable = word.add_table(rows=rows, cols=len(shares))
    grid.autofit = False
    widths = [Emu(int(TEXT_WIDTH * share / sum(shares))) for share in shares]
    for column, width in zip(grid.columns, widths, strict=True):
        column.width = width
    for row in grid.rows:
        for cell, width in zip(row._tr.tc_lst, widths, strict=True):
            cell.width = width
    underline_rows(grid)
    if description:
        said = OxmlElement("w:tblDescription")
        said.set(qn("w:val"), description)
        grid._tbl.tblPr.append(said)
    return grid


def _facts(word: WordDocument, rows: Sequence[tuple[str, str]]) -> None:
    if not rows:
        return
    grid = _grid(word, len(rows), (28, 72), "Facts, one a row: what it is, then what it says")
    for row, (label, value) in zip(grid.rows, rows, strict=True):
        _cell(row.cells[0], label, bold=True)
        _cell(row.cells[1], value)
        _whole(row._tr)
    _add(word, "", "After table")


def _table(word: WordDocument, table: Table) -> None:
    if table.caption:
        _add(word, table.caption, "Caption")
    grid = _grid(word, 1 + len(table.rows), table.widths or (1,) * len(table.headers), table.caption)
    for row, texts in zip(grid.rows, (table.headers, *table.rows), strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            _cell(cell, text, bold=texts is table.headers)
        _whole(row._tr)
    head = grid.rows[0]._tr
    head.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    shade(grid.rows[0].cells)
    _add(word, "", "After table")


def _whole(row: object) -> None:
    """Keep the row on one page where it fits."""
    row.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # type: ignore[attr-defined]


def _signature(word: WordDocument, block: Signature) -> None:
    _add(word, block.text, "Signature text")
    for label, value in (("Name", block.name), ("Date", block.date)):
        line = _add(word, f"{label}\t", "Signature line")
        line.add_run(value or _TO_BE_WRITTEN).underline = not value or None


def _picture(word: WordDocument, block: Picture) -> None:
    png = picture_as_png(block.svg, _DRAWN_PPI)
    wide: int = struct.unpack(">I", png[16:20])[0]  # the width in a PNG's first chunk (RFC 2083, 4.1.1)
    shape = word.add_picture(io.BytesIO(png), width=Inches(wide / _DRAWN_PPI))
    shape._inline.docPr.set("descr", block.alt)
    shape._inline.docPr.set("name", "Picture")
