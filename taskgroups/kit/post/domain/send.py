"""Writing a letter."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from taskgroups.kit.access.refused import Refused
from taskgroups.kit.post.attachment import Attachment
from taskgroups.kit.post.courier import wake
from taskgroups.kit.post.models import Enclosure, Letter


@transaction.atomic
def send(
    *, to: str, subject: str, text: str, attachments: Sequence[Attachment] = (), about: str = "", html: str = "",
    leave_at: str = "",
) -> Letter:  # fmt: skip
    """Write a letter to one person and return it.

    It is a row of the surrounding transaction: rolled back with it, delivered once it is committed and never before.
    `about` is a short reference of the caller's, such as 'meeting:12'; `html` the same words as HTML; `leave_at` the
    address to which a mail program sends the one press that ends such letters (RFC 8058).
    Raises Refused for an address or a subject that mail cannot carry; a line break in either could forge a header
    (CWE-93).
    """
    _refuse_forged(to, subject)
    letter = Letter.objects.create(
        to=to, subject=subject, text=text.replace("\r\n", "\n"), html=html, leave_at=leave_at, about=about
    )
    Enclosure.objects.bulk_create(
        Enclosure(letter=letter, name=one.name, content_type=one.content_type, content=one.content)
        for one in attachments
    )
    transaction.on_commit(wake)
    return letter


def _refuse_forged(to: str, subject: str) -> None:
    if any(ord(one) < 32 or ord(one) == 127 or one in "\x85\u2028\u2029" for one in to + subject):
        raise Refused("The address or the subject holds a line break. Write each on one line.")
    if not 0 < len(subject.strip()) <= 200:
        raise Refused("The subject is empty or longer than 200 letters. Write a short one.")
    try:
        validate_email(to)
    except ValidationError as problem:
        raise Refused(f"'{to}' is not an e-mail address. Enter one like name@school.example.") from problem
