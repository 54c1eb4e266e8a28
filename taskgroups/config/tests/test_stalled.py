"""A screen that does not read costs a little memory, and holds up neither the others nor the end."""

import asyncio
import signal
import socket
from collections.abc import Callable

import pytest

from taskgroups.config.serve import GRACE
from taskgroups.config.tests import conftest
from taskgroups.config.tests.conftest import Screen, StartServer, ask

EVENTS = 4000
SOON = GRACE / 2  # seconds: whoever held up the end would cost all of GRACE
# Small buffers in the system, so that a few thousand messages fill them; then more events than they hold.
FLOOD = """
import socket, sys, threading, time
from taskgroups.config import serve
from taskgroups.kit.live import hub, running
hub.STALLED_AFTER = {patience}
def small(host, port, shared, open_door=serve.open_door):
    door = open_door(host, port, shared)
    door.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4096)
    return door
serve.open_door = small
def flood():
    while not (running.current() and running.current().hub.count() == 2):
        time.sleep(0.01)
    for number in range(2, {events} + 1):
        running.current().call(running.current().hub.advance, "board/hall", number)
        time.sleep(0.0002)
    while running.current() and "sam" in running.current().hub._people:
        time.sleep(0.01)
    print("dropped", flush=True)
threading.Thread(target=flood, daemon=True).start()
serve.serve({port})
"""
Token = Callable[[str, object], str]


@pytest.fixture
def board_database(tmp_path: object) -> str:
    """The database plays no part here: one will do."""
    return f"sqlite:///{tmp_path}/board.sqlite3"


async def watch_beside_one_who_does_not_read(port: int, token: Token) -> socket.socket:
    await ask(port, "/write/hall")
    stalled = socket.create_connection(("127.0.0.1", port))
    stalled.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    stalled.sendall(f"GET /live/{token('board/hall', 'sam')} HTTP/1.1\r\nHost: board\r\n\r\n".encode())
    screen = await Screen().open(port, token("board/hall", "ann"))
    while await screen.number() < EVENTS:
        pass
    return stalled


@pytest.mark.parametrize("patience", [0.5, 60], ids=["dropped before", "still there"])
def test_others_see_everything_and_the_server_stops(
    start_server: StartServer, monkeypatch: pytest.MonkeyPatch, token: Token, patience: float
) -> None:
    program = FLOOD.format(patience=patience, events=EVENTS, port="{port}")
    monkeypatch.setattr(conftest, "SERVE", program)
    server = start_server()
    stalled = asyncio.run(watch_beside_one_who_does_not_read(server.port, token))
    assert server.process.stdout
    if patience < 1:
        assert server.process.stdout.readline() == "dropped\n"
    server.process.send_signal(signal.SIGTERM)
    assert server.process.wait(SOON) == 0
    stalled.close()
    assert server.process.communicate()[1] == ""
