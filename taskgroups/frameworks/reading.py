"""Reads a pack's folder. Anything wrong is a Problem that says what, where and what to do."""

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from taskgroups.frameworks import shape
from taskgroups.frameworks.pack import (
    Area,
    Attendee,
    Descriptor,
    Document,
    Grade,
    Note,
    Pack,
    Question,
    Rhythm,
    TemplateItem,
    Theme,
)

Row = Mapping[str, Any]
NAME = re.compile(r"[A-Za-z0-9_-]+")  # the folder's name is part of an address
OWN = Path(__file__).parent / "packs"


class Problem(Exception):
    """A pack cannot be read. Each sentence names the file and what to do."""

    def __init__(self, *sentences: str) -> None:
        super().__init__(sentences[0])
        self.sentences = list(sentences)


def read_pack(folder: Path) -> Pack:
    """Return the pack in a folder.

    A pack that is based on another takes that pack's files, except those of the same name in its own folder; the
    other is looked for beside it, then among the packs that come with the application. Raises Problem, which holds
    everything that is wrong with the form of the files.
    """
    if not NAME.fullmatch(folder.name):
        raise Problem(f"The folder is called '{folder.name}'. Use letters, digits, hyphens and underscores only.")
    head = _toml(folder / "pack.toml")
    sentences = list(shape.broken(head, shape.PACK, f"{folder.name}/pack.toml"))
    base = _base_folder(folder, head.get("based_on"))
    files = area_files(base) | area_files(folder) if base else area_files(folder)
    tables = {name: _table(files[name], shape.AREA, sentences) for name in sorted(files)}
    agenda = folder / "agenda.toml"
    if base and not agenda.exists():
        agenda = base / "agenda.toml"
    items = _table(agenda, shape.AGENDA, sentences)
    sentences += _lost(head.get("without"), tables, folder)
    if sentences:
        raise Problem(*sentences)
    without = set(head.get("without", ()))
    origins = {name: files[name].parent.parent.name for name in files}
    areas = [_area(row, head, origins[name], folder.name) for name, row in tables.items() if row["slug"] not in without]
    return _pack(folder.name, head, tuple(areas), tuple(_items(items, without)))


def area_files(folder: Path) -> dict[str, Path]:
    """Return the area files of a pack's folder by their names."""
    return {path.name: path for path in (folder / "areas").glob("*.toml")}


def _pack(slug: str, head: Row, areas: tuple[Area, ...], agenda: tuple[TemplateItem, ...]) -> Pack:
    return Pack(
        slug=slug,
        title=head["title"],
        inspectorate=head["inspectorate"],
        starts=head["from"],
        until=head.get("until"),
        secure_from=head["secure_from"],
        secure_note=head["secure_note"],
        rule=head["rule"],
        overall=head.get("overall"),
        document=Document(**head["document"]),
        scale=_rows(Grade, head, "scale"),
        areas=areas,
        agenda=agenda,
        notes=_rows(Note, head, "note"),
        based_on=head.get("based_on", ""),
        rhythm=Rhythm(**head["rhythm"]) if "rhythm" in head else None,
    )


def _area(row: Row, head: Row, origin: str, slug: str) -> Area:
    own = _rows(Grade, row, "scale")
    return Area(
        slug=row["slug"],
        name=row["name"],
        applies=row["applies"],
        cites=row["cites"],
        scale=own or _rows(Grade, head, "scale"),
        secure_from=row.get("secure_from", head["secure_from"]),
        own_scale=bool(own),
        descriptors=_rows(Descriptor, row, "descriptor"),
        above=_rows(Theme, row, "above"),
        below=_rows(Theme, row, "below"),
        questions=_rows(Question, row, "question"),
        also=tuple(row.get("also", ())),
        taken_from="" if origin == slug else origin,
    )


def _items(table: Row, without: set[str]) -> list[TemplateItem]:
    """Return the agenda's items, but for those of areas that the pack leaves out."""
    return [
        TemplateItem(
            kind=row["kind"],
            title=row["title"],
            minutes=row["minutes"],
            reason=row["reason"],
            area=row.get("area", ""),
            who=_rows(Attendee, row, "who"),
            questions=_rows(Question, row, "question"),
        )
        for row in table.get("item", [])
        if row.get("area") not in without
    ]


def _base_folder(folder: Path, slug: Any) -> Path | None:
    """Return the folder of the pack that this one is based on, or None where it is based on none."""
    if not isinstance(slug, str) or not shape.SLUG.fullmatch(slug):
        return None
    for place in (folder.resolve().parent, OWN):
        found = place / slug
        if found.resolve() != folder.resolve() and (found / "pack.toml").exists():
            if "based_on" in _toml(found / "pack.toml"):
                raise Problem(f"{folder.name}/pack.toml is based on '{slug}', itself based on another. Use that one.")
            return found
    raise Problem(f"{folder.name}/pack.toml is based on '{slug}', which is not beside it. Put that pack there.")


def _lost(without: Any, tables: Mapping[str, Row], folder: Path) -> list[str]:
    """Say which areas are to be left out that are not there."""
    known = {row.get("slug") for row in tables.values() if isinstance(row.get("slug"), str)}
    wanted = [one for one in without if isinstance(one, str)] if isinstance(without, list) else []
    return [
        f"{folder.name}/pack.toml: 'without' names '{one}', which is no area of the pack it is based on. Take it away."
        for one in wanted
        if one not in known
    ]


def _table(path: Path, expected: shape.Shape, sentences: list[str]) -> dict[str, Any]:
    """Return a file's table; add to `sentences` what is wrong with it."""
    try:
        table = _toml(path)
    except Problem as problem:
        sentences += problem.sentences
        return {}
    sentences += shape.broken(table, expected, f"{path.parent.name}/{path.name}")
    return table


def _toml(path: Path) -> dict[str, Any]:
    where = f"{path.parent.name}/{path.name}"
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise Problem(f"{where} is missing. Every pack has one.") from None
    except IsADirectoryError:
        raise Problem(f"{where} is a folder where a file is expected.") from None
    except RecursionError:
        raise Problem(f"{where} cannot be read: it is nested too deeply. Mend it there.") from None
    except (OSError, ValueError) as problem:  # not TOML, not UTF-8, a number of thousands of digits
        raise Problem(f"{where} cannot be read: {_said(problem)}. Mend it there.") from None


def _said(problem: Exception) -> str:
    return str(problem).strip().rstrip(".") if isinstance(problem, ValueError) else type(problem).__name__


def _rows(kind: type[Any], table: Row, key: str) -> tuple[Any, ...]:
    """Make the parts under a key of a table that is in order; lists in them become tuples."""
    return tuple(
        kind(**{name: tuple(value) if isinstance(value, list) else value for name, value in row.items()})
        for row in table.get(key, [])
    )
