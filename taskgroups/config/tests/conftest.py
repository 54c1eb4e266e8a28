"""A real server in a process of its own, serving the board."""

import asyncio
import re
from collections.abc import Callable

import pytest
from django.test import override_settings

from taskgroups.kit.live.tests.conftest import RunBoard, board_database, board_environment, run_board

__all__ = ["board_database", "board_environment", "run_board"]

SERVE = "from taskgroups.config.serve import serve; serve({port})"
StartServer = Callable[..., "Server"]


class Server:
    """A running server: its port and process."""

    def __init__(self, run: RunBoard, port: int = 0, **more: str) -> None:
        self.process = run(SERVE.format(port=port), **more)
        assert self.process.stdout
        line = self.process.stdout.readline()
        found = re.fullmatch(r"Task Groups is ready on http://127\.0\.0\.1:(\d+)\n", line)
        assert found, line + (self.process.stderr.read() if self.process.stderr else "")
        self.port = int(found[1])


@pytest.fixture
def start_server(run_board: RunBoard) -> StartServer:
    return lambda port=0, **more: Server(run_board, port, **more)


@pytest.fixture
def token() -> Callable[[str, object], str]:
    """Make a token as the board's own process would."""
    from taskgroups.kit.live import make_token

    def make(channel: str, person: object) -> str:
        with override_settings(SECRET_KEY="a board for tests alone"):
            return make_token(channel, person)

    return make


async def ask(port: int, path: str, method: str = "GET", more: str = "") -> tuple[int, bytes]:
    """Make one request; return status and body."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(f"{method} {path} HTTP/1.1\r\nHost: board\r\nConnection: close\r\n{more}\r\n".encode())
    answer = await asyncio.wait_for(reader.read(), 30)
    writer.close()
    head, _, body = answer.partition(b"\r\n\r\n")
    return int(head.split()[1]), body


class Screen:
    """One open stream over a plain socket."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter

    async def open(self, port: int, token: str) -> "Screen":
        self.reader, self.writer = await asyncio.open_connection("127.0.0.1", port)
        self.writer.write(f"GET /live/{token} HTTP/1.1\r\nHost: board\r\n\r\n".encode())
        await self.number()
        return self

    async def number(self) -> int:
        """Wait for the next 'look' and return its number."""
        found = await asyncio.wait_for(self.reader.readuntil(b'"number": '), 30)
        assert b"event: look\n" in found
        return int((await self.reader.readuntil(b"}"))[:-1])

    async def rest(self) -> bytes:
        """Return what comes until the end."""
        return await asyncio.wait_for(self.reader.read(), 30)
