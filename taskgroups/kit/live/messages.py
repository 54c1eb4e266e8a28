"""The words of a stream, as bytes of the server-sent events format (HTML standard, section 9.2)."""

import random

# A comment keeps proxies awake; the event lets the page notice a connection that died in silence.
BEAT = b": beat\nevent: beat\ndata: {}\n\n"
# The person may no longer watch: the page must not come back.
GONE = b"event: gone\ndata: {}\n\n"
# This stream gave way (too many elsewhere, or its person signed out): the page asks, and tries again later.
CROWDED = b"event: crowded\ndata: {}\n\n"


def chunk(message: bytes) -> bytes:
    """Return the message as one chunk of HTTP/1.1 (RFC 9112, section 7.1)."""
    return b"%x\r\n%b\r\n" % (len(message), message)


BEAT_CHUNK = chunk(BEAT)


def look(number: int) -> bytes:
    """Return the message that says the channel has reached this number."""
    return b'event: look\nid: %d\ndata: {"number": %d}\n\n' % (number, number)


def hello(number: int) -> bytes:
    """Return the first message of a stream: when to come back if it breaks, and the number now.

    The pause is drawn between one and four seconds, so that a restart is not answered by all screens at once.
    """
    return b"retry: %d\n%b" % (random.randint(1000, 4000), look(number))  # noqa: S311
