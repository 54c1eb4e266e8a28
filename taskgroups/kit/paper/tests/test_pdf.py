"""PDF: PDF/UA-1 whatever the words are."""

import io
import struct
from concurrent.futures import ThreadPoolExecutor

import pytest
from pypdf import PdfReader

from taskgroups.kit.paper.document import Bullets, Document, Facts, Heading, Paragraph, Picture, Signature, Table
from taskgroups.kit.paper.pdf import picture_as_png, to_pdf
from taskgroups.kit.paper.tests.sample import DRAWING, record

AWKWARD = (
    "#panic() $x^2$ *bold* _em_ [a](b) <label> @ref `raw` \\ // comment /* more */ = heading ~ -- --- ... 'q' \"q\"",
    "w" * 300,
    "Party 🎉 family 👨‍👩‍👧 flag 🇬🇧 done ✅",
    "שלום עולם and مرحبا بالعالم in one line",
    "张伟 김 ไทย",
    "Zoe\u0308 O\u2019Brien-N\u0142ski \u202eevil\u202c \x00\x07\x1b",
    "\n\n\n",
    "",
    "\ud800 half a character",
)


def read(document: Document) -> PdfReader:
    return PdfReader(io.BytesIO(to_pdf(document)))


def text_of(document: Document) -> str:
    return "\n".join(page.extract_text() for page in read(document).pages)


def everywhere(words: str) -> Document:
    """A document with the words in every place that takes words."""
    return Document(
        f"x {words}",
        subtitle=words,
        meta=[(words, words)],
        blocks=[
            Heading(1, words),
            Paragraph(words),
            Paragraph(words, "quote"),
            Paragraph(words, "hint"),
            Bullets([words]),
            Facts([(words, words)]),
            Table(words, (words, "b"), [(words, words)], (1, 6)),
            Signature(words, words),
        ],
        footer=words,
        draft=True,
    )


@pytest.mark.parametrize("words", AWKWARD)
def test_awkward_words_are_set_in_every_place_that_takes_words(words: str) -> None:
    assert len(read(everywhere(words)).pages) >= 1


def test_typst_code_is_printed_and_not_run() -> None:
    assert AWKWARD[0] in text_of(Document("Odd", blocks=[Paragraph(AWKWARD[0])])).replace("\n", " ")


def test_a_character_no_font_holds_is_named() -> None:
    said = text_of(Document("Odd", blocks=[Paragraph("Well done 🎉 张")]))
    assert "Well done [party popper] [U+5F20]" in said


def test_a_word_of_300_letters_breaks_into_lines() -> None:
    lines = text_of(Document("Long", blocks=[Paragraph("m" * 300)])).splitlines()
    assert max(line.count("m") for line in lines) < 60


def test_an_address_can_be_copied_from_a_narrow_column() -> None:
    address = "rosalind.marsh@larkfield-and-ferncombe.school.example"
    table = Table("", ("E-mail", "Name"), [(address, "Rosalind Marsh")], (1, 5))
    assert address in text_of(Document("Long", blocks=[table])).replace("\n", "")


def test_it_claims_pdf_ua_and_names_its_title_and_language() -> None:
    pdf = read(record())
    root = pdf.trailer["/Root"]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf.xmp_metadata.stream.get_data()  # type: ignore[union-attr]
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"]) == ("en-GB", True)
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert pdf.metadata.title == "Record of Task Group meeting"  # type: ignore[union-attr]
    assert pdf.metadata.author is None  # type: ignore[union-attr]


def test_a_record_is_four_numbered_pages() -> None:
    pages = read(record()).pages
    assert [f"Page {n} of 4" in page.extract_text() for n, page in enumerate(pages, start=1)] == [True] * 4


def test_a_table_over_two_pages_repeats_its_head() -> None:
    long = Document("Long", blocks=[Table("", ("Owner", "Action"), [("A", "B")] * 100)])
    assert [page.extract_text().count("Owner Action") for page in read(long).pages] == [1, 1, 1]


