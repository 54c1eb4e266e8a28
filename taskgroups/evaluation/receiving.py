"""One file as it comes in: judged by its content, without the place a photograph was taken at, and scanned."""

from pathlib import PurePosixPath
from typing import Any, BinaryIO, cast

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile

from taskgroups.evaluation import files
from taskgroups.evaluation.domain.evidence import Upload
from taskgroups.evaluation.photographs import PICTURES, without_place
from taskgroups.evaluation.scanning import scan


def received(found: "UploadedFile[Any]") -> Upload:
    """Return a file that may be kept. Raises Refused, with why and what to do."""
    checked = files.check(found.name or "", cast(BinaryIO, found), found.size or 0)
    scan(settings.SCANNER, cast(BinaryIO, found))
    ending = PurePosixPath(checked.name).suffix.lower()
    if ending not in PICTURES:
        return Upload(checked, found)
    content = without_place(ending, found.read())
    return Upload(files.Checked(checked.name, checked.content_type, len(content)), ContentFile(content))
