"""Making a school's archive, beside everything else, and taking it away after a week."""

import logging
import tempfile
import threading
from datetime import timedelta

from django.core.files.base import File
from django.db import close_old_connections, transaction
from django.db.models import QuerySet
from django.utils import timezone

from taskgroups.assurance.models import Archive
from taskgroups.assurance.models.owning import KEPT_FOR, SILENT_FOR
from taskgroups.assurance.owning.contents import write
from taskgroups.assurance.owning.files import take_away
from taskgroups.assurance.policy import owns
from taskgroups.kit.access import audit
from taskgroups.kit.access.refused import Refused
from taskgroups.people.models import Person
from taskgroups.schools.models import School

log = logging.getLogger(__name__)
TELL_EVERY = timedelta(seconds=2)


@transaction.atomic
def ask_for_archive(*, school: School, by: Person) -> Archive:
    """Begin an archive of all the school owns and return it; one that is being made already is returned instead.

    Raises Refused for anybody but the school's head; of a closed school, the head of the one that reads what it left.
    """
    if not owns(by, school):
        raise Refused("Only the head of the school takes out what it owns.")
    School.objects.select_for_update(no_key=True).get(pk=school.pk)
    now = timezone.now()
    making = Archive.objects.filter(school=school, state=Archive.State.MAKING, heard_at__gt=now - SILENT_FOR)
    if there := making.first():
        return there
    made = Archive.objects.create(school=school, asked_by=by, asked_at=now, heard_at=now)
    audit.note(by=by, verb="asked for an archive of the school", school_urn=school.urn, about=school.name)
    transaction.on_commit(lambda: begin(made.pk))
    return made


def begin(pk: int) -> None:
    """Make an archive in a thread of its own, so that nobody waits for it."""
    threading.Thread(target=_in_a_thread, args=(pk,), name=f"archive-{pk}", daemon=True).start()


def _in_a_thread(pk: int) -> None:
    try:
        make(pk)
    finally:
        close_old_connections()


def make(pk: int) -> Archive:
    """Make an archive, saying how far it is, and return it; what goes wrong is said on it and logged."""
    archive = Archive.objects.select_related("school", "asked_by").get(pk=pk)
    try:
        with tempfile.TemporaryFile() as whole:
            made = write(archive.school, archive.asked_by, whole, lambda done, of: _tell(archive, done, of))
            archive.size = whole.tell()
            archive.file.save("archive.zip", File(whole, name="archive.zip"), save=False)
    except Exception:
        log.exception("The archive %s could not be made", pk)
        archive.state = Archive.State.FAILED
    else:
        archive.state, archive.missing = Archive.State.READY, made.missing
    archive.heard_at = timezone.now()
    if not _say(archive, "state", "size", "file", "missing", "done", "parts", "heard_at") and archive.file:
        archive.file.delete(save=False)  # it was taken away meanwhile: something in it had to go
    return archive


def _tell(archive: Archive, done: int, parts: int) -> None:
    now = timezone.now()
    archive.done, archive.parts = done, parts
    if now - archive.heard_at >= TELL_EVERY or done == parts:
        archive.heard_at = now
        _say(archive, "done", "parts", "heard_at")


def _say(archive: Archive, *names: str) -> int:
    """Write what is known of an archive; 0 where it is there no more."""
    said = {name: archive.file.name if name == "file" else getattr(archive, name) for name in names}
    return Archive.objects.filter(pk=archive.pk).update(**said)


def take_archive(*, archive: Archive, by: Person) -> Archive:
    """Note that the archive was taken, and return it."""
    audit.note(
        by=by, verb="took out an archive of the school", school_urn=archive.school.urn, about=archive.school.name
    )
    return archive


def forget_archives() -> int:
    """Delete archives older than a week with their files; return how many. Those cut off are said to have failed."""
    Archive.objects.filter(state=Archive.State.MAKING, heard_at__lt=timezone.now() - SILENT_FOR).update(
        state=Archive.State.FAILED
    )
    return delete_archives(Archive.objects.filter(asked_at__lt=timezone.now() - KEPT_FOR))


def forget_archives_of(school: School) -> int:
    """Delete a school's archives with their files, made or being made: words in them were taken out for good."""
    return delete_archives(Archive.objects.filter(school=school))


def delete_archives(archives: QuerySet[Archive]) -> int:
    """Delete archives, with their files once that is committed; return how many."""
    gone = dict(archives.values_list("pk", "file"))
    Archive.objects.filter(pk__in=gone).delete()
    take_away(gone.values())
    return len(gone)
