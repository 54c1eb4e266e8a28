"""The document tree: what a paper says, in order, in plain words and without a look."""

import re
import unicodedata
from base64 import b64encode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any, Literal, TypeAlias

DRAFT = "Draft"
# What XML 1.0 cannot hold (section 2.2), and the marks that turn the direction of the text after them.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\u202a-\u202e\u2066-\u2069\ufeff]")


class _Block:
    """What a document is made of; `kind` is what a template asks for."""

    @property
    def kind(self) -> str:
        return type(self).__name__


@dataclass(frozen=True)
class Heading(_Block):
    """A heading under the title: level 1 for a section, 2 and 3 below it."""

    level: int
    text: str


@dataclass(frozen=True)
class Paragraph(_Block):
    """Running text. A line break in it stays a line break."""

    text: str
    style: Literal["normal", "hint", "quote"] = "normal"


@dataclass(frozen=True)
class Bullets(_Block):
    """A list without numbers."""

    items: Sequence[str]


@dataclass(frozen=True)
class Contents(_Block):
    """The sections of the paper. On the PDF each has the page it begins on, on the screen it leads there."""

    items: Sequence[str]


@dataclass(frozen=True)
class Facts(_Block):
    """Label and value, one pair a line."""

    rows: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Table(_Block):
    """A table whose first row heads the columns. `widths` are shares of the page: (1, 3) is a quarter and the rest."""

    caption: str
    headers: Sequence[str]
    rows: Sequence[Sequence[str]]
    widths: Sequence[float] = ()

    def __post_init__(self) -> None:
        if not self.headers:
            raise ValueError("A table needs at least one column.")
        wrong = next((row for row in self.rows if len(row) != len(self.headers)), None)
        if wrong is not None:
            raise ValueError(f"A row has {len(wrong)} cells under {len(self.headers)} headers: {tuple(wrong)!r}")
        if self.widths and len(self.widths) != len(self.headers):
            raise ValueError(f"There are {len(self.widths)} widths for {len(self.headers)} columns.")


@dataclass(frozen=True)
class PageBreak(_Block):
    """What follows starts on a new page of the printed paper."""


@dataclass(frozen=True)
class Signature(_Block):
    """Who puts their name to what, and when. An empty name or date leaves a line to write on."""

    text: str
    name: str = ""
    date: str = ""


@dataclass(frozen=True)
class Picture(_Block):
    """A drawing as SVG text, and what it shows in words."""

    svg: str
    alt: str

    def __post_init__(self) -> None:
        if not self.alt.strip():
            raise ValueError("A picture needs words for those who cannot see it. Fill in alt.")

    @property
    def source(self) -> str:
        """Return the drawing as a data: address. As an image it can run no script."""
        return "data:image/svg+xml;base64," + b64encode(self.svg.encode()).decode()


Block: TypeAlias = Heading | Paragraph | Bullets | Contents | Facts | Table | PageBreak | Signature | Picture


@dataclass(frozen=True)
class Document:
    """A whole paper. Every string is taken literally; what cannot be printed is taken out as it is made.

    Heading levels never skip (a 3 straight after a 1 becomes a 2), as PDF/UA-1 and WCAG 1.3.1 want; what is empty is
    left out.
    """

    title: str
    language: str = "en-GB"
    subtitle: str = ""
    meta: Sequence[tuple[str, str]] = ()
    blocks: Sequence[Block] = ()
    footer: str = ""
    draft: bool = False

    def __post_init__(self) -> None:
        if not self.title.strip():
            raise ValueError("A document needs a title.")
        for name in ("title", "subtitle", "meta", "blocks", "footer"):
            object.__setattr__(self, name, cleaned(getattr(self, name)))
        object.__setattr__(self, "blocks", tuple(_in_step(self.blocks)))

    def place_of(self, section: str) -> int | None:
        """Return where among the blocks the section of this name begins, or nothing where there is none."""
        named = Heading(1, section)
        return next((at for at, block in enumerate(self.blocks) if block == named), None)


def cleaned(value: Any) -> Any:
    """Return the value with every string in it made printable: trimmed, composed, one line break, no controls."""
    if isinstance(value, str):
        lines = value.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
        return unicodedata.normalize("NFC", _UNPRINTABLE.sub("", lines)).strip()
    if isinstance(value, (list, tuple)):
        return tuple(cleaned(one) for one in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{f.name: cleaned(getattr(value, f.name)) for f in fields(value)})
    return value


def texts(document: Document) -> list[str]:
    """Return every text a reader meets, in reading order, without the header and footer of its pages."""
    found = [DRAFT] if document.draft else []
    found += [document.title, document.subtitle, *(text for pair in document.meta for text in pair)]
    found += [text for block in document.blocks for text in _block_texts(block)]
    return [text for text in found if text.strip()]


def _block_texts(block: Block) -> Iterator[str]:
    match block:
        case Heading(text=text) | Paragraph(text=text):
            yield text
        case Bullets(items=items) | Contents(items=items):
            yield from items
        case Facts(rows=rows):
            yield from (text for pair in rows for text in pair)
        case Table():
            yield from (block.caption, *block.headers)
            yield from (cell for row in block.rows for cell in row)
        case Signature():
            yield from (block.text, "Name", block.name, "Date", block.date)
        case PageBreak() | Picture():
            pass


def _in_step(blocks: Sequence[Block]) -> Iterator[Block]:
    deepest = 0
    for block in blocks:
        if isinstance(block, Heading | Paragraph) and not block.text:
            continue
        if isinstance(block, Facts | Bullets | Contents) and not any(_block_texts(block)):
            continue
        if isinstance(block, Heading):
            deepest = min(max(block.level, 1), deepest + 1, 3)
            block = Heading(deepest, block.text)
        elif isinstance(block, Bullets):
            block = Bullets(tuple(filter(None, block.items)))
        yield block
