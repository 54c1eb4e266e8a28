"""Several workers on one port: any serves any screen, all stop together, one that dies is started again."""

import asyncio
import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from time import monotonic

import pytest

from taskgroups.config.tests import conftest
from taskgroups.config.tests.conftest import Screen, Server, StartServer, ask
from taskgroups.kit.live.tests.conftest import RunBoard, on_postgres

pytestmark = [pytest.mark.process, pytest.mark.on_postgres]

Token = Callable[[str, object], str]
SERVE = "from taskgroups.config.workers import serve_with; serve_with(2, '127.0.0.1', {port})"


@pytest.fixture
def board_database() -> Iterator[str]:
    with on_postgres() as address:
        yield address


@pytest.fixture
def server(start_server: StartServer, monkeypatch: pytest.MonkeyPatch) -> Server:
    monkeypatch.setattr(conftest, "SERVE", SERVE)
    return start_server()


def workers(server: Server) -> list[int]:
    """The process numbers of the workers."""
    said = Path(f"/proc/{server.process.pid}/task/{server.process.pid}/children").read_text()
    return sorted(map(int, said.split()))


def alive(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(") ")[2][0] != "Z"
    except FileNotFoundError:
        return False


def wait_until(true: Callable[[], bool], seconds: float) -> None:
    until = monotonic() + seconds
    while not true():
        assert monotonic() < until
        time.sleep(0.02)


async def forty(server: Server, token: Token) -> list[Screen]:
    await ask(server.port, "/write/hall")
    return [await Screen().open(server.port, token("board/hall", n)) for n in range(40)]


async def ask_until_answered(port: int, path: str) -> tuple[int, bytes]:
    """Ask, and ask again where the door belonged to a process that was just ending, as a browser does."""
    for _ in range(100):
        with suppress(ConnectionError):
            return await ask(port, path)
        await asyncio.sleep(0.1)
    raise AssertionError("nobody answered")


def connections_of(process: int) -> int:
    """How many sockets a process holds."""
    folder = Path(f"/proc/{process}/fd")
    return sum(1 for one in folder.iterdir() if os.readlink(one).startswith("socket:"))


@pytest.mark.alone
def test_an_event_is_on_every_screen_whichever_worker_it_listens_to(server: Server, token: Token) -> None:
    async def story() -> None:
        screens = await forty(server, token)
        assert min(connections_of(one) for one in workers(server)) > 10
        began = monotonic()
        await ask(server.port, "/write/hall")
        assert [await screen.number() for screen in screens] == [2] * 40
        assert monotonic() - began < 1

    asyncio.run(story())


@pytest.mark.alone
def test_a_person_who_is_removed_is_gone_from_every_worker_at_once(server: Server, token: Token) -> None:
    async def story() -> None:
        await ask(server.port, "/write/hall")
        anns = [await Screen().open(server.port, token("board/hall", "ann")) for _ in range(8)]
        await ask(server.port, "/remove/hall/ann")
        for ann in anns:
            await asyncio.wait_for(ann.reader.readuntil(b"event: gone\ndata: {}\n\n"), 1)

    asyncio.run(story())


@pytest.mark.alone
def test_all_stop_within_a_second_with_streams_open(server: Server, token: Token) -> None:
    async def story() -> None:
        screens = await forty(server, token)
        began = monotonic()
        server.process.send_signal(signal.SIGTERM)
        assert {await screen.rest() for screen in screens} == {b"\n\n\r\n0\r\n\r\n"}
        assert await asyncio.to_thread(server.process.wait, 5) == 0
        assert monotonic() - began < 1

    asyncio.run(story())
    assert server.process.communicate()[1] == ""


def test_a_worker_that_is_killed_is_started_again_and_the_other_goes_on(server: Server, token: Token) -> None:
    async def story() -> None:
        screens = await forty(server, token)
        killed, other = workers(server)
        os.kill(killed, signal.SIGKILL)
        wait_until(lambda: not alive(killed), 30)  # until then its door still takes people in
        assert (await ask_until_answered(server.port, "/write/hall"))[0] == 200
        seen = await asyncio.gather(*(screen.number() for screen in screens), return_exceptions=True)
        cut = [one for one in seen if isinstance(one, EOFError | ConnectionError)]
        assert (0 < len(cut) < 40, [one for one in seen if one not in cut]) == (True, [2] * (40 - len(cut)))
        wait_until(lambda: killed not in workers(server) and len(workers(server)) == 2, 30)
        assert other in workers(server)

    asyncio.run(story())


def test_workers_whose_keeper_is_killed_do_not_stay_behind(server: Server) -> None:
    left = workers(server)
    server.process.kill()
    wait_until(lambda: not any(map(alive, left)), 30)


def test_a_port_that_other_workers_serve_is_refused(server: Server, run_board: RunBoard) -> None:
    second = run_board(
        "from taskgroups.config.workers import serve_with\n"
        "from taskgroups.config.environment import Refused\n"
        f"try: serve_with(2, '127.0.0.1', {server.port})\n"
        "except Refused as refused: print(refused)"
    )
    assert second.communicate(timeout=60)[0] == (
        f"Task Groups cannot serve on 127.0.0.1 port {server.port} (Address already in use). "
        "Set PORT to a free port, or HOST to an address of this machine.\n"
    )


def test_workers_that_cannot_begin_are_an_end_in_words(run_board: RunBoard) -> None:
    failing = run_board(
        "from taskgroups.config.workers import serve_with\n"
        "from taskgroups.config.environment import Refused\n"
        "try: serve_with(2, '127.0.0.1', 0)\n"
        "except Refused as refused: print(refused)",
        DJANGO_SETTINGS_MODULE="no_such_settings",
    )
    assert failing.communicate(timeout=60)[0] == "The workers could not begin. The reason stands above.\n"
