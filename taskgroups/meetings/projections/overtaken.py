"""What a device that was away sent when others had gone on: kept in the log, and said to those who run the room."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from taskgroups.meetings.projections.entries import Entry, in_time
from taskgroups.meetings.projections.lines import standing


@dataclass(frozen=True)
class Overtaken:
    """An entry that changed nothing. For a move `stays` is the item the room stayed at, and `times` how many of the
    same person it is the last of; for a judgement `stands` is the entry, agreed later, that stands."""

    entry: Entry
    times: int = 1
    stays: int | None = None
    stands: Entry | None = None


def overtaken(entries: Iterable[Entry], since: datetime) -> list[Overtaken]:
    """Return what arrived since a moment and was overtaken, in the order it arrived."""
    known = list(entries)
    moves = [e for e in known if e.kind == "item" and e.payload.get("away") and _fresh(e, since)]
    by_person = {entry.by: [one for one in moves if one.by == entry.by] for entry in moves}
    moved = [Overtaken(own[-1], len(own), stays=own[-1].payload.get("stays")) for own in by_person.values()]
    judged = sorted((line.entry for line in standing(known, "judgement")), key=in_time)
    last = {(entry.item, entry.descriptor): entry for entry in judged}
    older = [
        Overtaken(entry, stands=last[entry.item, entry.descriptor])
        for entry in judged
        if entry.number > last[entry.item, entry.descriptor].number and _fresh(entry, since)
    ]
    return sorted(moved + older, key=lambda one: one.entry.number)


def _fresh(entry: Entry, since: datetime) -> bool:
    return entry.written_at is not None and entry.written_at >= since
