"""Which letters the vendored fonts can show, and what to print for one that they cannot."""

import struct
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

FONTS = Path(__file__).parent / "fonts"
_NEVER_DRAWN = {"\n", "\u200b", "\u200c", "\u200d", "\u2060"}
_ONLY_FOR_DRAWN_EMOJI = {"\u200d", "\ufe0e", "\ufe0f"}


def shown(text: str) -> str:
    """Return the text with each character that no font holds named in brackets: '🎉' is '[party popper]'.

    PDF/UA-1 forbids the empty box that would be printed otherwise; a letter of a script we hold no font for is
    given by its number, so that nothing vanishes from a record in silence.
    """
    if text.isascii():
        return text
    return "".join(one if one in _NEVER_DRAWN or ord(one) in drawable() else _named(one) for one in text)


def _named(one: str) -> str:
    if one in _ONLY_FOR_DRAWN_EMOJI or unicodedata.category(one) in {"Mn", "Cf"}:
        return ""
    if unicodedata.category(one).startswith("Z"):
        return " "
    name = unicodedata.name(one, "") if unicodedata.category(one).startswith("S") else ""
    return f"[{name.lower() or f'U+{ord(one):04X}'}]"


@cache
def drawable() -> frozenset[int]:
    """Return the code points of the regular fonts, read from their `cmap` tables."""
    upright = [path for path in FONTS.glob("*.ttf") if "Regular.ttf" in path.name]
    return frozenset(point for path in upright for point in _code_points(path.read_bytes()))


def _code_points(font: bytes) -> Iterator[int]:
    """Yield the code points of an OpenType font: its cmap subtables of formats 4 and 12 (OpenType 1.9, cmap)."""
    start = next(
        struct.unpack_from(">I", font, 12 + 16 * i + 8)[0]
        for i in range(struct.unpack_from(">H", font, 4)[0])
        if font[12 + 16 * i : 16 + 16 * i] == b"cmap"
    )
    for i in range(struct.unpack_from(">H", font, start + 2)[0]):
        table = start + struct.unpack_from(">I", font, start + 4 + 8 * i + 4)[0]
        form = struct.unpack_from(">H", font, table)[0]
        if form == 12:
            for group in range(struct.unpack_from(">I", font, table + 12)[0]):
                first, last = struct.unpack_from(">II", font, table + 16 + 12 * group)
                yield from range(first, last + 1)
        elif form == 4:
            segments = struct.unpack_from(">H", font, table + 6)[0] // 2
            lasts = struct.unpack_from(f">{segments}H", font, table + 14)
            firsts = struct.unpack_from(f">{segments}H", font, table + 16 + 2 * segments)
            for first, last in zip(firsts, lasts, strict=True):
                yield from range(first, min(last, 0xFFFE) + 1)
