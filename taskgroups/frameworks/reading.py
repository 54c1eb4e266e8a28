"""Reads a pack's folder. Anything wrong is a Problem that says what, where and what to do."""

import tomllib
from dataclasses import MISSING, fields
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from taskgroups.frameworks.pack import (
    Area,
    Attendee,
    Descriptor,
    Document,
    Grade,
    Note,
    Pack,
    Question,
    TemplateItem,
    Theme,
)

Part = TypeVar("Part")


class Problem(Exception):
    """A pack cannot be read. The message names the file and what to do."""


def read_pack(folder: Path) -> Pack:
    """Return the pack in a folder.

    A pack that is based on another takes that pack's files, except those of the same name in its own folder; the
    other is looked for beside it, then among the packs that come with the application. Raises Problem.
    """
    head = _toml(folder / "pack.toml")
    base = _base_folder(folder, str(head.get("based_on", "")))
    files = _area_files(base) if base else {}
    files |= _area_files(folder)
    without = set(head.get("without", []))
    scale = _scale(head.get("scale", []), folder / "pack.toml")
    secure = _text(head, "secure_from", folder / "pack.toml")
    areas = [_area(_toml(files[name]), files[name], scale, secure) for name in sorted(files)]
    agenda = folder / "agenda.toml"
    if base and not agenda.exists():
        agenda = base / "agenda.toml"
    return _pack(folder, head, scale, tuple(a for a in areas if a.slug not in without), _agenda(agenda))


def _pack(
    folder: Path,
    head: dict[str, Any],
    scale: tuple[Grade, ...],
    areas: tuple[Area, ...],
    agenda: tuple[TemplateItem, ...],
) -> Pack:
    where = folder / "pack.toml"
    return Pack(
        slug=folder.name,
        title=_text(head, "title", where),
        inspectorate=_text(head, "inspectorate", where),
        starts=_day(head, "from", where),
        until=_day(head, "until", where) if "until" in head else None,
        secure_from=_text(head, "secure_from", where),
        secure_note=_text(head, "secure_note", where),
        rule=_text(head, "rule", where),
        overall=head.get("overall"),
        document=_made(Document, head.get("document", {}), where),
        scale=scale,
        areas=areas,
        agenda=agenda,
        notes=tuple(_made(Note, row, where) for row in head.get("note", [])),
        based_on=str(head.get("based_on", "")),
    )


def _area(row: dict[str, Any], where: Path, scale: tuple[Grade, ...], secure_from: str) -> Area:
    own = _scale(row.get("scale", []), where)
    return Area(
        slug=_text(row, "slug", where),
        name=_text(row, "name", where),
        applies=_text(row, "applies", where),
        cites=_text(row, "cites", where),
        scale=own or scale,
        secure_from=str(row.get("secure_from", secure_from)),
        own_scale=bool(own),
        descriptors=tuple(_made(Descriptor, r, where) for r in row.get("descriptor", [])),
        above=tuple(_made(Theme, r, where) for r in row.get("above", [])),
        below=tuple(_made(Theme, r, where) for r in row.get("below", [])),
        questions=tuple(_made(Question, r, where) for r in row.get("question", [])),
    )


def _agenda(path: Path) -> tuple[TemplateItem, ...]:
    return tuple(
        TemplateItem(
            kind=_text(row, "kind", path),
            title=_text(row, "title", path),
            minutes=_number(row, "minutes", path),
            reason=_text(row, "reason", path),
            area=str(row.get("area", "")),
            who=tuple(_made(Attendee, r, path) for r in row.get("who", [])),
            questions=tuple(_made(Question, r, path) for r in row.get("question", [])),
        )
        for row in _toml(path).get("item", [])
    )


def _area_files(folder: Path) -> dict[str, Path]:
    return {path.name: path for path in (folder / "areas").glob("*.toml")}


def _base_folder(folder: Path, slug: str) -> Path | None:
    if not slug:
        return None
    own = Path(__file__).parent / "packs"
    for place in (folder.resolve().parent, own):
        if (place / slug / "pack.toml").exists():
            return place / slug
    raise Problem(f"{folder.name}/pack.toml is based on '{slug}', which is not beside it. Put that pack there.")


def _scale(rows: list[dict[str, Any]], where: Path) -> tuple[Grade, ...]:
    return tuple(_made(Grade, row, where) for row in rows)


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise Problem(f"{path.parent.name}/{path.name} is missing. Every pack has one.") from None
    except IsADirectoryError:
        raise Problem(f"{path} is a folder where a file is expected.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, NotADirectoryError) as problem:
        raise Problem(f"{path.parent.name}/{path.name} cannot be read: {problem}. Mend it there.") from None


def _text(row: dict[str, Any], key: str, where: Path) -> str:
    value = row.get(key)
    if not isinstance(value, str) or not value.strip():
        raise Problem(f"{where.parent.name}/{where.name} has no '{key}'. Add it as text.")
    return value


def _number(row: dict[str, Any], key: str, where: Path) -> int:
    value = row.get(key)
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise Problem(f"{where.parent.name}/{where.name}: '{key}' is {value!r}. Give whole minutes, 1 or more.")
    return value


def _day(row: dict[str, Any], key: str, where: Path) -> date:
    value = row.get(key)
    if not isinstance(value, date):
        raise Problem(f"{where.parent.name}/{where.name}: '{key}' is {value!r}. Give a date such as 2025-11-10.")
    return value


def _made(kind: type[Part], row: Any, where: Path) -> Part:
    """Make a part of a pack from its table; lists become tuples."""
    known = {f.name: f for f in fields(kind)}  # type: ignore[arg-type]
    if not isinstance(row, dict):
        raise Problem(
            f"{where.parent.name}/{where.name}: {row!r} is not a table. Write it as [[{kind.__name__.lower()}]]."
        )
    strange = sorted(set(row) - set(known))
    missing = sorted(
        name for name, f in known.items() if name not in row and f.default is MISSING and f.default_factory is MISSING
    )
    for names, complaint in ((strange, "is not known there. Take it away"), (missing, "is missing. Add it")):
        if names:
            what = row.get("slug") or row.get("text") or row.get("name") or kind.__name__.lower()
            raise Problem(f"{where.parent.name}/{where.name}, {what!r}: '{names[0]}' {complaint}.")
    return kind(**{key: tuple(value) if isinstance(value, list) else value for key, value in row.items()})
