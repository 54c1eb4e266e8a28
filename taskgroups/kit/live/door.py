"""The door of a channel: one question for all who come while the last one is being answered.

After a restart five hundred screens come back within seconds. Asked for one by one they would queue for minutes at
the database; together they are two or three questions.
"""

import asyncio
from collections.abc import Awaitable, Callable

Ask = Callable[[str, frozenset[str]], Awaitable[frozenset[str]]]


class _Round:
    """Those who wait for the same answer."""

    def __init__(self) -> None:
        self.people: set[str] = set()
        self.answer: asyncio.Future[frozenset[str]] = asyncio.get_running_loop().create_future()


class Door:
    """Asks for many at once, one question at a time for each channel."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask
        self._next: dict[str, _Round] = {}
        self._asking: dict[str, asyncio.Task[None]] = {}

    async def admits(self, channel: str, person: str) -> bool:
        """Return whether the person may come in, by a question that was put after this call. Raises as `ask` does."""
        if channel not in self._next:
            self._next[channel] = _Round()
        waiting = self._next[channel]
        waiting.people.add(person)
        if channel not in self._asking:
            self._asking[channel] = asyncio.create_task(self._ask_on(channel))
        return person in await asyncio.shield(waiting.answer)

    async def _ask_on(self, channel: str) -> None:
        while channel in self._next:
            waiting = self._next.pop(channel)
            try:
                waiting.answer.set_result(await self._ask(channel, frozenset(waiting.people)))
            except Exception as error:
                waiting.answer.set_exception(error)
                waiting.answer.exception()  # seen, also where everybody has gone meanwhile
            except BaseException:
                waiting.answer.cancel()
                raise
        del self._asking[channel]
