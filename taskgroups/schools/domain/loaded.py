"""What follows when a file was loaded, or is taken back: the floors above say here what they work out from it."""

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


Forget = Callable[[], None]
_forgets: list[Forget] = []


def before_taken_back(forget: Forget) -> None:
    """Do this before a file is taken back, within its transaction: let go of what was worked out from what it told."""
    if forget not in _forgets:
        _forgets.append(forget)


def tell_taken_back() -> None:
    """Let everything forget that said it would."""
    for forget in _forgets:
        forget()
