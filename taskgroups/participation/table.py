"""Who takes part, as rows of a spreadsheet."""

from collections.abc import Sequence

from taskgroups.kit.design.words import day
from taskgroups.kit.paper.sheet import Value
from taskgroups.participation.parts import Part, Taking

HEADERS = ("Name", "Who they are here", "Chaired", "Sat", "Hosted", "Trained", "Planned", "No part yet")


def cells_of(rows: Sequence[Taking]) -> list[list[Value]]:
    """One row for each person, in the order given."""
    return [
        [one.name, one.what, _told(one.chaired), _told(one.sat), _told(one.hosted), "; ".join(one.trained),
         _told(one.planned, True), one.none_yet]
        for one in rows
    ]  # fmt: skip


def _told(parts: Sequence[Part], kind: bool = False) -> str:
    return "; ".join(f"{one.words + ', ' if kind else ''}{one.school}, {day(one.on)}" for one in parts)
