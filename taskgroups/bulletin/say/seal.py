"""What a form carries so that we know it again, and what is kept of where it was sent from."""

import time
import uuid
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address

from django.core import signing
from django.utils import timezone
from django.utils.crypto import salted_hmac

SALT = "taskgroups.bulletin.say"


@dataclass(frozen=True)
class Seal:
    """A form of ours: its number, and how many seconds ago it was opened."""

    form: uuid.UUID
    seconds: float


def new_seal(about: str) -> str:
    """Return a seal for a form about one thing, such as 'article:12'."""
    return signing.dumps([uuid.uuid4().hex, about, time.time()], salt=SALT)


def read_seal(seal: str, about: str) -> Seal | None:
    """Return what a seal says; None where it is not ours, or of a form about something else."""
    try:
        form, what, opened = signing.loads(seal, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return Seal(uuid.UUID(form), time.time() - opened) if what == about else None


def place_of(address: str) -> str:
    """Return a number for where a request came from: the same all day, and no way back to the address without our key.

    Of an IPv6 address the first half counts, which is one household or school (RFC 6177).
    """
    try:
        known = ip_address(address)
    except ValueError:
        return ""
    if isinstance(known, IPv6Address):
        known = IPv6Address(int(known) >> 64 << 64)
    return salted_hmac(SALT, f"{timezone.localdate()} {known}", algorithm="sha256").hexdigest()
