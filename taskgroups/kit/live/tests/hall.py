"""A hub over a table one can write, for tests: no database, no server."""

import asyncio
from collections.abc import Awaitable, Callable

from taskgroups.kit.live.hub import Hub
from taskgroups.kit.live.listener import Listener


class Hall:
    """The hub, its table, and a list of those who are not let in."""

    def __init__(self) -> None:
        self.numbers = {"hall": 7, "gym": 1}
        self.refused: set[str] = set()
        self.asked = self.looked = 0
        self.broken = False
        self.dropped: list[str] = []
        self.hub = Hub(self._numbers, self._gate)

    async def _numbers(self, channels: list[str]) -> dict[str, int]:
        self.looked += 1
        return {channel: self.numbers[channel] for channel in channels if channel in self.numbers}

    async def _gate(self, channel: str, people: frozenset[str]) -> frozenset[str]:
        self.asked += 1
        await asyncio.sleep(0)
        if self.broken:
            raise ConnectionError
        return people - self.refused

    async def join(self, person: str, channel: str = "hall") -> Listener | None:
        return await self.hub.join(channel, person, lambda: self.dropped.append(person))


def inside(story: Callable[[Hall], Awaitable[None]]) -> None:
    async def tell() -> None:
        await story(Hall())

    asyncio.run(tell())
