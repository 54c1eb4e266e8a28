"""How a process learns that there is something to look at: by asking, or over a bus. Another bus is another class."""

import asyncio
import json
import logging
from time import monotonic
from typing import Protocol

from django.db import DatabaseError

from taskgroups.kit.live.hub import Hub

log = logging.getLogger(__name__)

POLL_EVERY = 0.2  # seconds, where nothing wakes us
LOOK_ANYWAY_EVERY = 5.0  # seconds, where a bus should have: it may swallow a notice
COME_BACK_AFTER = 1.0  # seconds, when the bus or the database could not be reached


class Waking(Protocol):
    """A way to wake and to be woken."""

    async def run(self, hub: Hub) -> None:
        """Keep the hub up to date until cancelled."""

    def tell(self, notice: list[object]) -> None:
        """Give a notice to all other processes once the transaction around this call is committed; any thread."""


class Polling:
    """Ask for the last numbers of all watched channels, one query each time. `every` may change meanwhile."""

    def __init__(self, every: float = POLL_EVERY) -> None:
        self.every = every

    async def run(self, hub: Hub) -> None:
        """Poll until cancelled; a failure is logged and tried again."""
        looked = float("-inf")
        while True:
            if monotonic() - looked >= self.every:
                await self._look(hub)
                looked = monotonic()
            await asyncio.sleep(min(self.every, POLL_EVERY))

    async def _look(self, hub: Hub) -> None:
        try:
            await hub.look()
        except DatabaseError as error:
            log.warning("The database could not be asked for new events (%s); trying again", type(error).__name__)
            await asyncio.sleep(COME_BACK_AFTER)
        except Exception:
            log.exception("Could not ask for new events; trying again")
            await asyncio.sleep(COME_BACK_AFTER)

    def tell(self, notice: list[object]) -> None:
        """Do nothing: one process serves, or the others find out by asking."""


class Listening:
    """A bus on which notices come. While it is away we ask as often as where there is none, so nothing is lost."""

    lost: tuple[type[Exception], ...] = ()  # what the bus raises when its connection breaks

    def __init__(self) -> None:
        self._asking = Polling()

    async def run(self, hub: Hub) -> None:
        """Listen until cancelled, coming back by itself; look into the table now and then all the same."""
        async with asyncio.TaskGroup() as both:
            both.create_task(self._asking.run(hub))
            both.create_task(self._listen_for_ever(hub))

    async def _listen_for_ever(self, hub: Hub) -> None:
        while True:
            try:
                await self._listen(hub)
            except self.lost as error:
                log.warning("The connection that listens was lost (%s); trying again", type(error).__name__)
            except Exception:
                log.exception("Listening failed; trying again")
            self._asking.every = POLL_EVERY
            hub.deaf()
            await asyncio.sleep(COME_BACK_AFTER)

    async def _begin(self, hub: Hub) -> None:
        """Take in what came while nobody listened. Call it when the bus has confirmed that it will tell from now."""
        await hub.look()
        hub.hears()
        self._asking.every = LOOK_ANYWAY_EVERY

    async def _listen(self, hub: Hub) -> None:
        """Connect, `_begin`, and take notices until the connection breaks."""
        raise NotImplementedError


def take_notice(hub: Hub, payload: str) -> None:
    """Do what a notice says.

    `[channel, number]` is an advance, `[channel or null, "close", person]` an end, `[null, "let go", person]` one
    after which pages come back.
    """
    try:
        channel, *rest = json.loads(payload)
        if len(rest) == 1:
            hub.advance(str(channel), int(rest[0]))
        elif rest[0] == "let go":
            hub.let_go(str(rest[1]))
        else:
            hub.close(channel, str(rest[1]))
    except (ValueError, TypeError, IndexError):
        log.warning("A notice that is not ours came by: %.80s", payload)
