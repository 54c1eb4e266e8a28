"""How much of each thing has room on one side of paper. No Django."""

from collections.abc import Sequence
from dataclasses import dataclass

from taskgroups.kit.design.words import listed, plural


@dataclass(frozen=True)
class Room:
    """How many actions, issues and questions are told, in how many letters each, and how areas of low risk are.

    `flowing`: what the head says first is one paragraph, however it was broken, and no longer than so many letters.
    """

    actions: int
    issues: int
    questions: int
    letters: int
    every_area: bool = True
    flowing: int = 0


# From all there may be to what fits whatever stands in it. There is less of a thing before any is cut short: half an
# action is worth less than none. Questions are never cut.
ROOMS = (
    Room(6, 5, 8, 300),
    Room(6, 5, 6, 150),
    Room(5, 4, 5, 150, every_area=False),
    Room(4, 3, 4, 150, every_area=False),
    Room(3, 3, 4, 150, every_area=False, flowing=2000),
    Room(2, 2, 3, 110, every_area=False, flowing=2000),
    Room(1, 1, 2, 90, every_area=False, flowing=2000),
    Room(0, 0, 0, 90, every_area=False, flowing=800),
)


def cut(words: str, letters: int) -> str:
    """Return words as they are, or their beginning and '…' where they have more letters than that."""
    flat = " ".join(words.split())
    return flat if len(flat) <= letters else flat[: letters - 1].rstrip() + "…"


def left_out(counts: Sequence[tuple[int, str]]) -> str:
    """Return what there was no room for, as in 'Not on this side: 3 actions.', or nothing."""
    said = [plural(number, thing) for number, thing in counts if number > 0]
    return f"Not on this side: {listed(said)}." if said else ""
