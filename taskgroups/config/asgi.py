"""The web application: live streams beside Django, started and stopped together."""

import os
import signal
import threading
from types import FrameType
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "taskgroups.config.settings")
django.setup()

from taskgroups.config.lanes import ThreadedDjango  # noqa: E402
from taskgroups.kit.live import running, stream  # noqa: E402
from taskgroups.kit.live.stream import Receive, Scope, Send  # noqa: E402

_django = ThreadedDjango()


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer one ASGI connection: the server's lifespan, a stream, or a page."""
    if scope["type"] == "lifespan":
        await _lifespan(receive, send)
    elif scope["path"].startswith(stream.PREFIX):
        await stream.application(scope, receive, send)
    else:
        await _django(scope, receive, send)


async def _lifespan(receive: Receive, send: Send) -> None:
    await receive()
    ground = await running.start()
    _end_streams_on_signal(ground)
    await send({"type": "lifespan.startup.complete"})
    await receive()
    await running.stop()
    await send({"type": "lifespan.shutdown.complete"})


def _end_streams_on_signal(ground: running.Ground) -> None:
    """Wrap the server's handlers: it waits for open responses, and a stream is one that never ends by itself."""
    if threading.current_thread() is not threading.main_thread():
        return
    for number in (signal.SIGTERM, signal.SIGINT):
        before = signal.getsignal(number)

        def handle(number: int, frame: FrameType | None, before: Any = before) -> None:
            ground.stop_streams()
            if callable(before):
                before(number, frame)

        if callable(before):
            signal.signal(number, handle)
