"""Loading a file here and now, as a command does: in its turn, told of and taken back like one from a page."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from django.db import IntegrityError, transaction
from django.utils import timezone

from taskgroups.imports.domain.work import give_back_lost, load_kept
from taskgroups.imports.kinds import Asked, watched
from taskgroups.imports.models import Import
from taskgroups.kit.access.refused import Refused
from taskgroups.schools.sheets.tally import Tally

BUSY = "Another national file is being loaded. Try again when it is done."


def load_now(*, kind: str, path: Path, as_at: date | None, year: int | None, progress: Callable[[int], None]) -> Tally:
    """Load a file of a kind and return what came of it. Raises Problem, and Refused while another is being loaded."""
    watched(kind, path, Asked(as_at, year))  # what cannot be read at all leaves nothing behind
    now = timezone.now()
    size = path.stat().st_size if path.is_file() else 0
    give_back_lost()
    try:
        with transaction.atomic():
            made = Import.objects.create(
                kind=kind, name=path.name[:200], as_at=as_at, year=year, asked_at=now, heard_at=now, size=size,
                state=Import.State.WORKING, alone=True,
            )  # fmt: skip
    except IntegrityError:
        raise Refused(BUSY) from None
    try:
        return load_kept(made, path, progress)
    except BaseException:
        made.delete()
        raise