def test_only_our_fonts_are_in_it() -> None:
    fonts = {str(font["/BaseFont"]).partition("+")[2] for page in read(record()).pages for font in _fonts(page)}
    assert all(name.startswith("SourceSans3") for name in fonts)


def _fonts(page: object) -> list[dict[str, object]]:
    return [font.get_object() for font in page["/Resources"]["/Font"].values()]  # type: ignore[index]


def test_a_draft_says_so_on_every_page() -> None:
    assert ["Draft" in page.extract_text() for page in read(record(draft=True)).pages] == [True] * 4


def test_the_same_document_gives_the_same_bytes() -> None:
    assert to_pdf(record(9)) == to_pdf(record(9))


def test_a_picture_without_words_is_refused() -> None:
    with pytest.raises(ValueError, match="Fill in alt"):
        Picture(DRAWING, " ")


def test_a_drawing_becomes_png() -> None:
    assert picture_as_png(DRAWING)[:8] == b"\x89PNG\r\n\x1a\n"


def test_a_ragged_table_is_refused() -> None:
    with pytest.raises(ValueError, match="1 cells under 2 headers"):
        Table("", ("a", "b"), [("only one",)])


def test_heading_levels_never_skip() -> None:
    levels = [block.level for block in Document("x", blocks=[Heading(3, "a"), Heading(3, "b"), Heading(1, "c")]).blocks]  # type: ignore[union-attr]
    assert levels == [1, 2, 1]


def test_a_huge_drawing_is_no_larger_than_the_page() -> None:
    size = 'viewBox="0 0 1 9" width="20000" height="180000"'
    huge = f'<svg xmlns="http://www.w3.org/2000/svg" {size}><rect width="1" height="9"/></svg>'
    assert len(read(Document("x", blocks=[Picture(huge, "a long bar")])).pages) == 1
    assert max(struct.unpack(">II", picture_as_png(huge)[16:24])) < 2000


def test_several_at_once_do_not_mix_their_words() -> None:
    with ThreadPoolExecutor(4) as clerks:
        titles = list(clerks.map(lambda n: read(Document(f"Paper {n}")).metadata.title, range(12)))  # type: ignore[union-attr]
    assert titles == [f"Paper {n}" for n in range(12)]


def test_a_row_taller_than_a_page_goes_on_overleaf_with_its_short_neighbours() -> None:
    tall = Table("", ("Said", "By"), [("word " * 900, "Ada")], (1, 1))
    pages = [page.extract_text().count("word") for page in read(Document("x", blocks=[tall], footer="f")).pages]
    assert (len(pages), sum(pages)) == (2, 900)


def test_every_text_has_its_tag() -> None:
    tags = read(record()).trailer["/Root"]["/StructTreeRoot"]["/K"][0].get_object()["/K"]
    kinds = [tag.get_object()["/S"] for tag in tags]
    assert kinds[:6] == ["/P", "/Title", "/P", "/L", "/H1", "/Table"]
    assert "/Span" not in kinds


def test_a_long_label_low_on_a_page_goes_overleaf_with_the_words_beside_it() -> None:
    above, facts = Paragraph("line\n" * 50), Facts([("Short", "One"), ("label " * 46, "word " * 500), ("Last", "End")])
    said = [page.extract_text() for page in read(Document("x", blocks=[above, facts])).pages]
    assert [(text.count("label"), text.count("word"), "Short" in text) for text in said] == [
        (0, 0, True),
        (46, 500, False),
    ]


def test_a_short_label_low_on_a_page_stays_there_with_the_first_of_many_words() -> None:
    above, facts = Paragraph("line\n" * 50), Facts([("Short", "One"), ("label", "word " * 500), ("Last", "End")])
    said = [page.extract_text() for page in read(Document("x", blocks=[above, facts])).pages]
    assert [(text.count("label"), "word" in text) for text in said] == [(1, True), (0, True)]
