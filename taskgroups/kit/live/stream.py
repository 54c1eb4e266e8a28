"""GET /live/<token>: a stream of server-sent events as a plain ASGI application. Holds no thread."""

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from taskgroups.kit.live import running
from taskgroups.kit.live.hub import Hub
from taskgroups.kit.live.listener import Listener
from taskgroups.kit.live.tokens import Ticket, read_token

log = logging.getLogger(__name__)

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[Mapping[str, Any]]]
Send = Callable[[Mapping[str, Any]], Awaitable[None]]

PREFIX = "/live/"
_ALWAYS = [(b"cache-control", b"no-store"), (b"x-content-type-options", b"nosniff")]
# x-accel-buffering asks nginx to pass each message on at once.
_STREAM = [*_ALWAYS, (b"content-type", b"text/event-stream; charset=utf-8"), (b"x-accel-buffering", b"no")]


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer one request below /live/."""
    ground = running.current()
    ticket = read_token(str(scope["path"]).removeprefix(PREFIX))
    if scope["method"] != "GET":
        await _answer(send, 405, "Only GET is understood here.", (b"allow", b"GET"))
    elif ticket is None:
        await _answer(send, 403, "Not allowed.")
    elif ground is None or ground.hub.stopping:
        await refuse_stopping(send)
    else:
        await _stream(ground.hub, ticket, scope, receive, send)


async def refuse_stopping(send: Send) -> None:
    """Answer that this process is about to go, and that the same may be asked again soon."""
    await _answer(send, 503, "Stopping. Try again.", (b"retry-after", b"2"))


async def _answer(send: Send, status: int, said: str, *headers: tuple[bytes, bytes]) -> None:
    body = json.dumps({"error": said}).encode()
    kind = (b"content-type", b"application/json")
    length = (b"content-length", str(len(body)).encode())
    await send({"type": "http.response.start", "status": status, "headers": [*_ALWAYS, kind, length, *headers]})
    await send({"type": "http.response.body", "body": body})


async def _stream(hub: Hub, ticket: Ticket, scope: Scope, receive: Receive, send: Send) -> None:
    try:
        listener = await hub.join(ticket.channel, ticket.person, _breaking_off(send))
    except Exception:
        log.exception("A stream could not be opened")
        await _answer(send, 503, "Try again.", (b"retry-after", b"5"))
        return
    if listener is None:
        await _answer(send, 403, "Not allowed.")
        return
    leaving = asyncio.create_task(_end_when_left(listener, receive))
    try:
        await _pass_on(listener, send, _wire(send) if scope["http_version"] == "1.1" else None)
    finally:
        leaving.cancel()
        hub.leave(listener)


async def _pass_on(listener: Listener, send: Send, wire: asyncio.WriteTransport | None) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": _STREAM})
    while (message := await listener.take()) is not None:
        await send({"type": "http.response.body", "body": message, "more_body": True})
        listener.wire = wire
    await send({"type": "http.response.body", "body": b""})


async def _end_when_left(listener: Listener, receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
    listener.end(None)


def _wire(send: Send) -> asyncio.WriteTransport | None:
    """Return the connection below, where the server is uvicorn: its `send` belongs to an object that knows it.

    A response of no stated length goes in chunks over HTTP/1.1, so between two calls of `send` whole chunks may be
    written there. Elsewhere every message goes through `send`.
    """
    transport = getattr(getattr(send, "__self__", None), "transport", None)
    return transport if isinstance(transport, asyncio.WriteTransport) else None


def _breaking_off(send: Send) -> Callable[[], None]:
    """Return what breaks off the connection of a reader that does not read.

    Closing would wait for the very bytes the reader does not take, so the connection is aborted; where it is not
    known the task is cancelled and the server closes when it can.
    """
    wire = _wire(send)
    if wire is not None:
        return wire.abort
    task = asyncio.current_task()

    def cancel() -> None:
        if task:
            task.cancel()

    return cancel
