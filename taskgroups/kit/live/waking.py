"""How a process learns that there is something to look at: by asking, or by PostgreSQL's NOTIFY."""

import asyncio
import json
import logging
from typing import Any, Protocol

import psycopg

from taskgroups.kit.live.hub import Hub

log = logging.getLogger(__name__)

POSTGRES_CHANNEL = "taskgroups_live"
POLL_EVERY = 0.2  # seconds, where nothing wakes us
LOOK_ANYWAY_EVERY = 5.0  # seconds, where NOTIFY should have: a pooler in between may swallow it
COME_BACK_AFTER = 1.0  # seconds, when the database could not be reached


class Waking(Protocol):
    """A way to be woken. Another bus is another class with this method."""

    async def run(self, hub: Hub) -> None:
        """Keep the hub up to date until cancelled."""


class Polling:
    """Ask for the last numbers of all watched channels, one query each time."""

    def __init__(self, every: float = POLL_EVERY) -> None:
        self.every = every

    async def run(self, hub: Hub) -> None:
        """Poll until cancelled; a failure is logged and tried again."""
        while True:
            try:
                await hub.look()
                await asyncio.sleep(self.every)
            except Exception:
                log.exception("Could not ask for new events; trying again")
                await asyncio.sleep(COME_BACK_AFTER)


class PostgresNotify:
    """Listen on one connection of this process; read the table after every reconnection and now and then."""

    def __init__(self, parameters: dict[str, Any]) -> None:
        self.parameters = parameters

    async def run(self, hub: Hub) -> None:
        """Listen until cancelled; while the connection is away, poll."""
        async with asyncio.TaskGroup() as both:
            both.create_task(Polling(LOOK_ANYWAY_EVERY).run(hub))
            both.create_task(self._listen_for_ever(hub))

    async def _listen_for_ever(self, hub: Hub) -> None:
        while True:
            try:
                await self._listen(hub)
            except psycopg.Error as error:
                log.warning("The connection that listens was lost (%s); trying again", type(error).__name__)
            except Exception:
                log.exception("Listening failed; trying again")
            await asyncio.sleep(COME_BACK_AFTER)

    async def _listen(self, hub: Hub) -> None:
        async with await psycopg.AsyncConnection.connect(**self.parameters, autocommit=True) as connection:
            await connection.execute(f"LISTEN {POSTGRES_CHANNEL}")
            await hub.look()
            async for notice in connection.notifies():
                take_notice(hub, notice.payload)


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
