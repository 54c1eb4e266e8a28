"""Adding a picture to an article, and taking it away."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from taskgroups.bulletin.models import Article, Picture
from taskgroups.bulletin.sizes import dimensions
from taskgroups.kit.access import audit
from taskgroups.kit.access.refused import Refused
from taskgroups.kit.files.received import received
from taskgroups.people.models import Person

KINDS = (".png", ".jpg", ".jpeg", ".webp")
MOST = 2 * 1024 * 1024  # bytes: pages are read on phones
SHOWN = ("image/png", "image/jpeg", "image/webp")  # what every browser shows


@transaction.atomic
def add_picture(*, by: Person, article: Article, file: "UploadedFile[Any]", alt: str) -> Picture:
    """Keep a picture, judged by its content and without the place it was taken at. Raises Refused."""
    upload = received(file)
    if upload.checked.content_type not in SHOWN:
        raise Refused("Not every browser shows this kind of picture. Save it as JPG, PNG or WEBP.", "file")
    upload.content.seek(0)
    width, height = dimensions(upload.content.read())
    upload.content.seek(0)
    made = Picture(
        article=article, file_type=upload.checked.content_type, width=width, height=height, alt=alt, added_by=by,
        added_at=timezone.now(),
    )  # fmt: skip
    made.file.save(upload.checked.name, upload.content, save=False)
    made.save()
    audit.note(by=by, verb="added a picture to Heads Up", about=alt)
    return made


@transaction.atomic
def remove_picture(*, by: Person, picture: Picture) -> None:
    """Delete a picture and its file."""
    storage, name = picture.file.storage, picture.file.name
    picture.delete()
    if name:
        transaction.on_commit(lambda: storage.delete(name))
    audit.note(by=by, verb="removed a picture from Heads Up", about=picture.alt)
