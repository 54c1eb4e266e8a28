"""One entry of a log as the projections read it: plain data, free of the database."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from taskgroups.meetings.models import Event

LATE = timedelta(minutes=1)


@dataclass(frozen=True)
class Entry:
    """One thing that happened. `item` and `action` are keys of their rows; `by` is a name."""

    number: int
    kind: str
    at: datetime
    item: int | None = None
    descriptor: str = ""
    text: str = ""
    payload: Mapping[str, Any] = field(default_factory=dict)
    corrects: int | None = None
    action: int | None = None
    by: str = ""
    written_at: datetime | None = None
    entered_later: bool = False

    @property
    def sent_late(self) -> bool:
        """Whether a device that was away sent it later than it happened."""
        late = self.written_at is not None and self.written_at - self.at >= LATE
        return late and not self.entered_later


def in_time(entry: Entry) -> tuple[datetime, int]:
    """The key that sorts entries in the order things happened; of one moment, in the order they were written."""
    return entry.at, entry.number


def from_event(event: "Event") -> Entry:
    """Return the entry a row of the log holds; `event.by` should have been read with it."""
    return Entry(
        number=event.number,
        kind=event.kind,
        at=event.at,
        item=event.item_id,
        descriptor=event.descriptor,
        text=event.text,
        payload=event.payload,
        corrects=event.corrects,
        action=event.action_id,
        by=str(event.by),
        written_at=event.written_at,
        entered_later=event.entered_later,
    )
