"""Packing everything into one file: a .tar.gz of tables as JSON lines, and the files people kept.

manifest.json               what made it, when, and the columns of every table
tables/<app>.<model>.jsonl  one row a line, in the order of its key
files/<name>                as in the folder of files
count.json                  how many rows and files: the last member, so that a cut archive is known
"""

import gzip
import io
import json
import os
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from django.core.files.storage import Storage

from taskgroups.config.archive import tables
from taskgroups.config.archive.kept import Kept, place_of
from taskgroups.config.archive.snapshot import one_moment
from taskgroups.config.archive.tables import Refused

FORMAT = 1
Progress = Callable[[int, int, str], None]


@dataclass
class Packed:
    """What a backup holds: rows per table, files, and files a row names that are not in the folder."""

    rows: dict[str, int] = field(default_factory=dict)
    files: int = 0
    missing: list[str] = field(default_factory=list)


def back_up(to: Path, files: Path | Storage, at: datetime, progress: Progress = lambda done, of, what: None) -> Packed:
    """Write the database as it is at this moment, and all of `files` (a folder or a bucket), into the new file `to`.

    Only its owner may read the file: it holds everything, codes for signing in too. Raises Refused where it exists
    already or cannot be written; then nothing is left behind.
    """
    if to.exists():
        raise Refused(f"{to} exists already. Name a new file, or take that one away first.")
    with (
        _new_file(to) as out,
        gzip.GzipFile(fileobj=out, mode="wb", mtime=0) as zipped,
        tarfile.open(fileobj=zipped, mode="w|", format=tarfile.PAX_FORMAT) as archive,
    ):
        return _pack(archive, place_of(files), at, progress)


def _pack(archive: tarfile.TarFile, files: Kept, at: datetime, progress: Progress) -> Packed:
    done = Packed()
    about = {"format": FORMAT, "version": version("taskgroups"), "made_at": at.isoformat(), "tables": tables.shape()}
    _add(archive, "manifest.json", about)
    with one_moment():
        models = tables.kept()
        for number, model in enumerate(models, 1):
            done.rows[model._meta.label_lower] = _add_table(archive, model)
            progress(number, len(models), "Tables")
        named = tables.files_named()
    there = files.names()
    for name in there:
        _add_file(archive, files, name)
    done.files, done.missing = len(there), sorted(named.difference(there))
    _add(archive, "count.json", {"rows": done.rows, "files": done.files})
    return done


def _add_table(archive: tarfile.TarFile, model: tables.Model) -> int:
    with tempfile.TemporaryFile("w+b") as spool:
        text = io.TextIOWrapper(spool, encoding="utf-8", newline="\n", write_through=True)
        rows = tables.write_rows(model, text)
        text.detach()
        member = tarfile.TarInfo(f"tables/{model._meta.label_lower}.jsonl")
        member.size = spool.tell()
        spool.seek(0)
        archive.addfile(member, spool)
    return rows


def _add_file(archive: tarfile.TarFile, files: Kept, name: str) -> None:
    """The accounts of this machine mean nothing on another: a member has none."""
    with files.opened(name) as (content, size):
        member = tarfile.TarInfo(f"files/{name}")
        member.size = size
        archive.addfile(member, content)


def _add(archive: tarfile.TarFile, name: str, found: dict[str, Any]) -> None:
    content = json.dumps(found, ensure_ascii=False, indent=1).encode()
    member = tarfile.TarInfo(name)
    member.size = len(content)
    archive.addfile(member, io.BytesIO(content))


@contextmanager
def _new_file(to: Path) -> Iterator[io.BufferedWriter]:
    """Write beside the name and take the name at the end, so that half an archive never bears it."""
    part = to.with_name(f"{to.name}.part")
    try:
        number = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(number, "wb") as out:
            yield out
        part.replace(to)
    except OSError as problem:
        why = (problem.strerror or str(problem)).lower()
        raise Refused(f"{to} cannot be written ({why}). Name a file in a folder you may write to.") from problem
    finally:
        part.unlink(missing_ok=True)
