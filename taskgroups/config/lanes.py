"""Django in a fixed number of threads, each with a database connection of its own.

Django's own ASGI handler gives every request a new thread, and so a new database connection, and crosses between
loop and thread once per middleware. Here a request takes a free lane, crosses once, and gives the lane back.
"""

import asyncio
from collections.abc import Callable
from contextlib import nullcontext
from typing import IO, Any

from asgiref.sync import SyncToAsync, ThreadSensitiveContext, sync_to_async
from django.core.exceptions import RequestAborted
from django.core.handlers.asgi import ASGIHandler
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

from taskgroups.config.incoming import Incoming, read
from taskgroups.config.outgoing import Outgoing
from taskgroups.kit.live import running, stream
from taskgroups.kit.live.stream import Receive, Scope, Send

LANES = 12
LOOKING = 4  # lanes at most for what pages fetch by themselves: a hall of screens looks at once, and somebody writes
LOOK = (b"live-look", b"1")  # the header with which live.js says that nobody pressed anything


class ThreadedDjango(ASGIHandler):
    """Django's handler with synchronous middleware, in lanes."""

    def __init__(self) -> None:
        super().__init__()
        self._free: asyncio.LifoQueue[ThreadSensitiveContext] | None = None
        self._looking = asyncio.Semaphore(LOOKING)

    def load_middleware(self, is_async: bool = False) -> None:
        """Load the middleware for threads, whatever is asked for."""
        super().load_middleware(is_async=False)

    async def get_response_async(self, request: HttpRequest) -> HttpResponseBase:
        """Answer a request in the lane's thread."""
        answer: Callable[[HttpRequest], HttpResponseBase] = self.get_response
        return await sync_to_async(answer, thread_sensitive=True)(request)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request in the lane that was used last, so that few connections stay open.

        What the browser sends is read first, and what it gets is sent once the lane is free and the answer closed:
        somebody on a slow line holds no lane. What people do goes before what their pages fetch by themselves; and
        where the process is about to go, what a page fetches and what has not begun is not begun: it asks again.
        """
        try:
            incoming = await read(scope, receive)
        except RequestAborted:
            return
        by_itself = LOOK in scope["headers"]
        async with self._looking if by_itself else nullcontext():
            if by_itself and running.is_stopping():
                await stream.refuse_stopping(send)
                return
            outgoing = await self._answer(scope, incoming)
        await outgoing.deliver(receive, send)

    async def _answer(self, scope: Scope, incoming: Incoming) -> Outgoing:
        free = self._lanes()
        lane = await free.get()
        token = SyncToAsync.thread_sensitive_context.set(lane)
        outgoing = Outgoing()
        try:
            await super().__call__(scope, incoming, outgoing)
        except BaseException:
            outgoing.close()
            raise
        finally:
            SyncToAsync.thread_sensitive_context.reset(token)
            free.put_nowait(lane)
        return outgoing

    async def send_response(self, response: HttpResponseBase, send: Any) -> None:
        """Hand the answer over, to be sent once the lane is free."""
        outgoing: Outgoing = send
        if isinstance(response, StreamingHttpResponse):
            await outgoing.take_body(response)
            head = HttpResponse(status=response.status_code)
            head.headers, head.cookies = response.headers, response.cookies
            response = head
        await super().send_response(response, outgoing)

    async def read_body(self, receive: Any) -> IO[bytes]:
        """The body, which has been read."""
        body: IO[bytes] = receive.body
        return body

    def _lanes(self) -> asyncio.LifoQueue[ThreadSensitiveContext]:
        if self._free is None:
            self._free = asyncio.LifoQueue()
            for _ in range(LANES):
                self._free.put_nowait(ThreadSensitiveContext())
        return self._free
