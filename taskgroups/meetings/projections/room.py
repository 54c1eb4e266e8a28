"""The agenda as the meeting goes: the current item, and the minutes planned, used and left of each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from taskgroups.meetings.projections.entries import Entry, in_time
from taskgroups.meetings.projections.lines import standing

CLOCK = ("opened", "paused", "resumed", "closed", "item")
AFTER = {"opened": "open", "resumed": "open", "paused": "paused", "closed": "closed"}
ALMOST = 2 * 60
ELSEWHERE = "elsewhere"  # a move made from where the room no longer was: kept, and no part of its time


@dataclass(frozen=True)
class Planned:
    """An item of the agenda before the meeting; a judgement is due where it has an area."""

    pk: int
    title: str
    minutes: int
    kind: str = "area"
    area: str = ""


@dataclass(frozen=True)
class Timed:
    """An item of the agenda as it stands. Seconds count only while the meeting was under way."""

    item: Planned
    seconds: int
    current: bool
    running: bool
    visited: bool
    agreed: bool
    over_for_good: bool = False

    @property
    def planned_seconds(self) -> int:
        return self.item.minutes * 60

    @property
    def used(self) -> int:
        """Whole minutes used."""
        return self.seconds // 60

    @property
    def left(self) -> int:
        """Whole minutes left, begun ones counted; 0 when over."""
        return max(0, -(-(self.planned_seconds - self.seconds) // 60))

    @property
    def over(self) -> int:
        """Whole minutes over; 0 while there is time and in the first minute after."""
        return max(0, (self.seconds - self.planned_seconds) // 60)

    @property
    def tone(self) -> str:
        """'over', 'almost' (two minutes or less left) or ''. Colour follows the words, never the other way."""
        if self.over_for_good:
            return ""
        if self.over:
            return "over"
        return "almost" if self.current and self.planned_seconds - self.seconds <= ALMOST else ""

    @property
    def says(self) -> str:
        """The time in words: '12 minutes left', 'time is up', '3 minutes over', '18 of 20 minutes used'.

        Once the meeting is closed: '18 minutes, 20 planned', 'not reached'.
        """
        if self.over_for_good:
            took = _minutes(self.used) if self.used else "under a minute"
            return f"{took}, {self.item.minutes} planned" if self.visited else "not reached"
        if self.over:
            return f"{_minutes(self.over)} over"
        if self.current:
            return f"{_minutes(self.left)} left" if self.left else "time is up"
        if self.visited:
            return f"{self.used} of {_minutes(self.item.minutes)} used"
        return _minutes(self.item.minutes)


@dataclass(frozen=True)
class RoomState:
    """Where the meeting is. `state` is planned, open, paused or closed, as the log says."""

    state: str
    items: tuple[Timed, ...]
    present: dict[int, str]

    @property
    def current(self) -> Timed | None:
        return next((timed for timed in self.items if timed.current), None)

    @property
    def next(self) -> Timed | None:
        """The item after the current one, or None at the end."""
        at = next((place for place, timed in enumerate(self.items) if timed.current), None)
        return self.items[at + 1] if at is not None and at + 1 < len(self.items) else None

    @property
    def unjudged(self) -> list[Timed]:
        """The areas without an agreed judgement."""
        return [timed for timed in self.items if timed.item.area and not timed.agreed]

    @property
    def seconds(self) -> int:
        return sum(timed.seconds for timed in self.items)


def room_state(entries: Iterable[Entry], agenda: Sequence[Planned], now: datetime) -> RoomState:
    """Return where the meeting stands at `now`. `agenda` is in the order of the meeting."""
    known = list(entries)
    used, current, state = _clock(known, now)
    agreed = {line.entry.item for line in standing(known, "judgement") if not line.entry.descriptor}
    visited = {entry.item for entry in known if entry.kind == "item" and entry.payload.get("away") != ELSEWHERE}
    timed = tuple(
        Timed(
            item=item,
            seconds=used.get(item.pk, 0),
            current=item.pk == current and state != "closed",
            running=item.pk == current and state == "open",
            visited=item.pk in visited,
            agreed=item.pk in agreed,
            over_for_good=state == "closed",
        )
        for item in agenda
    )
    return RoomState(state=state, items=timed, present=present(known))


def _clock(entries: list[Entry], now: datetime) -> tuple[dict[int, int], int | None, str]:
    """Return the seconds of each item, the current item and the state.

    Read in the order things happened, not in which they arrived: a move made earlier on a device that was away does
    not take the room back.
    """
    used: dict[int, int] = {}
    current: int | None = None
    state, since = "planned", now
    counted = [e for e in entries if e.kind in CLOCK and e.payload.get("away") != ELSEWHERE]
    for entry in sorted(counted, key=in_time):
        if state == "open" and current is not None:
            used[current] = used.get(current, 0) + _seconds(since, entry.at)
        state, since = AFTER.get(entry.kind, state), entry.at
        if entry.kind == "item":
            current = entry.item
    if state == "open" and current is not None:
        used[current] = used.get(current, 0) + _seconds(since, now)
    return used, current, state


def present(entries: Iterable[Entry]) -> dict[int, str]:
    """Return who is in the room, name by key of the person, as came and left happened."""
    here: dict[int, str] = {}
    for entry in sorted((e for e in entries if e.kind == "attendance"), key=in_time):
        who = int(entry.payload["person"])
        if entry.payload.get("came"):
            here[who] = str(entry.payload.get("name", ""))
        else:
            here.pop(who, None)
    return here


def _seconds(since: datetime, until: datetime) -> int:
    return max(0, int((until - since).total_seconds()))


def _minutes(number: int) -> str:
    return "1 minute" if number == 1 else f"{number} minutes"
