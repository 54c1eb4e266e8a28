"""What follows when a file of inspections was loaded: the floors above say here what they count from it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Loaded:
    """A file of inspections as it was read: its name and day, and for each URN in it the pupils it tells."""

    name: str
    as_at: date | None
    changed: bool
    pupils: dict[int, int | None]


Follow = Callable[[Loaded], None]
_follows: list[Follow] = []


def when_loaded(follow: Follow) -> None:
    """Do this after each load, within its transaction; said again, it is still done once."""
    if follow not in _follows:
        _follows.append(follow)


def tell_loaded(loaded: Loaded) -> None:
    """Let everything follow that said it would."""
    for follow in _follows:
        follow(loaded)
