"""How schools are searched for: plain lower-case words, the same for what is stored and what is typed."""

from collections.abc import Sequence

_PLAIN = str.maketrans({**dict.fromkeys("'’‘`´\x00%_\\", None), **dict.fromkeys('.,;:/&()-–—+"', " ")})


def plain(text: str) -> str:
    """Lower-case words with one space between, without apostrophes or other marks."""
    return " ".join(text.lower().translate(_PLAIN).split())


def search_text(parts: Sequence[str], postcode: str, urn: int) -> str:
    """What a school is searched by: its names and places, its postcode with and without the space, its URN."""
    return f"{plain(' '.join((*parts, postcode)))} {postcode.replace(' ', '').lower()} {urn}"[:400]
