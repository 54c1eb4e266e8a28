"""Wake-up by Redis or Valkey: for many hosts, or where a pooler before PostgreSQL swallows NOTIFY."""

import asyncio
import json
import logging
from contextlib import suppress

import redis
from django.db import transaction
from django.utils.crypto import salted_hmac
from redis.asyncio import Redis
from redis.asyncio.client import PubSub
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff

from taskgroups.kit.live.hub import Hub
from taskgroups.kit.live.waking import Listening, take_notice

log = logging.getLogger(__name__)

ANSWER_WITHIN = 2.0  # seconds to connect, or to take a notice
PING_EVERY = 5.0  # seconds without a word before we ask whether it is still there
WAITING = 10_000  # notices at most that wait to be sent


class RedisBus(Listening):
    """Publish once the event is committed; listen on one connection, made anew whenever it breaks.

    A notice that is lost (Redis away, the process killed after the commit) costs seconds, not the event: others
    look into the table now and then, and often while they have no connection.
    """

    lost = (redis.RedisError, OSError, TimeoutError)

    def __init__(self, url: str) -> None:
        super().__init__()
        self.url = url
        # The channels of Redis belong to no database of it: two installations may share one server.
        self.channel = "taskgroups_live_" + salted_hmac("taskgroups.kit.live", "wake").hexdigest()[:16]
        self._outgoing: asyncio.Queue[str] | None = None
        self._loop: asyncio.AbstractEventLoop | None = None

    def tell(self, notice: list[object]) -> None:
        """Publish on commit: by the server's loop, so that no request waits for Redis; at once in a command."""
        said = json.dumps(notice)
        transaction.on_commit(lambda: self._send_soon(said) if self._loop else self._send_now(said))

    def _send_soon(self, said: str) -> None:
        with suppress(RuntimeError):  # the loop has ended
            if self._loop:
                self._loop.call_soon_threadsafe(self._enqueue, said)

    def _enqueue(self, said: str) -> None:
        if self._outgoing and self._outgoing.qsize() < WAITING:
            self._outgoing.put_nowait(said)

    def _send_now(self, said: str) -> None:
        try:
            with redis.Redis.from_url(self.url, socket_timeout=1, socket_connect_timeout=1) as client:
                client.publish(self.channel, said)
        except self.lost as error:
            log.warning("Redis was not told of an event (%s); screens find it in a few seconds", type(error).__name__)

    async def run(self, hub: Hub) -> None:
        """Listen and publish until cancelled."""
        self._loop, self._outgoing = asyncio.get_running_loop(), asyncio.Queue()
        try:
            async with asyncio.TaskGroup() as both:
                both.create_task(super().run(hub))
                both.create_task(self._publish_for_ever(self._outgoing))
        finally:
            self._loop = None

    def _client(self) -> Redis:
        return Redis.from_url(
            self.url, socket_connect_timeout=ANSWER_WITHIN, socket_timeout=ANSWER_WITHIN, retry=Retry(NoBackoff(), 0)
        )

    async def _publish_for_ever(self, outgoing: asyncio.Queue[str]) -> None:
        async with self._client() as client:
            while True:
                said = await outgoing.get()
                try:
                    await client.publish(self.channel, said)
                except self.lost as error:
                    log.warning("Redis does not take notices (%s)", type(error).__name__)
                    while not outgoing.empty():  # too old to be of use by the time it is back
                        outgoing.get_nowait()

    async def _listen(self, hub: Hub) -> None:
        async with self._client() as client, client.pubsub() as ear:
            await ear.subscribe(self.channel)
            if await ear.get_message(timeout=ANSWER_WITHIN) is None:
                raise TimeoutError
            await self._begin(hub)
            while True:
                await self._take_one(hub, ear)

    async def _take_one(self, hub: Hub, ear: PubSub) -> None:
        said = await ear.get_message(timeout=PING_EVERY)
        if said is None:  # a connection may die without a word
            await ear.ping()
            said = await ear.get_message(timeout=ANSWER_WITHIN)
            if said is None:
                raise TimeoutError
        if said["type"] == "message":
            take_notice(hub, said["data"].decode())
