"""The real server: streams and pages on one port, and an end within a second."""

import asyncio
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from time import monotonic

import psycopg
import pytest

from taskgroups.config.lanes import LOOKING
from taskgroups.config.tests.conftest import Screen, StartServer, ask
from taskgroups.kit.live.tests.conftest import RunBoard

Token = Callable[[str, object], str]
WRITE_ELSEWHERE = """
import django; django.setup()
from taskgroups.kit.live import numbering
from taskgroups.kit.live.tests.board.models import Board, Note
numbering.append(Note(board=Board.objects.get(name="hall"), kind="note"))
"""


@pytest.mark.alone
def test_an_event_is_on_every_screen_within_a_second(start_server: StartServer, token: Token) -> None:
    server = start_server()

    async def story() -> None:
        await ask(server.port, "/write/hall")
        screens = [await Screen().open(server.port, token("board/hall", n)) for n in range(20)]
        began = monotonic()
        await ask(server.port, "/write/hall")
        assert [await screen.number() for screen in screens] == [2] * 20
        assert monotonic() - began < 1

    asyncio.run(story())


def test_an_event_written_by_another_process_arrives_too(
    start_server: StartServer, run_board: RunBoard, token: Token
) -> None:
    server = start_server()

    async def story() -> None:
        await ask(server.port, "/write/hall")
        screen = await Screen().open(server.port, token("board/hall", 1))
        writer = await asyncio.to_thread(run_board, WRITE_ELSEWHERE)
        assert await screen.number() == 2
        assert writer.wait(30) == 0

    asyncio.run(story())


def test_refusals_say_nothing_about_why(start_server: StartServer, token: Token) -> None:
    server = start_server()

    async def story() -> None:
        await ask(server.port, "/write/hall")
        good = token("board/hall", 1)
        no = (403, b'{"error": "Not allowed."}')
        assert await ask(server.port, "/live/") == no
        assert await ask(server.port, "/live/nonsense") == no
        assert await ask(server.port, f"/live/{good[:-1]}") == no
        assert await ask(server.port, "/live/" + token("board/hall", "nobody")) == no
        assert await ask(server.port, "/live/" + token("board/no such board", 1)) == no
        for method in ("HEAD", "POST", "OPTIONS"):
            assert (await ask(server.port, f"/live/{good}", method))[0] == 405

    asyncio.run(story())


@pytest.mark.alone
def test_a_person_who_is_removed_is_gone_at_once(start_server: StartServer, token: Token) -> None:
    server = start_server()

    async def story() -> None:
        await ask(server.port, "/write/hall")
        ann = await Screen().open(server.port, token("board/hall", "ann"))
        bob = await Screen().open(server.port, token("board/hall", "bob"))
        await ask(server.port, "/remove/hall/ann")
        await asyncio.wait_for(ann.reader.readuntil(b"event: gone\ndata: {}\n\n"), 1)
        await ask(server.port, "/write/hall")
        assert await bob.number() == 2

    asyncio.run(story())


@pytest.mark.alone
def test_it_stops_within_a_second_with_fifty_streams_open(start_server: StartServer, token: Token) -> None:
    server = start_server()

    async def story() -> None:
        await ask(server.port, "/write/hall")
        screens = [await Screen().open(server.port, token("board/hall", n)) for n in range(50)]
        began = monotonic()
        server.process.send_signal(signal.SIGTERM)
        assert {await screen.rest() for screen in screens} == {b"\n\n\r\n0\r\n\r\n"}
        assert await asyncio.to_thread(server.process.wait, 5) == 0
        assert monotonic() - began < 1

    asyncio.run(story())
    assert server.process.communicate()[1] == ""


@pytest.mark.alone
def test_what_somebody_does_goes_before_what_a_hall_of_pages_fetches(start_server: StartServer) -> None:
    server = start_server()

    async def story() -> None:
        await ask(server.port, "/write/hall")
        hall = [asyncio.create_task(ask(server.port, "/slow", more="Live-Look: 1\r\n")) for _ in range(24)]
        await asyncio.sleep(0.1)
        assert (await ask(server.port, "/write/hall"))[0] == 200
        assert sum(page.done() for page in hall) < 8
        assert {status for status, _ in await asyncio.gather(*hall)} == {200}

    asyncio.run(story())


@pytest.mark.alone
def test_a_stop_finishes_what_people_do_and_begins_nothing_that_pages_fetch_by_themselves(
    start_server: StartServer,
) -> None:
    server = start_server()

    async def story() -> None:
        await ask(server.port, "/write/hall")
        hall = [asyncio.create_task(ask(server.port, "/slow", more="Live-Look: 1\r\n")) for _ in range(24)]
        doing = asyncio.create_task(ask(server.port, "/slow"))
        await asyncio.sleep(0.1)
        began = monotonic()
        server.process.send_signal(signal.SIGTERM)
        statuses = [status for status, _ in await asyncio.gather(*hall)]
        assert (await doing)[0] == 200
        assert (statuses.count(200), statuses.count(503)) == (LOOKING, 24 - LOOKING)
        assert await asyncio.to_thread(server.process.wait, 5) == 0
        assert monotonic() - began < 1

    asyncio.run(story())


def test_a_taken_port_is_refused_in_a_sentence(start_server: StartServer, run_board: RunBoard) -> None:
    server = start_server()
    second = run_board(
        "from taskgroups.config.serve import serve\n"
        "from taskgroups.config.environment import Refused\n"
        f"try: serve({server.port})\n"
        "except Refused as refused: print(refused)"
    )
    assert second.communicate(timeout=60)[0] == (
        f"Task Groups cannot serve on 127.0.0.1 port {server.port} (Address already in use). "
        "Set PORT to a free port, or HOST to an address of this machine.\n"
    )


def test_chores_run_while_the_server_does(start_server: StartServer, tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    server = start_server(BOARD_MARK=str(mark), BOARD_CHORES_FIRST="0.1")
    deadline = monotonic() + 30
    while not (mark.exists() and mark.read_text()) and monotonic() < deadline:
        try:
            server.process.wait(0.05)
        except subprocess.TimeoutExpired:
            continue
    assert mark.read_text() == "done"


def test_a_listening_connection_that_was_cut_comes_back(
    start_server: StartServer, board_environment: dict[str, str], token: Token
) -> None:
    if not board_environment["BOARD_DATABASE"].startswith("postgres"):
        pytest.skip("SQLite has no such connection")
    server = start_server()

    async def story() -> None:
        await ask(server.port, "/write/hall")
        screen = await Screen().open(server.port, token("board/hall", 1))
        with psycopg.connect(board_environment["BOARD_DATABASE"], autocommit=True) as database:
            cut = database.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%'"
                " AND datname = current_database()"
            ).fetchall()
            assert cut == [(True,)]
        run = await asyncio.create_subprocess_exec(sys.executable, "-c", WRITE_ELSEWHERE, env=board_environment)
        assert await run.wait() == 0
        assert await screen.number() == 2

    asyncio.run(story())
