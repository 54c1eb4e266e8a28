"""Delivering in the background, so that nobody's page waits for a mail server."""

from threading import Event, Lock, Thread

from django.db import connections

from taskgroups.kit.post.domain.deliver import deliver_waiting, delivers

_more = Event()
_walking = Lock()


def wake() -> None:
    """Start delivering what is due, where this installation delivers; returns at once.

    One round at a time in a process. What a round misses, or a process that ends leaves, `deliver_post` picks up.
    """
    if delivers():
        _more.set()
        Thread(target=_walk, name="courier", daemon=True).start()


def _walk() -> None:
    if not _walking.acquire(blocking=False):
        return  # the round under way sees the event and goes again
    try:
        while _more.is_set():
            _more.clear()
            deliver_waiting()
    finally:
        _walking.release()
        connections.close_all()
