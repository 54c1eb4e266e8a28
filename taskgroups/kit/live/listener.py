"""One open stream: a single place for the message it has not read yet."""

import asyncio
from collections.abc import Callable
from time import monotonic

from taskgroups.kit.live import messages


class Listener:
    """A reader of one channel.

    It holds at most one message. A newer number takes the place of an older one that was not read, since 'look'
    means everything up to this number: a slow reader costs one small message, whatever the pace of the channel.

    Where the connection itself is known (`wire`) and has nothing left to send, a message goes straight to it: for a
    thousand readers that is a tenth of the work of waking a thousand tasks.
    """

    __slots__ = ("_drop", "_message", "_offered", "_ready", "_sending", "_taken", "channel", "ending", "person", "wire")

    def __init__(self, channel: str, person: str, drop: Callable[[], None]) -> None:
        self.channel = channel
        self.person = person
        self.ending = False
        self.wire: asyncio.WriteTransport | None = None  # takes chunks as they are; once the first message is out
        self._drop = drop
        self._message: bytes | None = None
        self._offered = self._taken = monotonic()
        self._sending = False
        self._ready = asyncio.Event()

    def greet(self, message: bytes) -> None:
        """Put the first message in place of any that came before it."""
        self._message = None
        self.offer(message, b"", monotonic())

    def offer(self, message: bytes, chunk: bytes, now: float) -> None:
        """Leave a message for the reader, or send it where that costs no waiting.

        `chunk` is the message as it goes over the wire; `now` is the loop's monotonic clock in seconds.
        """
        if self.ending:
            return
        if self._message is None:
            if self._is_free():
                self.wire.write(chunk)  # type: ignore[union-attr]
                self._taken = now
                return
            self._offered = now
        self._message = message
        self._ready.set()

    def _is_free(self) -> bool:
        wire = self.wire
        return wire is not None and not (self._sending or wire.is_closing() or wire.get_write_buffer_size())

    def _holds_unsent(self) -> bool:
        """Whether the connection itself waits for a reader: closing it would wait as well."""
        return self.wire is not None and self.wire.get_write_buffer_size() > 0

    def beat(self, now: float) -> None:
        """Leave a heartbeat, unless something better is waiting."""
        if self._message is None:
            self.offer(messages.BEAT, messages.BEAT_CHUNK, now)

    def end(self, farewell: bytes | None) -> None:
        """End the stream after a last message; break it off where the reader does not read."""
        self._message = farewell
        self.ending = True
        self._ready.set()
        if self._sending or (farewell is None and self._holds_unsent()):
            self._drop()

    async def take(self) -> bytes | None:
        """Wait for the next message and return it; None at the end.

        Between two calls the stream is taken to be sending. Sending returns at once unless the reader's buffers
        are full, so whoever finds the stream sending finds it stalled.
        """
        self._sending = False
        await self._ready.wait()
        message, self._message = self._message, None
        if not self.ending:
            self._ready.clear()
        self._taken = monotonic()
        self._sending = True
        return message

    def unread_for(self, now: float) -> float:
        """Return for how many seconds a message has been waiting to be read."""
        return 0.0 if self._message is None else now - self._offered

    def silent_for(self, now: float) -> float:
        """Return for how many seconds nothing was sent."""
        return now - self._taken
