"""Where letters go: `TASKGROUPS_MAIL`, read once and refused in words where it could not be meant."""

from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

# Submission goes to 587 with STARTTLS (RFC 6409, 3.1) and to 465 with TLS from the first byte (RFC 8314, 7.3).
PORTS = {"smtp": 25, "smtp+tls": 587, "smtps": 465}
_EXAMPLE = "smtp+tls://name:password@mail.example:587"


class NoMailServer(ValueError):
    """What was said names no mail server. The message says what to do."""


@dataclass(frozen=True)
class MailServer:
    """A mail server, how it is spoken to, and who signs in there; nobody where the name is empty."""

    host: str
    port: int
    name: str
    password: str
    starttls: bool
    tls: bool


def mail_server(said: str) -> MailServer:
    """Return the server that a setting names; this machine's own on port 25 where it says nothing.

    Name and password may hold any character, those of an address as %40 and the like. Raises NoMailServer.
    """
    if not said:
        return MailServer("localhost", 25, "", "", starttls=False, tls=False)
    try:
        parts = urlsplit(said)
        port = parts.port
    except ValueError:  # its words may hold the password
        raise NoMailServer(_cannot_be_read()) from None
    if parts.scheme not in PORTS:
        raise NoMailServer(f"TASKGROUPS_MAIL begins with none of smtp://, smtp+tls:// and smtps://. Say {_EXAMPLE}.")
    if not parts.hostname or parts.path.strip("/") or parts.query or parts.fragment:
        raise NoMailServer(_cannot_be_read())
    name, password = unquote(parts.username or ""), unquote(parts.password or "")
    if bool(name) != bool(password):
        raise NoMailServer(f"TASKGROUPS_MAIL has a name without a password, or the other way round. Say {_EXAMPLE}.")
    tls, starttls = parts.scheme == "smtps", parts.scheme == "smtp+tls"
    return MailServer(parts.hostname, port or PORTS[parts.scheme], name, password, starttls=starttls, tls=tls)


def _cannot_be_read() -> str:
    return (
        f"TASKGROUPS_MAIL cannot be read. Say {_EXAMPLE}, and write @ : / ? # [ ] and % in the name or the password"
        " as %40 %3A %2F %3F %23 %5B %5D and %25."
    )
