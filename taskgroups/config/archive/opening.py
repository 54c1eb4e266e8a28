"""Putting an archive back into an empty installation, all of it or nothing."""

import gzip
import json
import tarfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO, Any

from django.core.files.storage import Storage
from django.db import DatabaseError, connection, transaction

from taskgroups.config.archive import tables
from taskgroups.config.archive.kept import Put, place_of
from taskgroups.config.archive.packing import FORMAT, Packed, Progress
from taskgroups.config.archive.tables import Refused

BROKEN = "The backup is cut off or damaged. Nothing was put back. Fetch the file again, or use an earlier one."


def restore(source: Path, files: Path | Storage, progress: Progress = lambda done, of, what: None) -> Packed:
    """Put everything in the archive `source` into the empty database, and its files into `files`: a folder or bucket.

    Returns what was put back. Raises Refused, with nothing changed, where the database or the place of files holds
    something already, where the archive is cut off or no backup, and where another version of the tables made it.
    """
    if holding := tables.holding_rows():
        raise Refused(f"The database is not empty: {holding} holds rows. Point DATABASE_URL at an empty database.")
    there: set[str] = set()
    with transaction.atomic(), place_of(files).taking() as put, _open(source) as archive:
        done = _unpack(archive, lambda member: there.add(_put_file(archive, member, put)), progress)
        connection.check_constraints()
        tables.count_on_from_here()
        done.missing = sorted(tables.files_named() - there)
    return done


def _unpack(archive: tarfile.TarFile, keep: Callable[[tarfile.TarInfo], None], progress: Progress) -> Packed:
    done, known, ended = Packed(), {m._meta.label_lower: m for m in tables.kept()}, False
    for number, member in enumerate(archive):
        if number == 0:
            _check_manifest(_json(archive, member) if member.name == "manifest.json" else {})
        elif member.name == "count.json":
            ended = _json(archive, member) == {"rows": done.rows, "files": done.files}
        elif member.name.startswith("files/"):
            keep(member)
            done.files += 1
        else:
            name = member.name.removeprefix("tables/").removesuffix(".jsonl")
            if name not in known or name in done.rows:
                raise Refused(BROKEN)
            done.rows[name] = tables.read_rows(known[name], _content(archive, member))
            progress(len(done.rows), len(known), "Tables")
    if not ended:
        raise Refused(BROKEN)
    return done


def _check_manifest(about: dict[str, Any]) -> None:
    """Refuse what another program, or another version of the tables, made."""
    if about.get("format") != FORMAT:
        raise Refused("The file is no backup of Task Groups. Choose a file that `taskgroups backup` wrote.")
    ours, theirs = tables.shape(), about["tables"]
    differing = next((t for t in sorted({*ours, *theirs}) if ours.get(t) != theirs.get(t)), "")
    if differing:
        raise Refused(
            f"The backup was made by version {about['version']}, whose table {differing} is another one. "
            "Install that version, restore with it, then upgrade."
        )


def _put_file(archive: tarfile.TarFile, member: tarfile.TarInfo, put: Put) -> str:
    """Put one file back and return its name. A name that would lead elsewhere is refused (CWE-22)."""
    parts = PurePosixPath(member.name).parts[1:]
    if not member.isreg() or not parts or ".." in parts or member.name.startswith("/"):
        raise Refused(BROKEN)
    name = "/".join(parts)
    put(name, _content(archive, member))
    return name


def _content(archive: tarfile.TarFile, member: tarfile.TarInfo) -> IO[bytes]:
    found = archive.extractfile(member)
    if found is None:
        raise Refused(BROKEN)
    return found


def _json(archive: tarfile.TarFile, member: tarfile.TarInfo) -> dict[str, Any]:
    found = json.loads(_content(archive, member).read())
    return found if isinstance(found, dict) else {}


@contextmanager
def _open(source: Path) -> Iterator[tarfile.TarFile]:
    """Read the archive once from front to back; what goes wrong with it is said in words."""
    try:
        with gzip.open(source) as zipped, tarfile.open(fileobj=zipped, mode="r|") as archive:
            yield archive
            while zipped.read(1 << 20):  # to the very end, where the checksum is compared
                pass
    except FileNotFoundError as problem:
        raise Refused(f"There is no file {source}. Give the path of a backup.") from problem
    except (tarfile.TarError, EOFError, zlib.error, ValueError) as problem:
        raise Refused(BROKEN) from problem
    except DatabaseError as problem:
        why = str(problem).splitlines()[0]
        raise Refused(f"The database refused the backup ({why}). Nothing was put back.") from problem
    except OSError as problem:
        raise Refused(f"{source} cannot be read ({(problem.strerror or str(problem)).lower()}).") from problem
