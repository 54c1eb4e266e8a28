"""Counts for an authority, in sixes, from which nobody's own part can be told. No Django.

Under six is never shown (`mission.md`: counts of people under six are suppressed), and six people or more always stay
outside a count: otherwise 'eleven of twelve' would tell of the twelfth.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from taskgroups.participation.parts import Taking

SIX = 6
ASKED: tuple[tuple[str, Callable[[Taking], bool]], ...] = (
    ("Chaired a Task Group", lambda one: bool(one.chaired)),
    ("Sat in a Task Group of another school", lambda one: bool(one.sat)),
    ("Hosted a Task Group", lambda one: bool(one.hosted)),
    ("Came to training, or was accredited", lambda one: bool(one.trained)),
    ("No part yet", lambda one: one.none_yet),
)


@dataclass(frozen=True)
class Counts:
    """How many people could take part, and for each question how many did; 0 where that is not told."""

    people: int
    rows: tuple[tuple[str, int], ...]


def in_sixes(many: int, whole: int) -> int:
    """The largest multiple of six that is no more than `many` and leaves six out; 0 where there is none."""
    return max(0, min(many, whole - SIX) // SIX * SIX)


def counts_of(rows: Sequence[Taking]) -> Counts | None:
    """Return the counts over those who are here, or None where they are fewer than twelve: then nothing can be told."""
    here = [one for one in rows if one.until is None]
    if len(here) < 2 * SIX:
        return None
    told = ((question, in_sixes(sum(map(did, here)), len(here))) for question, did in ASKED)
    return Counts(len(here), tuple(told))
