"""Wake-up by Redis: quick while it is there, nothing lost while it is not. Two servers on one PostgreSQL."""

import asyncio
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic

import pytest
import redis

from taskgroups.config.tests import conftest
from taskgroups.config.tests.conftest import Screen, Server, StartServer, ask
from taskgroups.config.tests.programs import Redis
from taskgroups.kit.live.tests.conftest import on_postgres

pytestmark = [pytest.mark.process, pytest.mark.on_postgres]
AT_ONCE = 30  # seconds, where nothing but Redis would tell it for an hour

Token = Callable[[str, object], str]
# Whoever is woken is woken by Redis: what comes anyway is put off for an hour.
SERVE = """
from taskgroups.kit.live import hub, redis_bus, waking
waking.LOOK_ANYWAY_EVERY = hub.RECHECK_EVERY = hub.RECHECK_QUIET = 3600
redis_bus.PING_EVERY = redis_bus.ANSWER_WITHIN = 0.3
from taskgroups.config.serve import serve
serve({port})
"""


@pytest.fixture
def board_database() -> Iterator[str]:
    with on_postgres() as address:
        yield address


@pytest.fixture
def bus(tmp_path: Path) -> Iterator[Redis]:
    started = Redis(tmp_path)
    yield started
    started.kill()


@pytest.fixture
def two(bus: Redis, start_server: StartServer, monkeypatch: pytest.MonkeyPatch) -> tuple[Server, Server]:
    """Two servers, both of which listen to Redis."""
    monkeypatch.setattr(conftest, "SERVE", SERVE)
    servers = start_server(BOARD_WAKE=bus.url), start_server(BOARD_WAKE=bus.url)
    asyncio.run(both_listen(bus))
    return servers


async def both_listen(bus: Redis) -> None:
    with redis.Redis.from_url(bus.url) as client:
        until = monotonic() + AT_ONCE
        while [number for _, number in client.pubsub_numsub(*client.pubsub_channels())] != [2]:
            assert monotonic() < until
            await asyncio.sleep(0.02)


async def write(server: Server) -> int:
    began = monotonic()
    status, body = await ask(server.port, "/write/hall")
    assert (status, monotonic() - began < AT_ONCE) == (200, True)
    return int(body.partition(b'"number": ')[2].partition(b",")[0])


def test_an_event_of_one_server_is_on_the_screens_of_the_other_at_once(
    two: tuple[Server, Server], token: Token
) -> None:
    async def story() -> None:
        await write(two[0])
        screen = await Screen().open(two[1].port, token("board/hall", 1))
        assert await write(two[0]) == await screen.number()  # waits half a minute

    asyncio.run(story())


def test_a_person_removed_on_one_server_is_gone_from_the_other_at_once(
    two: tuple[Server, Server], token: Token
) -> None:
    async def story() -> None:
        await write(two[0])
        ann = await Screen().open(two[1].port, token("board/hall", "ann"))
        await ask(two[0].port, "/remove/hall/ann")
        await asyncio.wait_for(ann.reader.readuntil(b"event: gone\ndata: {}\n\n"), AT_ONCE)

    asyncio.run(story())


@pytest.mark.parametrize("harm", ["killed", "frozen"])
def test_while_redis_is_away_nothing_is_lost_and_afterwards_it_wakes_again(
    two: tuple[Server, Server], bus: Redis, token: Token, harm: str
) -> None:
    async def story() -> None:
        await write(two[0])
        screen = await Screen().open(two[1].port, token("board/hall", 1))
        bus.kill() if harm == "killed" else bus.process.send_signal(signal.SIGSTOP)
        for _ in range(3):
            assert await write(two[0]) == await screen.number()
        bus.start() if harm == "killed" else bus.process.send_signal(signal.SIGCONT)
        await both_listen(bus)
        await asyncio.sleep(0.5)  # the last looks that were begun without it
        assert await write(two[0]) == await screen.number()

    asyncio.run(story())
