"""What a floor above puts beside the chair's own words in the room. Only the chair's screen has it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from taskgroups.meetings.room.screen import Screen

Gather = Callable[[Screen], dict[str, Any]]


@dataclass(frozen=True)
class Addition:
    """Two templates, what they show under the name `own`, and their style sheet and script.

    `words` stands in the form of the chair's own words, `beside` after it. `gather` costs a fixed number of queries.
    """

    words: str
    beside: str
    gather: Gather
    style: str
    script: str


_additions: dict[str, Addition] = {}


def add(addition: Addition) -> None:
    """Add to the chair's side of every room; said again, it replaces itself."""
    _additions[addition.beside] = addition


def additions(screen: Screen | None = None) -> list[Addition]:
    """Return what is added to this screen: nothing unless this person chairs and can write; all, for no screen."""
    return list(_additions.values()) if screen is None or (screen.chairs and screen.writes) else []
