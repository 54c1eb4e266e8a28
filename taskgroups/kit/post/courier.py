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
    """Deliver until nobody has woken us since. Looks again after letting go, so that a call in between is not lost."""
    while _more.is_set() and _walking.acquire(blocking=False):
        try:
            _more.clear()
            deliver_waiting(limit=500)
        finally:
            _walking.release()
    connections.close_all()
