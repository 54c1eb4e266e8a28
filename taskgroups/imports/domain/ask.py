"""Asking for a file to be loaded, or for one to be taken back; the work is done beside everything else."""

import hashlib
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from django.core.files.base import File
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from taskgroups.imports.domain.work import begin
from taskgroups.imports.kinds import Asked, in_page_words, kind_of, watched
from taskgroups.imports.models import Import
from taskgroups.kit.access import audit
from taskgroups.kit.access.refused import Refused
from taskgroups.kit.files.kinds import safe_name
from taskgroups.people.models import Person
from taskgroups.schools.sheets import Problem

ENDINGS = (".csv", ".csv.gz", ".gz")
State = Import.State


def ask_for_load(*, content: UploadedFile, as_at: date | None, year: int | None, by: Person) -> Import:  # type: ignore[type-arg]
    """Keep a file that can be read and let it be loaded when its turn comes. Raises Refused, in words."""
    name = safe_name(content.name or "")
    if not name.lower().endswith(ENDINGS):
        raise Refused("This is no CSV file. Choose a file that ends in .csv, or in .csv.gz where it is packed.")
    try:
        with in_page_words(), as_a_file(content, name) as path:
            kind = kind_of(path)
            watched(kind, path, Asked(as_at, year))
    except Problem as problem:
        raise Refused(str(problem)) from None
    return _kept(content, Import(kind=kind, name=name, as_at=as_at, year=year, by=by))


@transaction.atomic
def _kept(content: UploadedFile, made: Import) -> Import:  # type: ignore[type-arg]
    made.digest = _digest(content)
    in_hand = Import.objects.filter(digest=made.digest, state__in=[State.WAITING, State.WORKING])
    if there := in_hand.first():
        return there
    made.asked_at = made.heard_at = timezone.now()
    made.size = content.size or 0
    content.seek(0)
    made.upload.save("upload", File(content), save=False)
    made.save()
    audit.note(by=made.by, verb="asked for a national file to be loaded", about=made.name)
    transaction.on_commit(begin)
    return made


@transaction.atomic
def ask_to_undo(*, found: Import, by: Person) -> Import:
    """Let a loaded file be taken back. Raises Refused where that is known to be impossible."""
    kept = Import.objects.select_for_update(no_key=True).get(pk=found.pk)
    if kept.state in (State.UNDOING, State.UNDONE):
        return kept
    if not kept.may_be_undone:
        raise Refused(kept.stays or "There is nothing to take back.")
    kept.state, kept.undone_by, kept.heard_at, kept.tries = State.UNDOING, by, timezone.now(), 0
    kept.save(update_fields=["state", "undone_by", "heard_at", "tries"])
    audit.note(by=by, verb="asked for a national file to be taken back", about=kept.name)
    transaction.on_commit(begin)
    return kept


@transaction.atomic
def leave_out(*, found: Import, by: Person) -> None:
    """Take a file that waits out of the row. Raises Refused where it is being loaded already."""
    kept = Import.objects.select_for_update(no_key=True).get(pk=found.pk)
    if kept.state != State.WAITING:
        raise Refused(f"{kept.name} is being loaded already. Wait for it; then it can be taken back.")
    upload = kept.upload
    audit.note(by=by, verb="left a national file out", about=kept.name)
    kept.delete()
    transaction.on_commit(lambda: upload.delete(save=False))


@contextmanager
def as_a_file(content: "File[bytes]", name: str) -> Iterator[Path]:
    """Give a content as a file under its own name, which tells its day or its year."""
    with tempfile.TemporaryDirectory(prefix="taskgroups-import-") as folder:
        path = Path(folder) / name
        content.seek(0)
        with path.open("wb") as target:
            for part in content.chunks():
                target.write(part)
        yield path


def _digest(content: UploadedFile) -> str:  # type: ignore[type-arg]
    found = hashlib.sha256()
    content.seek(0)
    for part in content.chunks():
        found.update(part)
    return found.hexdigest()
