"""Entries with their corrections beside them: what was said first is never lost."""

from collections.abc import Iterable
from dataclasses import dataclass

from taskgroups.meetings.projections.entries import Entry

CORRECTION = "correction"


@dataclass(frozen=True)
class Line:
    """An entry and the corrections made to it, oldest first. What stands is what the last one says."""

    entry: Entry
    corrections: tuple[Entry, ...] = ()

    @property
    def number(self) -> int:
        return self.entry.number

    @property
    def correction(self) -> Entry | None:
        """The correction that stands, or None."""
        return self.corrections[-1] if self.corrections else None

    @property
    def taken_back(self) -> bool:
        """Whether the last correction took the entry back and put nothing in its place."""
        last = self.correction
        return last is not None and not (last.text or last.payload.get("kind") or last.payload.get("value"))

    @property
    def struck(self) -> bool:
        """Whether the first words no longer stand."""
        return self.taken_back or self.text != self.entry.text or self.value != self.entry.payload.get("value", "")

    @property
    def text(self) -> str:
        """The words that stand."""
        last = self.correction
        return last.text if last is not None and last.text else self.entry.text

    @property
    def kind(self) -> str:
        """What it counts as: a question may have been recoded as advice, or the other way."""
        last = self.correction
        return str(last.payload.get("kind") or self.entry.kind) if last is not None else self.entry.kind

    @property
    def value(self) -> str:
        """The grade or answer that stands, '' where the entry has none."""
        last = self.correction
        first = self.entry.payload.get("value", "")
        return str(last.payload.get("value") or first) if last is not None else str(first)

    @property
    def reason(self) -> str:
        """Why it was corrected, '' where it was not."""
        last = self.correction
        return str(last.payload.get("reason", "")) if last is not None else ""


def lines(entries: Iterable[Entry]) -> list[Line]:
    """Return each entry that is not itself a correction, by number, with the corrections made to it."""
    known = sorted(entries, key=lambda entry: entry.number)
    made: dict[int, list[Entry]] = {}
    for entry in known:
        if entry.kind == CORRECTION and entry.corrects is not None:
            made.setdefault(entry.corrects, []).append(entry)
    return [Line(e, tuple(made.get(e.number, ()))) for e in known if e.kind != CORRECTION]


def standing(entries: Iterable[Entry], *kinds: str) -> list[Line]:
    """Return the lines of these kinds that were not taken back."""
    return [line for line in lines(entries) if line.kind in kinds and not line.taken_back]
