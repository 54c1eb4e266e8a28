"""One hub per process: who watches what, and telling them that there is something to look at."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable, Mapping
from time import monotonic

from taskgroups.kit.live import messages
from taskgroups.kit.live.door import Door
from taskgroups.kit.live.listener import Listener

log = logging.getLogger(__name__)

AskNumbers = Callable[[list[str]], Awaitable[Mapping[str, int]]]
AskGate = Callable[[str, frozenset[str]], Awaitable[frozenset[str]]]

STREAMS_PER_PERSON = 8
BEAT_EVERY = 15.0  # seconds without a message before a heartbeat
STALLED_AFTER = 10.0  # seconds a message may wait for a reader before the reader is dropped
RECHECK_EVERY = 5.0  # seconds between questions to the gate while events come
RECHECK_QUIET = 60.0  # the same while nothing happens and we would hear of a removal


class Hub:
    """Listeners per channel. All methods belong to the event loop's thread."""

    def __init__(self, ask_numbers: AskNumbers, ask_gate: AskGate) -> None:
        self._ask_numbers = ask_numbers
        self._ask_gate = ask_gate
        self._watching: dict[str, set[Listener]] = {}
        self._people: dict[str, dict[Listener, None]] = {}
        self._last: dict[str, int] = {}
        self._checked: dict[str, float] = {}
        self._stirred: set[str] = set()
        self._door = Door(self._ask_at_door)
        self._hears = True
        self.stopping = False

    def channels(self) -> list[str]:
        """Return the channels somebody watches."""
        return sorted(self._watching)

    def count(self) -> int:
        """Return how many streams are open."""
        return sum(map(len, self._watching.values()))

    async def join(self, channel: str, person: str, drop: Callable[[], None]) -> Listener | None:
        """Return a listener whose first message is the channel's number now; None where it may not watch.

        `drop` is called if the reader stalls. The person's oldest stream gives way to a ninth: after a broken
        connection it is the oldest that nobody reads any more.
        """
        listener = Listener(channel, person, drop)
        self._add(listener)
        try:
            admitted = await self._door.admits(channel, person)
        except BaseException:
            self.leave(listener)
            raise
        if not admitted or channel not in self._last or listener.ending:
            self.leave(listener)
            return None
        listener.greet(messages.hello(self._last[channel]))
        return listener

    async def _ask_at_door(self, channel: str, people: frozenset[str]) -> frozenset[str]:
        admitted = await self._ask_gate(channel, people)
        if admitted and channel not in self._last:
            await self.look([channel])
        return admitted

    def _add(self, listener: Listener) -> None:
        own = self._people.setdefault(listener.person, {})
        if len(own) >= STREAMS_PER_PERSON:
            self._end([next(iter(own))], messages.CROWDED)
        self._people.setdefault(listener.person, {})[listener] = None
        self._watching.setdefault(listener.channel, set()).add(listener)
        self._checked.setdefault(listener.channel, monotonic())

    def leave(self, listener: Listener) -> None:
        """Forget a listener; twice is once."""
        own = self._people.get(listener.person, {})
        own.pop(listener, None)
        if not own:
            self._people.pop(listener.person, None)
        there = self._watching.get(listener.channel, set())
        there.discard(listener)
        if not there:
            for table in (self._watching, self._last, self._checked):
                table.pop(listener.channel, None)
            self._stirred.discard(listener.channel)

    def advance(self, channel: str, number: int) -> None:
        """Take in that the channel has reached this number; tell its listeners if that is new."""
        there = self._watching.get(channel)
        if not there or number <= self._last.get(channel, -1):
            return
        self._last[channel] = number
        self._stirred.add(channel)
        message, now = messages.look(number), monotonic()
        chunk = messages.chunk(message)
        for listener in there:
            listener.offer(message, chunk, now)

    async def look(self, channels: list[str] | None = None) -> None:
        """Read from the table how far the channels are (all watched ones unless told), and tell."""
        wanted = self.channels() if channels is None else channels
        if wanted:
            for channel, number in (await self._ask_numbers(wanted)).items():
                self.advance(channel, number)

    def close(self, channel: str | None, person: str) -> None:
        """End at once this person's streams of the channel, of all channels where None."""
        own = self._people.get(person, {})
        self._end([x for x in own if channel in (None, x.channel)], messages.GONE)

    def let_go(self, person: str) -> None:
        """End this person's streams. Pages that may still watch come back by themselves, the others do not."""
        self._end(list(self._people.get(person, {})), messages.CROWDED)

    def stop(self) -> None:
        """End every stream and admit no more: the process is about to go."""
        self.stopping = True
        for there in list(self._watching.values()):
            self._end(list(there), None)

    def _end(self, listeners: Iterable[Listener], farewell: bytes | None) -> None:
        for listener in listeners:
            self.leave(listener)
            listener.end(farewell)

    def deaf(self) -> None:
        """Take in that other processes cannot tell us of removals: the gate is asked every few seconds."""
        self._hears = False

    def hears(self) -> None:
        """Take in that they can again. What they said meanwhile is lost, so the gate is asked once more, soon."""
        self._hears = True
        self._stirred.update(self._watching)

    def sweep(self, now: float) -> None:
        """Send heartbeats that are due and drop readers that stalled."""
        for there in list(self._watching.values()):
            self._end([x for x in there if x.unread_for(now) > STALLED_AFTER], None)
            for listener in there:
                if listener.silent_for(now) > BEAT_EVERY:
                    listener.beat(now)

    async def recheck(self, now: float) -> None:
        """Ask the gate again for channels where it is due, and end the streams it refuses."""
        for channel, there in list(self._watching.items()):
            pause = RECHECK_EVERY if channel in self._stirred or not self._hears else RECHECK_QUIET
            if now - self._checked.get(channel, now) < pause:
                continue
            self._checked[channel] = now
            self._stirred.discard(channel)
            people = frozenset(x.person for x in there)
            for person in people - await self._ask_gate(channel, people):
                self.close(channel, person)

    async def tend(self) -> None:
        """Sweep and recheck every second, until cancelled."""
        while True:
            await asyncio.sleep(1)
            self.sweep(monotonic())
            try:
                await self.recheck(monotonic())
            except Exception:
                log.exception("Could not ask who may watch; streams stay as they are until the next try")
