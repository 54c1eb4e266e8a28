"""How many questions and how much advice: counts, and a share only where there is enough to speak of one."""

from collections.abc import Iterable
from dataclasses import dataclass

from taskgroups.meetings.projections.entries import Entry
from taskgroups.meetings.projections.lines import standing

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


def balance_by_item(entries: Iterable[Entry]) -> dict[int | None, Balance]:
    """Return the balance of each agenda item that has an entry, by the item's key."""
    found: dict[int | None, list[str]] = {}
    for line in standing(entries, "question", "advice"):
        found.setdefault(line.entry.item, []).append(line.kind)
    return {item: Balance(kinds.count("question"), kinds.count("advice")) for item, kinds in found.items()}
