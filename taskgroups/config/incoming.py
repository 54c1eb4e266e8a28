"""Reads what a browser sends before anything waits for it: to disk, and never more than a few files' worth."""

import io
import tempfile
from collections.abc import Mapping
from typing import IO, Any

from django.conf import settings
from django.core.exceptions import RequestAborted

from taskgroups.kit.live.stream import Receive, Scope

GIVE_UP = 1024**3  # bytes; nobody sends that much by mistake


class Incoming:
    """A body that was read, with what may still come after it (that the browser has gone)."""

    def __init__(self, body: IO[bytes], receive: Receive) -> None:
        self.body = body
        self._receive = receive

    async def __call__(self) -> Mapping[str, Any]:
        while (message := await self._receive())["type"] == "http.request":
            pass  # what was not read because too much was stated
        return message


async def read(scope: Scope, receive: Receive) -> Incoming:
    """Return the body of a request.

    Three times the size of one file is kept, so that a form can refuse the file and keep the words beside it. Of
    anything larger nothing is kept, and `scope["too_large"]` says so; it is read to its end all the same, since a
    browser listens only once it has sent everything. Raises RequestAborted where the browser has gone, or sends a
    gigabyte. Where it states more than that, it is answered at once and nothing is read. A body of no stated length
    gets the length it turned out to have.
    """
    if _stated_length(scope) > GIVE_UP:
        scope["too_large"] = True
        return Incoming(io.BytesIO(), receive)
    body: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=settings.FILE_UPLOAD_MAX_MEMORY_SIZE)  # noqa: SIM115
    length, most = 0, 3 * settings.FILE_UPLOAD_MAX_BYTES
    while True:
        message = await receive()
        length += len(message.get("body", b""))
        if message["type"] == "http.disconnect" or length > GIVE_UP:
            body.close()
            raise RequestAborted
        if length <= most:
            body.write(message.get("body", b""))
        elif not scope.get("too_large"):
            scope["too_large"] = True
            body.truncate(0)
        if not message.get("more_body", False):
            break
    _state_length(scope, length)
    body.seek(0)
    return Incoming(body, receive)


def _stated_length(scope: Scope) -> int:
    said = next((value for name, value in scope["headers"] if name == b"content-length"), b"")
    return int(said) if said.isdigit() else 0


def _state_length(scope: Scope, length: int) -> None:
    if length and not any(name == b"content-length" for name, _ in scope["headers"]):
        scope["headers"] = [*scope["headers"], (b"content-length", str(length).encode())]
