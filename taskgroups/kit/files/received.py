"""One file as it comes in: judged by its content, without the place a photograph was taken at, and scanned."""

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, BinaryIO, cast

from django.conf import settings
from django.core.files import File
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile

from taskgroups.kit.files import kinds
from taskgroups.kit.files.photographs import PICTURES, without_place
from taskgroups.kit.files.scanning import scan


@dataclass(frozen=True)
class Upload:
    """A file that was checked, and its content."""

    checked: kinds.Checked
    content: File  # type: ignore[type-arg]


def received(found: "UploadedFile[Any]") -> Upload:
    """Return a file that may be kept. Raises Refused, with why and what to do."""
    checked = kinds.check(found.name or "", cast(BinaryIO, found), found.size or 0)
    scan(settings.SCANNER, cast(BinaryIO, found))
    ending = PurePosixPath(checked.name).suffix.lower()
    if ending not in PICTURES:
        return Upload(checked, found)
    content = without_place(ending, found.read())
    return Upload(kinds.Checked(checked.name, checked.content_type, len(content)), ContentFile(content))
