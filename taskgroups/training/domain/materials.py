"""What is handed out at a session: added and taken away."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from taskgroups.kit.access import audit
from taskgroups.kit.access.refused import Refused
from taskgroups.kit.files.received import received
from taskgroups.people.models import Person
from taskgroups.training.domain.book import hold
from taskgroups.training.models import Material, TrainingSession

MOST = 20


@transaction.atomic
def add_material(
    *, by: Person, session: TrainingSession, title: str, link: str = "", file: "UploadedFile[Any] | None" = None
) -> Material:
    """Add a file, judged by its content, or a link. Raises Refused where there is neither or both, or one too many."""
    held = hold(session)
    if bool(link) == bool(file):
        raise Refused("Choose a file, or enter a link: one of the two.", "file")
    if held.materials.count() >= MOST:
        raise Refused(f"There are {MOST} materials already. Take one away first.", "title")
    made = Material(session=held, title=title, link=link, added_by=by, added_at=timezone.now())
    if file:
        upload = received(file)
        made.file_name, made.file_type = upload.checked.name, upload.checked.content_type
        made.file_size = upload.checked.size
        made.file.save(upload.checked.name, upload.content, save=False)
    made.save()
    audit.note(by=by, verb="added material to training", about=held.public_id, title=title)
    return made


@transaction.atomic
def remove_material(*, by: Person, material: Material) -> None:
    """Take a material away, and its file."""
    storage, name, session = material.file.storage, material.file.name, material.session
    material.delete()
    if name:
        transaction.on_commit(lambda: storage.delete(name))
    audit.note(by=by, verb="took material away from training", about=session.public_id, title=material.title)
