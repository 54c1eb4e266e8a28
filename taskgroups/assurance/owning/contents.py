"""What goes into a school's archive: papers to read, tables for machines, files, and a page that leads to them."""

import json
import shutil
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import IO, Any

from django.core.files.storage import default_storage
from django.core.serializers.json import DjangoJSONEncoder
from django.template.loader import render_to_string
from django.utils import timezone

from taskgroups.assurance.owning.papers import papers
from taskgroups.assurance.owning.tables import Table, columns, plain, tables
from taskgroups.evaluation.models import Evidence, EvidenceVersion
from taskgroups.kit.files.kinds import safe_name
from taskgroups.kit.paper.sheet import to_csv
from taskgroups.people.models import Person
from taskgroups.schools.models import School
from taskgroups.schools.queries.circle import done_at

Progress = Callable[[int, int], None]
DONE_HERE = ("at", "by", "verb", "about")


@dataclass
class Made:
    """What came into an archive: (name, what it is) of each file in it, and what could not be found."""

    papers: list[tuple[str, str]] = field(default_factory=list)
    tables: list[tuple[str, str, int]] = field(default_factory=list)
    files: list[tuple[str, str]] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)


def write(school: School, by: Person, out: IO[bytes], progress: Progress = lambda done, of: None) -> Made:
    """Write all the school owns into `out` as a zip, and return what is in it; memory stays flat.

    Papers are those that `by`, the head, may read. Nothing of another school is in it but the names of those who came.
    """
    made, kinds = Made(), tables()
    files, readable = _files(school), list(papers(school, by))
    parts, done = len(kinds) + len(files) + len(readable) + 2, 0
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, allowZip64=True) as packed:
        for step in _steps(packed, school, kinds, files, readable, made):
            step()
            done += 1
            progress(done, parts)
        page = {"school": school, "by": by, "at": timezone.now(), "made": made}
        packed.writestr("index.html", render_to_string("assurance/archive_index.jinja", page))
    progress(parts, parts)
    return made


def _steps(
    packed: zipfile.ZipFile, school: School, kinds: list[Table], files: list[Any], readable: list[Any], made: Made
) -> Iterator[Callable[[], None]]:
    for name, words, content in readable:
        yield lambda name=name, words=words, content=content: _paper(packed, name, words, content, made)  # type: ignore[misc]
    for kind in kinds:
        yield lambda kind=kind: _table(packed, school, kind, made)  # type: ignore[misc]
    yield lambda: _done_here(packed, school, made)
    for name, stored, words in files:
        yield lambda name=name, stored=stored, words=words: _file(packed, name, stored, words, made)  # type: ignore[misc]


def _paper(packed: zipfile.ZipFile, name: str, words: str, content: Callable[[], bytes], made: Made) -> None:
    packed.writestr(f"papers/{name}", content())
    made.papers.append((f"papers/{name}", words))


def _table(packed: zipfile.ZipFile, school: School, kind: Table, made: Made) -> None:
    names = [one.name for one in columns(kind.model)]
    rows = (plain(row) for row in kind.rows(school).iterator(chunk_size=500))
    _rows(packed, kind.file_stem, kind.name, names, rows, made)


def _done_here(packed: zipfile.ZipFile, school: School, made: Made) -> None:
    """What was done here, as the school's own history shows it."""
    rows = ({"at": e.at, "by": e.by.name if e.by else None, "verb": e.verb, "about": e.about} for e in done_at(school))
    _rows(packed, "done-here", "What was done here, by whom", list(DONE_HERE), rows, made)


def _rows(
    packed: zipfile.ZipFile, stem: str, words: str, names: list[str], rows: Iterator[dict[str, Any]], made: Made
) -> None:
    """The same rows for people and for machines; a kind without any rows is left out."""
    found = list(rows)
    if not found:
        return
    cells = ([_cell(row[name]) for name in names] for row in found)
    packed.writestr(f"data/{stem}.csv", to_csv(names, cells))
    packed.writestr(f"data/{stem}.json", json.dumps(found, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1))
    made.tables.append((stem, words, len(found)))


def _cell(value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, (list, dict)) else value


def _files(school: School) -> list[tuple[str, str, str]]:
    """(name in the archive, name in the store, what it is of) of each file the school has, the earlier ones too."""
    now = Evidence.objects.filter(school=school).exclude(file="").order_by("pk")
    before = EvidenceVersion.objects.filter(evidence__school=school).exclude(file="").order_by("pk")
    found: dict[str, tuple[str, str, str]] = {}
    for one in now:
        name = f"files/{one.public_id}/{safe_name(one.file_name)}"
        found[str(one.file.name)] = (name, str(one.file.name), one.title)
    for version in before.select_related("evidence"):
        name = f"files/{version.evidence.public_id}/before-{version.number}-{safe_name(version.file_name)}"
        found.setdefault(str(version.file.name), (name, str(version.file.name), version.title))
    return list(found.values())


def _file(packed: zipfile.ZipFile, name: str, stored: str, words: str, made: Made) -> None:
    try:
        content = default_storage.open(stored)
    except FileNotFoundError:
        made.missing.append(name)
        return
    with content, packed.open(name, "w") as out:
        shutil.copyfileobj(content, out, 64 * 1024)
    made.files.append((name, words))
