"""A document as PDF/UA-1, set by typst from one template with our own fonts."""

import json
import re
from collections.abc import Iterable
from dataclasses import asdict
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

import typst

from taskgroups.kit.paper.document import DRAFT, Document
from taskgroups.kit.paper.glyphs import FONTS, shown

_TEMPLATE = Path(__file__).with_name("document.typ")
_ONE_DRAWING = b"""#import "drawing.typ": drawing
#set page(width: auto, height: auto, margin: 0pt)
#drawing(sys.inputs.svg, "")"""
_ONE_AT_A_TIME = Lock()  # the compiler keeps its inputs between calls
_PAGE = re.compile(rb"/Type\s*/Page(?!s)")
_RUNNING_LENGTH = 95  # letters that fit on the line at the head of a page


def to_pdf(document: Document, *, tight: bool = False) -> bytes:
    """Return the document as an A4 PDF that meets PDF/UA-1. The same document gives the same bytes.

    `tight`: smaller letters and margins, for what has to be on one side of paper.
    """
    data = json.dumps(_as_data(document) | {"tight": tight})
    with _ONE_AT_A_TIME:
        made = _compiler().compile(format="pdf", sys_inputs={"paper": data}, pdf_standards=["ua-1"], timestamp=0)
    assert isinstance(made, bytes)
    return made


def on_one_side(documents: Iterable[Document]) -> bytes:
    """Return the first of some documents that fits on one side of A4, each saying less than the one before it.

    The last is returned as it comes. Raises ValueError where there is none.
    """
    made = None
    for document in documents:
        made = to_pdf(document, tight=True)
        if pages_of(made) == 1:
            return made
    if made is None:
        raise ValueError("There is no document to set.")
    return made


def pages_of(pdf: bytes) -> int:
    """Return how many pages a PDF of ours has, by the objects in it that say they are one."""
    return len(_PAGE.findall(pdf))


def picture_as_png(svg: str, ppi: float = 220) -> bytes:
    """Return an SVG drawing as PNG, for programs that cannot show SVG, no larger than a page's text."""
    with _ONE_AT_A_TIME:
        made = _drawing_compiler().compile(input=_ONE_DRAWING, format="png", ppi=ppi, sys_inputs={"svg": svg})
    assert isinstance(made, bytes)
    return made


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])


@cache
def _compiler() -> typst.Compiler:
    return typst.Compiler(input=_TEMPLATE, root=_TEMPLATE.parent, font_paths=_fonts(), ignore_system_fonts=True)


@cache
def _drawing_compiler() -> typst.Compiler:
    return typst.Compiler(root=_TEMPLATE.parent, font_paths=_fonts(), ignore_system_fonts=True)


def _as_data(document: Document) -> Any:
    language, _, region = document.language.partition("-")
    flat = " ".join(document.title.split())
    running = flat if len(flat) <= _RUNNING_LENGTH else flat[: _RUNNING_LENGTH - 1].rstrip() + "…"
    data = asdict(document) | {
        "blocks": [{"kind": block.kind, **asdict(block)} for block in document.blocks],
        "language": language,
        "region": region or "GB",
        "running": running,
        "draft-words": DRAFT,
    }
    return _shown(data)


def _shown(value: Any) -> Any:
    if isinstance(value, str):
        return shown(value)
    if isinstance(value, (list, tuple)):
        return [_shown(one) for one in value]
    if isinstance(value, dict):
        return {key: one if key == "svg" else _shown(one) for key, one in value.items()}
    return value
