"""Working on what waits: one file at a time, in a thread of its own, and on again after a restart.

A load is one transaction, so nothing of one that was cut off stays, and it begins again from its first row.
"""

import gzip
import logging
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import IntegrityError, close_old_connections, connection, transaction
from django.utils import timezone

from taskgroups.imports.domain import journal, take_back, told
from taskgroups.imports.kinds import Asked, page_words, read, watched
from taskgroups.imports.models import SILENT_FOR, TRIES, Import
from taskgroups.kit.access import audit
from taskgroups.kit.access.refused import Refused
from taskgroups.outcomes.domain.stamp import figures_changed
from taskgroups.schools.domain.loaded import tell_taken_back
from taskgroups.schools.domain.rows import uncollected
from taskgroups.schools.sheets import Problem
from taskgroups.schools.sheets.tally import Tally

log = logging.getLogger(__name__)
State = Import.State
MOST_UNPACKED, PART = 400 * 1024**2, 1024**2  # bytes; the whole register is 60 MB
MOST_LEFT_OUT = 1000  # rows left out whose reasons are kept
EVERY = 2.0  # seconds between two words on how far it is
CUT_OFF = "It was cut off three times. Upload it again, or load it with the command."
BROKEN = "It could not be loaded, and nothing was changed. Tell whoever runs this installation: the log says why."
NOT_UNDONE = " It was not taken back: "
KEPT_FOR = timedelta(days=365)
OLD = "It was loaded more than a year ago."
_here: dict[int, int] = {}  # bytes read of what this process works on


def begin() -> None:
    """Work on what waits in a thread, so that nobody waits for it."""
    threading.Thread(target=_in_a_thread, name="imports", daemon=True).start()


def _in_a_thread() -> None:
    try:
        while (found := claim()) is not None:
            work(found)
    except Exception:
        log.exception("National files could not be worked on; it is tried again in a minute")
    finally:
        close_old_connections()


def go_on() -> None:
    """Let what was cut off wait again, and begin where something waits and nothing is worked on."""
    give_back_lost()
    forget_journals()
    waits = Import.objects.filter(alone=None, state__in=[State.WAITING, State.UNDOING]).exists()
    if waits and not Import.objects.filter(alone=True).exists():
        begin()


def forget_journals() -> None:
    """After a year a file is no longer taken back: what it changed is not kept for longer."""
    for one in Import.objects.filter(ended_at__lt=timezone.now() - KEPT_FOR).exclude(journal=""):
        kept = str(one.journal)
        Import.objects.filter(pk=one.pk).update(journal="", stays=OLD)
        default_storage.delete(kept)


def give_back_lost() -> None:
    """A file whose worker is gone waits again; the third time it is given up. One that a command loaded has failed."""
    lost = Import.objects.filter(alone=True, heard_at__lt=timezone.now() - SILENT_FOR).exclude(pk__in=_here)
    for one in lost:
        if one.state == State.WORKING and (one.tries >= TRIES or not one.upload):
            Import.objects.filter(pk=one.pk).update(state=State.FAILED, alone=None, told=CUT_OFF)
        elif one.state == State.WORKING:
            Import.objects.filter(pk=one.pk, alone=True).update(state=State.WAITING, alone=None)
        else:
            Import.objects.filter(pk=one.pk, alone=True).update(alone=None)


def claim() -> Import | None:
    """Take the file that has waited longest, unless another one is worked on."""
    found = Import.objects.filter(alone=None, state__in=[State.WAITING, State.UNDOING]).order_by("id").first()
    if found is None or not take(found):
        return None
    return found


def take(found: Import) -> bool:
    """Be the one that works on a file; False where another is worked on, or somebody else was quicker."""
    state = State.WORKING if found.state == State.WAITING else found.state
    mine = Import.objects.filter(pk=found.pk, alone=None, state=found.state)
    try:
        with transaction.atomic():
            done = mine.update(alone=True, state=state, tries=found.tries + 1, heard_at=timezone.now())
    except IntegrityError:
        return False
    found.refresh_from_db()
    return bool(done)


def work(found: Import) -> Import:
    """Load a file that was taken, or take it back; what goes wrong is said on it, and logged where it is ours."""
    try:
        with _telling(found.pk) as progress:
            _undo(found) if found.state == State.UNDOING else _load(found, progress)
    except Exception as amiss:
        _failed(found, amiss)
    found.refresh_from_db()
    return found


def at_of(found: Import) -> int:
    """How many bytes of a file have been read, as far as this process knows or the others have said."""
    return _here.get(found.pk, found.at)


def _load(found: Import, progress: Callable[[int], None]) -> None:
    with tempfile.TemporaryDirectory(prefix="taskgroups-import-") as folder:
        path = Path(folder) / found.name
        with found.upload.open("rb") as content, path.open("wb") as target:
            for part in content.chunks():
                target.write(part)
        refuse_bomb(path)
        load_kept(found, path, progress)
    found.upload.delete(save=False)
    Import.objects.filter(pk=found.pk).update(upload="")


