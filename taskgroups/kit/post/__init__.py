"""Post: letters written with the change they tell of, and delivered once it is safe in the database."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from taskgroups.kit.post.attachment import Attachment, invitation
from taskgroups.kit.post.links import link

if TYPE_CHECKING:
    from taskgroups.kit.post.models import Letter

__all__ = ["Attachment", "invitation", "link", "send"]


def send(
    *, to: str, subject: str, text: str, attachments: Sequence[Attachment] = (), about: str = "", html: str = "",
    leave_at: str = "",
) -> "Letter":  # fmt: skip
    """Write a letter in the surrounding transaction; see `domain/send.py`."""
    from taskgroups.kit.post.domain.send import send as write  # models cannot be imported while Django loads the app

    return write(to=to, subject=subject, text=text, attachments=attachments, about=about, html=html, leave_at=leave_at)
