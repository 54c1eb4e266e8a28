"""What may be put in with a letter, and what is refused."""

import re
from dataclasses import dataclass

from taskgroups.kit.access.refused import Refused

_NAME = re.compile(r"[^\x00-\x1f\x7f/\\\"]{1,150}")
_TYPE = re.compile(r"[a-z]+/[a-z0-9.+-]+(; [a-z]+=[A-Za-z0-9-]+)*")


@dataclass(frozen=True)
class Attachment:
    """A file that goes with a letter."""

    name: str
    content: bytes
    content_type: str = "application/octet-stream"

    def __post_init__(self) -> None:
        if not _NAME.fullmatch(self.name):
            raise Refused(
                "The name of an attachment is empty, too long or holds a line break or a slash. Give it another."
            )
        if not _TYPE.fullmatch(self.content_type):
            raise Refused(f"'{self.content_type}' is not a kind of file. Give one such as application/pdf.")


def invitation(ics: bytes) -> Attachment:
    """Return a calendar object as an attachment that mail programs show as an invitation.

    Its METHOD is read from it: RFC 6047 (2.4) wants the same word in the header of the mail part.
    """
    found = re.search(rb"^METHOD:([A-Z]+)\r?$", ics, re.MULTILINE)
    if found is None:
        raise Refused("The calendar entry has no METHOD. Make it with to_ics.")
    method = found[1].decode()
    name = "cancelled.ics" if method == "CANCEL" else "invite.ics"
    return Attachment(name, ics, f"text/calendar; method={method}")