def load_kept(found: Import, path: Path, progress: Callable[[int], None]) -> Tally:
    """Load a file, and keep what it changed and how it is taken back, in one transaction. Raises Problem.

    Others save while it is read; on SQLite, which has one writer, they wait while it is written.
    """
    asked = Asked(found.as_at, found.year, found.by)
    tables = watched(found.kind, path, asked)
    keep = read(found.kind, path, asked, progress)
    with tempfile.TemporaryFile() as out, transaction.atomic():
        before = told.held()
        with journal.remembered(tables):
            tally = keep()
            with uncollected():
                many = journal.write_changes(tables, out)
        found.changes = told.changes(before, told.held())
        if many:
            out.seek(0)
            found.journal.save("journal", File(out), save=False)
        figures_changed()
        _done(found, tally)
        told.tell_leads(found.changes)
    return tally


def _done(found: Import, tally: Tally) -> None:
    found.state, found.alone, found.ended_at = State.DONE, None, timezone.now()
    found.told = tally.sentence().split("\n", 1)[0]
    kept = tally.as_json()
    left_out = kept["skipped"]
    found.tally = kept | {"skipped": left_out[:MOST_LEFT_OUT], "left_out": len(left_out)}
    found.stays = _why_it_stays(tally)
    found.at = found.size
    found.save()


def _why_it_stays(tally: Tally) -> str:
    if not tally.followed:
        return ""
    one = tally.followed[0]
    return (
        f"The work of {one['name']} went over to {one['new_name']} with this file, and people have gone on with it "
        "there."
    )[:300]


@transaction.atomic
def _undo(found: Import) -> None:
    with found.journal.open("rb") as source:
        changes = journal.read_changes(source)
    tell_taken_back()
    take_back.take_back(changes)
    figures_changed()
    kept = str(found.journal)
    found.state, found.alone, found.undone_at = State.UNDONE, None, timezone.now()
    found.journal = ""
    found.save(update_fields=["state", "alone", "undone_at", "journal"])
    audit.note(by=found.undone_by, verb="took a national file back", about=found.name)
    transaction.on_commit(lambda: default_storage.delete(kept))


def _failed(found: Import, amiss: Exception) -> None:
    """Say on a file why it was not loaded, or not taken back: nothing of it was kept."""
    found.refresh_from_db()
    known = isinstance(amiss, Problem | Refused)
    if not known:
        log.error("The national file %s failed", found.pk, exc_info=amiss)
    words = page_words(str(amiss)) if known else BROKEN
    if found.state == State.UNDOING:
        before = found.told.split(NOT_UNDONE)[0]
        told_now = f"{before}{NOT_UNDONE}{words}{_later(found)}"
        Import.objects.filter(pk=found.pk).update(state=State.DONE, alone=None, told=told_now)
        return
    Import.objects.filter(pk=found.pk).update(
        state=State.FAILED, alone=None, told=words, ended_at=timezone.now(), upload=""
    )
    if found.upload:
        found.upload.delete(save=False)


def _later(found: Import) -> str:
    """The file loaded after this one that may have changed the same, if any."""
    later = Import.objects.filter(pk__gt=found.pk, state=State.DONE).exclude(journal="").order_by("-pk").first()
    return f" Loaded later: {later.name}. Take that back first." if later else ""


def refuse_bomb(path: Path) -> None:
    """Raise Problem where a packed file unpacks to more than any national file holds, before it is read by rows."""
    with path.open("rb") as plain:
        if plain.read(2) != b"\x1f\x8b":
            return
    many = 0
    try:
        with gzip.open(path) as packed:
            while part := packed.read(PART):
                many += len(part)
                if many > MOST_UNPACKED or (len(part) == PART and b"\n" not in part):
                    raise Problem(f"{path} unpacks to far more than a national file holds. Choose another file.")
    except (EOFError, OSError):
        return  # the loader says what is wrong with it


@contextmanager
def _telling(pk: int) -> Iterator[Callable[[int], None]]:
    """Give a function that takes how many bytes were read; others hear of it every two seconds.

    The load is one transaction, so it is told through a connection of its own. SQLite has one writer and one process,
    which knows it without.
    """
    _here[pk] = 0
    over = threading.Event()

    def progress(at: int) -> None:
        _here[pk] = at

    teller = threading.Thread(target=_tell, args=(pk, over), name=f"import-{pk}", daemon=True)
    if connection.vendor == "postgresql" and not connection.in_atomic_block:
        teller.start()
    try:
        yield progress
    finally:
        over.set()
        if teller.is_alive():
            teller.join()
        _here.pop(pk, None)


def _tell(pk: int, over: threading.Event) -> None:
    try:
        while not over.wait(EVERY):
            Import.objects.filter(pk=pk).update(at=_here.get(pk, 0), heard_at=timezone.now())
    finally:
        connection.close()
