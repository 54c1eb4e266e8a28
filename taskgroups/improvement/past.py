"""Everything a school said and kept over time, as plain data that a story can be told from. No Django."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from taskgroups.evaluation.strength import Item
from taskgroups.frameworks.pack import Area, Descriptor

Key = tuple[str, str]
SCHOOL, GROUP = "school", "group"


@dataclass(frozen=True)
class Judged:
    """One judgement when it was made: of an area (descriptor '') or a descriptor, by the school or a Task Group."""

    at: datetime
    on: date
    area: str
    descriptor: str
    voice: str
    value: str


class Spell(NamedTuple):
    """How an item of evidence read from one day up to another, that day not included; None for as long as it stands."""

    since: date
    until: date | None
    item: Item
    why: str = "added"

    def holds(self, on: date) -> bool:
        """Whether it read so at the end of a day."""
        return self.since <= on and (self.until is None or on < self.until)


class Use(NamedTuple):
    """An item under one descriptor from one day up to another."""

    evidence: int
    area: str
    descriptor: str
    since: date
    until: date | None


@dataclass(frozen=True)
class Place:
    """An area with the statements that apply to the school."""

    area: Area
    statements: tuple[Descriptor, ...]


@dataclass(frozen=True)
class Past:
    """What there is to tell from. `shows`: for an item that closed an action, what that action was; `addresses`: where
    an item stands."""

    places: Sequence[Place]
    judged: Sequence[Judged] = ()
    spells: Mapping[int, Sequence[Spell]] = field(default_factory=dict)
    uses: Sequence[Use] = ()
    shows: Mapping[int, str] = field(default_factory=dict)
    addresses: Mapping[int, str] = field(default_factory=dict)


Version = tuple[date, date | None, Item]
Away = tuple[date, date | None]


def spells_of(versions: Iterable[Version], away: Iterable[Away]) -> list[Spell]:
    """Return how an item read and when, without the times in which it was withdrawn; what lasted no day is left out."""
    found: list[Spell] = []
    gone = sorted(away, key=lambda one: one[0])
    for number, (since, until, item) in enumerate(sorted(versions, key=lambda one: one[0])):
        why, at = "changed" if number else "added", since
        for left, back in gone:
            if (back is not None and back <= at) or (until is not None and left >= until):
                continue
            if left > at:
                found.append(Spell(at, left, item, why))
            at, why = (back or date.max), "restored"
        if at != date.max and (until is None or at < until):
            found.append(Spell(at, until, item, why))
    return [one for one in found if one.until is None or one.since < one.until]
