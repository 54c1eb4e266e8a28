"""What is known of one agenda item: asked, answered, seen, agreed and set."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from taskgroups.meetings.projections.entries import Entry, in_time
from taskgroups.meetings.projections.lines import Line, lines

SAID = ("question", "advice", "answer", "evidence", "confidential")


@dataclass
class ItemState:
    """One item as its entries tell it; everything in the order it was written."""

    said: list[Line] = field(default_factory=list)
    actions: list[Line] = field(default_factory=list)
    carried: dict[int, Line] = field(default_factory=dict)
    judgements: dict[str, Line] = field(default_factory=dict)
    put: dict[str, Line] = field(default_factory=dict)
    focus: str = ""

    def of(self, kind: str) -> list[Line]:
        """The lines of one kind ('question', 'answer', 'evidence' …), those taken back among them."""
        return [line for line in self.said if line.kind == kind]

    @property
    def judgement(self) -> Line | None:
        """What was agreed for the area as a whole, or None."""
        return self.judgements.get("")

    @property
    def proposal(self) -> Line | None:
        """What is before the group for the area and not yet agreed, or None."""
        return self.put.get("")

    @property
    def asked(self) -> set[str]:
        """The bank's questions that were asked."""
        return {str(line.entry.payload.get("slug") or "") for line in self.of("question") if not line.taken_back} - {""}

    def last_question_before(self, moment: datetime | None) -> Line | None:
        """The question an answer given at a moment (None: now) belongs to, or None."""
        asked = sorted(self.of("question"), key=lambda line: in_time(line.entry), reverse=True)
        return next((line for line in asked if not (line.taken_back or (moment and line.entry.at > moment))), None)


def item_state(entries: Iterable[Entry]) -> ItemState:
    """Return what the entries of one item say of it. What was agreed last stands, not what was sent last."""
    state = ItemState()
    known = lines(entries)
    for line in known:
        if line.kind in SAID:
            state.said.append(line)
        elif line.kind == "action":
            state.actions.append(line)
        elif line.kind == "carried" and line.entry.action is not None:
            state.carried[line.entry.action] = line
    for line in sorted(known, key=lambda line: in_time(line.entry)):
        _agree(state, line)
    return state


def _agree(state: ItemState, line: Line) -> None:
    """A judgement settles what was put to the group; one taken back leaves what stood before it."""
    where = line.entry.descriptor
    if line.kind == "focus":
        state.focus = where
    elif line.kind == "proposed" and not line.taken_back:
        state.put[where] = line
    elif line.kind == "judgement" and not line.taken_back:
        state.judgements[where] = line
        state.put.pop(where, None)
