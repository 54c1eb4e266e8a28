"""The signed token in a stream's address: one channel, one person, twelve hours."""

from dataclasses import dataclass
from datetime import timedelta

from django.core import signing

GOOD_FOR = timedelta(hours=12)
_SALT = "taskgroups.kit.live"


@dataclass(frozen=True)
class Ticket:
    """Whom a token admits, and to what."""

    channel: str
    person: str


def make_token(channel: str, person_id: object) -> str:
    """Return a token with which this person may open a stream of this channel and of no other."""
    return signing.dumps([channel, str(person_id)], salt=_SALT)


def read_token(token: str) -> Ticket | None:
    """Return what the token admits to; None where it is forged, damaged or older than twelve hours."""
    try:
        channel, person = signing.loads(token, salt=_SALT, max_age=GOOD_FOR)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return Ticket(channel=channel, person=person)
