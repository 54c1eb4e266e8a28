"""The live ground of this process: its hub, started and stopped with the server, reachable from any thread."""

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from typing import ParamSpec, TypeVar

from django.conf import settings
from django.db import close_old_connections, connection, transaction

from taskgroups.kit.live import chores, sources
from taskgroups.kit.live.hub import Hub
from taskgroups.kit.live.waking import Polling, Waking

log = logging.getLogger(__name__)
P = ParamSpec("P")
R = TypeVar("R")


class Ground:
    """A hub with what keeps it going: one thread for its questions, one task each for waking, tending, chores."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="live")
        self._loop = asyncio.get_running_loop()
        self._tasks: list[asyncio.Task[None]] = []
        self.hub = Hub(self._asking(sources.last_numbers), self._asking(sources.may_watch))
        self.waking = _waking()

    def _asking(self, question: Callable[P, R]) -> Callable[P, asyncio.Future[R]]:
        """Return the question as one that is put in the hub's own thread, with one database connection."""

        def ask(*args: P.args, **kwargs: P.kwargs) -> R:
            close_old_connections()
            try:
                return question(*args, **kwargs)
            finally:
                close_old_connections()

        def future(*args: P.args, **kwargs: P.kwargs) -> asyncio.Future[R]:
            return self._loop.run_in_executor(self._thread, partial(ask, *args, **kwargs))

        return future

    def start(self) -> None:
        """Begin to wake, to tend and to do chores."""
        for work in (self.waking.run(self.hub), self.hub.tend(), chores.run_for_ever()):
            self._tasks.append(self._loop.create_task(work))

    def stop_streams(self) -> None:
        """End all streams; from a signal handler or any thread."""
        with suppress(RuntimeError):  # the loop has already ended
            self._loop.call_soon_threadsafe(self.hub.stop)

    def call(self, action: Callable[..., None], *args: object) -> None:
        """Run an action of the hub in its loop, from any thread."""
        with suppress(RuntimeError):
            self._loop.call_soon_threadsafe(action, *args)

    async def stop(self) -> None:
        """End streams and tasks."""
        self.hub.stop()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._thread.shutdown(wait=False, cancel_futures=True)


_ground: Ground | None = None


def _waking() -> Waking:
    """The way of this installation: `WAKE` where it is set, else what the database has. No other's library is read."""
    if settings.WAKE:
        from taskgroups.kit.live.redis_bus import RedisBus

        return RedisBus(settings.WAKE)
    if connection.vendor != "postgresql":
        return Polling()
    from taskgroups.kit.live.postgres import PostgresNotify

    known = connection.get_connection_params()
    return PostgresNotify({key: known[key] for key in known if isinstance(known[key], str | int)})


def current() -> Ground | None:
    """Return the live ground of this process, None where it serves no streams (a command, a test)."""
    return _ground


def is_stopping() -> bool:
    """Return whether this process was asked to stop."""
    return _ground is not None and _ground.hub.stopping


async def start() -> Ground:
    """Start the live ground of this process."""
    global _ground
    _ground = Ground()
    _ground.start()
    return _ground


async def stop() -> None:
    """Stop it again."""
    global _ground
    ground, _ground = _ground, None
    if ground:
        await ground.stop()


def announce(channel: str, number: int) -> None:
    """Wake everybody who watches the channel, once the transaction around this call is committed."""
    _tell([channel, number])
    transaction.on_commit(partial(_poke, "advance", channel, number))


def close(channel: str | None, person_id: object) -> None:
    """End this person's streams of the channel (of all channels where None), once the transaction is committed.

    Call it where someone may no longer watch at all. Other processes hear of it over the bus; without one they
    find out when they next ask the gate.
    """
    _tell([channel, "close", str(person_id)])
    transaction.on_commit(partial(_poke, "close", channel, str(person_id)))


def let_go(person_id: object) -> None:
    """End this person's streams, once the transaction is committed; what they may still watch they may open again.

    Call it where someone signs out, or loses one of several roles.
    """
    _tell([None, "let go", str(person_id)])
    transaction.on_commit(partial(_poke, "let_go", str(person_id)))


def _tell(notice: list[object]) -> None:
    ground = current()
    (ground.waking if ground else _waking()).tell(notice)


def _poke(action: str, *args: object) -> None:
    ground = current()
    if ground:
        ground.call(getattr(ground.hub, action), *args)
