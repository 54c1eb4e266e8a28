"""Answers on their way to a browser: taken off Django whole, so that a slow reader holds no lane."""

import asyncio
import os
import tempfile
from collections.abc import AsyncIterator
from typing import IO, Any

from asgiref.sync import sync_to_async
from django.http import FileResponse, StreamingHttpResponse

from taskgroups.kit.live.stream import Receive, Send

CHUNK = 2**16  # bytes sent at once
KEPT = 2**20  # bytes of a streamed answer kept in memory; the rest of it waits on disk
PATIENCE = 60  # seconds for a reader to take a chunk, before its connection is broken off


class Outgoing:
    """One answer: its head and its body, which outlive the response they came from. Give it to Django as `send`.

    A page is held as it is. Of a file only a descriptor of its own is held and it is read as it is sent; anything
    else that streams is first written to a temporary file. So an answer costs no more memory than a page.
    """

    def __init__(self) -> None:
        self._head: dict[str, Any] | None = None
        self._body: list[bytes] | IO[bytes] = []

    async def __call__(self, message: Any) -> None:
        """Take a message of Django's: the head, or a part of a body that is in memory already."""
        if message["type"] == "http.response.start":
            self._head = dict(message)
        elif isinstance(self._body, list):
            self._body.append(message.get("body", b""))

    async def take_body(self, response: StreamingHttpResponse) -> None:
        """Take the body of an answer that streams, in the lane's thread."""
        self._body = await sync_to_async(_body_of, thread_sensitive=True)(response)

    async def deliver(self, receive: Receive, send: Send) -> None:
        """Send the answer; give up where the browser has gone, or has taken no chunk for a minute."""
        if self._head is None:
            return
        try:
            await send(self._head)
            if isinstance(self._body, list) and len(self._body) == 1:
                await send({"type": "http.response.body", "body": self._body[0]})
            else:
                await self._in_chunks(receive, send)
        finally:
            self.close()

    async def _in_chunks(self, receive: Receive, send: Send) -> None:
        gone = asyncio.ensure_future(receive())
        try:
            async for chunk in self._chunks():
                if gone.done():
                    return
                async with asyncio.timeout(PATIENCE):
                    await send({"type": "http.response.body", "body": chunk, "more_body": True})
            async with asyncio.timeout(PATIENCE):
                await send({"type": "http.response.body", "body": b""})
        except TimeoutError:
            break_off(send)
        finally:
            gone.cancel()

    async def _chunks(self) -> AsyncIterator[bytes]:
        body = self._body
        if isinstance(body, list):
            for part in body:
                yield part
        else:
            while chunk := await asyncio.to_thread(body.read, CHUNK):
                yield chunk

    def close(self) -> None:
        """Let go of the file, if there is one."""
        if not isinstance(self._body, list):
            self._body.close()


def break_off(send: Send) -> None:
    """Break off the connection of a reader that does not read.

    Closing would wait for the very bytes it does not take. uvicorn's `send` belongs to an object that knows the
    connection; elsewhere the server sees an answer that was left off, and closes it.
    """
    wire = getattr(getattr(send, "__self__", None), "transport", None)
    if isinstance(wire, asyncio.WriteTransport):
        wire.abort()


def _body_of(response: StreamingHttpResponse) -> IO[bytes]:
    """The body to read from the beginning, still there once the response is closed."""
    file = _plain_file(response)
    if file is not None:
        return file
    kept: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=KEPT)  # noqa: SIM115
    for part in response:
        kept.write(part)
    kept.seek(0)
    return kept


def _plain_file(response: StreamingHttpResponse) -> IO[bytes] | None:
    """The file of a response that sends one from disk to its end, under a descriptor of its own; else None."""
    if not isinstance(response, FileResponse) or response.file_to_stream is None:
        return None
    try:
        number = response.file_to_stream.fileno()
    except (AttributeError, OSError):
        return None
    return os.fdopen(os.dup(number), "rb")
