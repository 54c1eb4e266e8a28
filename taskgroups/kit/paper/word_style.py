"""How our Word documents look: page, fonts, heading sizes, table lines. One place, as a style sheet is."""

import io
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

import docx
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

MARGIN = Cm(2.1)
TEXT_WIDTH = Cm(21.0) - 2 * MARGIN
FONT = "Arial"  # every machine that opens Word has it, or one of its measure
BRAND = RGBColor(0x1C, 0x55, 0x66)
QUIET = RGBColor(0x48, 0x4F, 0x54)
BRAND_HEX, LINE_HEX, SHADE_HEX = "1C5566", "B1B4B6", "F0F3F5"

# style, base (None where the template has it), size, bold, italic, colour, space before, after (points), kept with next
_STYLES: tuple[tuple[str, str | None, float, bool, bool, RGBColor | None, float, float, bool], ...] = (
    ("Normal", None, 10, False, False, None, 0, 4, False),
    ("Title", None, 20, True, False, BRAND, 0, 2, True),
    ("Subtitle", None, 12, False, False, QUIET, 0, 6, False),
    ("Heading 1", None, 13.5, True, False, BRAND, 10, 4, True),
    ("Heading 2", None, 11.5, True, False, None, 8, 3, True),
    ("Heading 3", None, 10, True, False, None, 6, 3, True),
    ("List Bullet", None, 10, False, False, None, 0, 2, False),
    ("Quote", None, 10, False, True, None, 2, 5, False),
    ("Caption", None, 10, True, False, None, 6, 3, True),
    ("Header", None, 8.5, False, False, QUIET, 0, 0, False),
    ("Footer", None, 8.5, False, False, QUIET, 0, 0, False),
    ("Hint", "Normal", 9, False, False, QUIET, 0, 4, False),
    ("Draft mark", "Normal", 11, True, False, BRAND, 0, 6, True),
    ("Table text", "Normal", 9, False, False, None, 1.5, 1.5, False),
    ("After table", "Normal", 2, False, False, None, 0, 2, False),
    ("Signature text", "Normal", 10.5, True, False, None, 14, 4, True),
    ("Signature line", "Normal", 10.5, False, False, None, 6, 2, False),
)


def empty_document(language: str) -> WordDocument:
    """Return a document of ours with nothing in it yet."""
    made: WordDocument = docx.Document(io.BytesIO(_styled(language)))
    return made


@lru_cache(maxsize=8)
def _styled(language: str) -> bytes:
    """What every document of a language begins with; to make it takes longer than most of what is written into it."""
    word = docx.Document()
    apply_style(word, language)
    for part, kind in ((word.part, "stylesWithEffects"), (word.part.package, "thumbnail")):  # for Word 2010 alone
        for key in [key for key, led in part.rels.items() if led.reltype.endswith(f"/{kind}")]:
            del part.rels[key]
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


def apply_style(word: WordDocument, language: str) -> None:
    """Give the document our page, our styles and its language."""
    section = word.sections[0]
    section.page_width, section.page_height = Cm(21.0), Cm(29.7)
    section.left_margin = section.right_margin = MARGIN
    section.top_margin, section.bottom_margin = Cm(2.1), Cm(2.0)
    for row in _STYLES:
        _style(word, *row)
    _speak(word, language)
    _lines(word)


def _style(
    word: WordDocument, name: str, base: str | None, size: float, bold: bool, italic: bool,
    colour: RGBColor | None, before: float, after: float, kept: bool,
) -> None:  # fmt: skip
    style: Any = word.styles[name] if base is None else word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    if base is not None:
        style.base_style = word.styles[base]
    style.font.name, style.font.size, style.font.bold, style.font.italic = FONT, Pt(size), bold, italic
    style.font.color.rgb = colour if colour is not None else RGBColor(0x0B, 0x0C, 0x0C)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), FONT)
    spacing = style.paragraph_format
    spacing.space_before, spacing.space_after, spacing.keep_with_next = Pt(before), Pt(after), kept
    spacing.line_spacing = 1.04 if name == "Normal" else None


def _speak(word: WordDocument, language: str) -> None:
    """Set the language of the default style, from which every other inherits."""
    speech = word.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")
    speech.set(qn("w:val"), language)


def _lines(word: WordDocument) -> None:
    edge(word.styles["Title"].element.get_or_add_pPr(), {})
    edge(word.styles["Draft mark"].element.get_or_add_pPr(), {})
    edge(word.styles["Subtitle"].element.get_or_add_pPr(), {"bottom": (12, BRAND_HEX)})
    edge(word.styles["Quote"].element.get_or_add_pPr(), {"left": (18, LINE_HEX)})
    edge(word.styles["Header"].element.get_or_add_pPr(), {"bottom": (4, LINE_HEX)})
    for name in ("Header", "Footer"):
        stops: Any = word.styles[name]
        stops.paragraph_format.tab_stops.clear_all()
        stops.paragraph_format.tab_stops.add_tab_stop(TEXT_WIDTH, WD_TAB_ALIGNMENT.RIGHT)
    line: Any = word.styles["Signature line"]
    line.paragraph_format.tab_stops.add_tab_stop(Cm(1.6))


def edge(properties: Any, sides: dict[str, tuple[int, str]]) -> None:
    """Draw lines along a paragraph's sides, in place of those it had; sizes are eighths of a point."""
    old = properties.find(qn("w:pBdr"))
    if old is not None:
        properties.remove(old)
    if not sides:
        return
    borders = OxmlElement("w:pBdr")
    for side, (size, colour) in sides.items():
        line = OxmlElement(f"w:{side}")
        for key, value in (("val", "single"), ("sz", str(size)), ("space", "6"), ("color", colour)):
            line.set(qn(f"w:{key}"), value)
        borders.append(line)
    properties.insert_element_before(
        borders,
        "w:shd",
        "w:tabs",
        "w:suppressAutoHyphens",
        "w:spacing",
        "w:ind",
        "w:contextualSpacing",
        "w:jc",
        "w:outlineLvl",
    )


def underline_rows(grid: Table) -> None:
    """Draw a thin line under each row and none elsewhere."""
    grid.alignment = WD_TABLE_ALIGNMENT.LEFT
    borders = OxmlElement("w:tblBorders")
    for side in ("bottom", "insideH"):
        line = OxmlElement(f"w:{side}")
        for key, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", LINE_HEX)):
            line.set(qn(f"w:{key}"), value)
        borders.append(line)
    grid._tbl.tblPr.insert_element_before(borders, "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook")


def shade(cells: Iterable[_Cell]) -> None:
    """Shade the cells as a table's head is."""
    for cell in cells:
        fill = OxmlElement("w:shd")
        for key, value in (("val", "clear"), ("color", "auto"), ("fill", SHADE_HEX)):
            fill.set(qn(f"w:{key}"), value)
        cell._tc.get_or_add_tcPr().append(fill)


def field(paragraph: Paragraph, instruction: str) -> None:
    """Add a field that Word fills in, such as PAGE."""
    run = paragraph.add_run()
    for kind, text in (("begin", ""), ("", instruction), ("separate", ""), ("text", "1"), ("end", "")):
        if kind in ("begin", "separate", "end"):
            part = OxmlElement("w:fldChar")
            part.set(qn("w:fldCharType"), kind)
        else:
            part = OxmlElement("w:t" if kind == "text" else "w:instrText")
            part.text = text
        run._r.append(part)
