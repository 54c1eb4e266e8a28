"""What has to be done now and then while the server runs: letters that wait, reminders that fall due."""

import asyncio
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import close_old_connections, connection

log = logging.getLogger(__name__)

FIRST_AFTER = 5.0  # seconds after the start
EVERY = 60.0  # seconds
_LOCK = 7_401_163  # an arbitrary number of ours, for PostgreSQL's advisory locks

_chores: dict[str, Callable[[], object]] = {}


def register(name: str, chore: Callable[[], object]) -> None:
    """Register a chore under a name; the same name again replaces it. Call from an application's `ready()`.

    It runs every minute in a thread, one chore after another, in one process at a time on PostgreSQL. It must
    be short and may be cut off at any time; an error is logged and tried again a minute later.
    """
    _chores[name] = chore


def run_all() -> None:
    """Run every chore once, here and now. No error comes out."""
    try:
        with _alone() as ours:
            for name, chore in list(_chores.items()) if ours else ():
                _run(name, chore)
    except Exception:
        log.exception("The chores could not be begun")
    finally:
        close_old_connections()


def _run(name: str, chore: Callable[[], object]) -> None:
    try:
        chore()
    except Exception:
        log.exception("The chore '%s' failed; it is tried again in a minute", name)


@contextmanager
def _alone() -> Iterator[bool]:
    """Say whether this process is the one to do the chores; SQLite is served by one process."""
    close_old_connections()
    if connection.vendor != "postgresql":
        yield True
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [_LOCK])
        row = cursor.fetchone()
    ours = bool(row and row[0])
    try:
        yield ours
    finally:
        if ours:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])


async def run_for_ever() -> None:
    """Run the chores every minute in a thread, until cancelled."""
    await asyncio.sleep(FIRST_AFTER)
    while True:
        await asyncio.to_thread(run_all)
        await asyncio.sleep(EVERY)
