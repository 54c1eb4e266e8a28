"""The shape of a pack's files: the keys each table has, and what stands under them. What breaks it is said in words."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from reprlib import Repr
from typing import Any, TypeAlias
from unicodedata import category

CONTROLS = ("Cc", "Cs", "Zl", "Zp")  # control characters and line ends of every kind
_SHORT = Repr()
_SHORT.maxstring = _SHORT.maxother = 60
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
Table = Mapping[str, Any]


@dataclass(frozen=True)
class Key:
    """What stands under a key: what to give, in words, and whether a value is that. `of` is the shape of its tables."""

    wanted: str
    fits: Callable[[Any], bool]
    needed: bool = True
    of: "Shape | None" = None


Shape: TypeAlias = Mapping[str, Key]


def shortly(value: Any) -> str:
    """Show a value of a file in a sentence, cut short where it is long."""
    return value.isoformat() if isinstance(value, date) else _SHORT.repr(value)


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip()) and not any(category(one) in CONTROLS for one in value)


def _is_slug(value: Any) -> bool:
    return isinstance(value, str) and SLUG.fullmatch(value) is not None


def _are_texts(value: Any) -> bool:
    return isinstance(value, list) and all(_is_text(one) for one in value)


def _is_day(value: Any) -> bool:
    return type(value) is date  # a date with a time is a date to Python, not to us


def _is_minutes(value: Any) -> bool:
    return type(value) is int and 1 <= value <= 600


def _text(needed: bool = True) -> Key:
    return Key("text on one line", _is_text, needed)


def _slug(needed: bool = True) -> Key:
    return Key("small letters, digits and hyphens, such as 'early-years'", _is_slug, needed)


def _texts(needed: bool = False) -> Key:
    return Key("a list of texts, such as ['primary', 'secondary']", _are_texts, needed)


def _day(needed: bool = True) -> Key:
    return Key("a date such as 2025-11-10", _is_day, needed)


def _table(of: Shape, needed: bool = True) -> Key:
    return Key("a table of its own", lambda value: isinstance(value, dict), needed, of)


def _tables(name: str, of: Shape) -> Key:
    return Key(f"one or more tables [[{name}]]", lambda value: isinstance(value, list), False, of)


GRADE: Shape = {"slug": _slug(), "name": _text(), "meaning": _text(False)}
NOTE: Shape = {"text": _text(), "checked": _text()}
DOCUMENT: Shape = {"title": _text(), "reference": _text(), "date": _text(), "publisher": _text()}
RHYTHM: Shape = {
    "months": Key("whole months, 1 to 600", _is_minutes),
    "after_below": Key("whole months, 1 to 600", _is_minutes),
    "cites": _text(),
    "checked": _text(),
}
THEME: Shape = {"grade": _slug(), "text": _text(), "cites": _text(), "checked": _text()}
DESCRIPTOR: Shape = {"slug": _slug(), "text": _text(), "cites": _text(), "checked": _text(), "phases": _texts()}
QUESTION: Shape = {"slug": _slug(), "kind": _text(), "text": _text(), "descriptors": _texts(), "phases": _texts()}
PACK: Shape = {
    "title": _text(),
    "inspectorate": _text(),
    "from": _day(),
    "until": _day(False),
    "based_on": _slug(False),
    "without": _texts(),
    "secure_from": _slug(),
    "secure_note": _text(),
    "rule": _text(),
    "overall": _text(False),
    "document": _table(DOCUMENT),
    "rhythm": _table(RHYTHM, False),
    "scale": _tables("scale", GRADE),
    "note": _tables("note", NOTE),
}
AREA: Shape = {
    "slug": _slug(),
    "name": _text(),
    "also": _texts(),
    "applies": _text(),
    "cites": _text(),
    "secure_from": _slug(False),
    "scale": _tables("scale", GRADE),
    "descriptor": _tables("descriptor", DESCRIPTOR),
    "above": _tables("above", THEME),
    "below": _tables("below", THEME),
    "question": _tables("question", QUESTION),
}
ITEM: Shape = {
    "kind": _text(),
    "title": _text(),
    "minutes": Key("whole minutes, 1 to 600", _is_minutes),
    "reason": _text(),
    "area": _slug(False),
    "who": _tables("item.who", {"role": _text(), "reason": _text()}),
    "question": _tables("item.question", QUESTION),
}
AGENDA: Shape = {"item": _tables("item", ITEM)}


def broken(table: Table, shape: Shape, where: str) -> Iterator[str]:
    """Give a sentence for everything in a table that is not of this shape, at any depth; none where all is well."""
    for name in table:
        if name not in shape:
            yield f"{where}: {shortly(name)} is not known there. Take it away or mend it: known are {', '.join(shape)}."
    for name, key in shape.items():
        if name not in table:
            if key.needed:
                yield f"{where} has no '{name}'. Give {key.wanted}."
        elif not key.fits(table[name]):
            yield f"{where}: '{name}' is {shortly(table[name])}. Give {key.wanted}."
        elif key.of is not None:
            yield from _inside(table[name], key.of, f"{where}, {name}")


def _inside(value: Any, shape: Shape, where: str) -> Iterator[str]:
    """Give what is broken in the one table under a key, or in each of a list of them."""
    if isinstance(value, dict):
        yield from broken(value, shape, where)
        return
    for number, row in enumerate(value, 1):
        if isinstance(row, dict):
            slug = row.get("slug")
            named = f"{where} {number}" + (f" ({shortly(slug)})" if isinstance(slug, str) else "")
            yield from broken(row, shape, named)
        else:
            yield f"{where} {number} is {shortly(row)}. Write it as a table under double square brackets."
