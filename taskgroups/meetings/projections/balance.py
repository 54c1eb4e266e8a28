"""How many questions and how much advice: counts, and a share only where there is enough to speak of one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from taskgroups.meetings.projections.entries import Entry
from taskgroups.meetings.projections.lines import CORRECTION, standing

HANDOVER = "handover"
ENOUGH = 10


@dataclass(frozen=True)
class Balance:
    """Questions asked and advice given, corrections applied."""

    questions: int = 0
    advice: int = 0

    @property
    def coded(self) -> int:
        return self.questions + self.advice

    @property
    def share(self) -> int | None:
        """Questions as a whole per cent of both; None under ten, where it would mislead."""
        return round(100 * self.questions / self.coded) if self.coded >= ENOUGH else None


def balance(entries: Iterable[Entry]) -> Balance:
    """Return the balance of the entries given."""
    kinds = [line.kind for line in standing(entries, "question", "advice")]
    return Balance(questions=kinds.count("question"), advice=kinds.count("advice"))


def while_chairing(entries: Iterable[Entry], person: int) -> list[Entry]:
    """Return what was logged while that person chaired; with no hand-over among the entries, all of it.

    Who chaired is read at the moment an entry tells of, not when it arrived: one noted on a device that was away
    belongs to the chair of its own time. Corrections stay with what they correct.
    """
    known = list(entries)
    moves = sorted((e for e in known if e.kind == HANDOVER), key=_when)
    if not moves:
        return known

    def chair_at(entry: Entry) -> object:
        before = [move for move in moves if _when(move) < _when(entry)]
        return before[-1].payload["to"] if before else moves[0].payload["from"]

    return [e for e in known if e.kind not in (HANDOVER, CORRECTION) and chair_at(e) == person] + [
        e for e in known if e.kind == CORRECTION
    ]


def _when(entry: Entry) -> tuple[datetime, int]:
    return entry.at, entry.number
