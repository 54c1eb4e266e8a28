"""A screen as live.js is one, without a browser: it follows the stream, fetches what it has not got, comes back.

It keeps every number that a fetch gave it, in the order in which they came, so that what is missing, double or out of
order shows.
"""

import asyncio
import contextlib
import json
import random
import re
from collections.abc import AsyncIterator, Callable

Address = tuple[str, int]
LOOK = re.compile(rb"event: look\nid: (\d+)\n")
AWAY = (OSError, EOFError, TimeoutError, ConnectionError)
SILENT_AFTER = 40.0  # seconds, as live.js has it


class Unanswered(ConnectionError):
    """No whole answer came, or one that is no 200: whether it was done nobody knows."""


async def ask(
    address: Address, path: str, method: str = "GET", more: str = "", within: float = 10
) -> dict[str, object]:
    """Make one request, with `more` lines of its head, and return the object in its answer. Raises Unanswered."""
    try:
        async with asyncio.timeout(within):
            reader, writer = await asyncio.open_connection(*address)
            head = f"{method} {path} HTTP/1.0\r\nHost: board\r\nContent-Length: 0\r\n{more}\r\n"  # 1.0: not in chunks
            writer.write(head.encode())
            with contextlib.closing(writer):
                answer = await reader.read()
    except AWAY as error:
        raise Unanswered(str(error)) from error
    found = re.search(rb"\{.*\}", answer, re.DOTALL)
    if not re.match(rb"HTTP/1\.[01] 200 ", answer) or not found:
        raise Unanswered(answer[:60])
    return dict(json.loads(found[0]))


class Follower:
    """One screen. `hurry` shortens the pause before it comes back, which the server draws from 1 to 4 seconds."""

    def __init__(self, address: Address, token: str, hurry: float = 1.0) -> None:
        self.address, self.token, self.hurry = address, token, hurry
        self.seen: list[int] = []
        self.breaks = 0
        self.pause = random.uniform(1, 4)
        self._transport: asyncio.WriteTransport | None = None
        self._told = False

    @property
    def known(self) -> int:
        return self.seen[-1] if self.seen else 0

    @property
    def connected(self) -> bool:
        """Whether it holds a stream that has told it a number."""
        return self._transport is not None and self._told

    async def follow(self) -> None:
        """Follow until cancelled."""
        while True:
            try:
                await self._stream()
            except AWAY:
                pass
            finally:
                self.cut()
            self.breaks += 1
            await asyncio.sleep(self.pause * self.hurry)

    def cut(self) -> None:
        """Break the connection off, as a network does: without a word to the other end."""
        if self._transport:
            self._transport.abort()
        self._transport, self._told = None, False

    async def _stream(self) -> None:
        # Not asyncio.wait_for: in Python 3.11 it forgets that it was cancelled where an answer comes at that moment.
        async with asyncio.timeout(5):
            reader, writer = await asyncio.open_connection(*self.address)
        self._transport = writer.transport
        writer.write(f"GET /live/{self.token} HTTP/1.1\r\nHost: board\r\n\r\n".encode())
        async with asyncio.timeout(10):
            head = await reader.readuntil(b"\r\n\r\n")
        if not head.startswith(b"HTTP/1.1 200 "):
            raise Unanswered(head[:60])
        told = b""
        while data := await _heard(reader):
            told = told[-200:] + data
            if pause := re.search(rb"retry: (\d+)\n", told):
                self.pause = int(pause[1]) / 1000
            self._told = self._told or b"event: look" in told
            if any(int(number) > self.known for number in LOOK.findall(told)):
                await self._fetch()

    async def _fetch(self) -> None:
        answer = await ask(self.address, f"/log/hall?after={self.known}", more="Live-Look: 1\r\n")
        self.seen += [int(number) for number, _ in answer["notes"]]  # type: ignore[attr-defined]


async def _heard(reader: asyncio.StreamReader) -> bytes:
    """What comes next; nothing where the stream has ended. Raises TimeoutError where nothing comes."""
    async with asyncio.timeout(SILENT_AFTER):
        return await reader.read(65536)


class Writer:
    """Writes notes, each until it is acknowledged: again under the same key where no answer came."""

    def __init__(self, address: Address) -> None:
        self.address = address
        self.acknowledged: dict[str, int] = {}
        self.unanswered = 0

    async def write(self, key: str) -> None:
        """Write one note, however often that has to be tried."""
        while key not in self.acknowledged:
            try:
                answer = await ask(self.address, f"/write/hall?key={key}", "POST")
                self.acknowledged[key] = int(answer["number"])  # type: ignore[call-overload]
            except Unanswered:
                self.unanswered += 1
                await asyncio.sleep(0.1)


@contextlib.asynccontextmanager
async def following(followers: list[Follower]) -> AsyncIterator[None]:
    """Let these follow while the block runs; all have looked once when it begins."""
    tasks = [asyncio.create_task(one.follow()) for one in followers]
    try:
        if not await until(lambda: all(one.known for one in followers), 60):
            raise TimeoutError("not every screen could open its stream")
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def until(true: Callable[[], bool], seconds: float) -> bool:
    """Wait until it is true, at most so long; return whether it is."""
    loop = asyncio.get_running_loop()
    end = loop.time() + seconds
    while not true() and loop.time() < end:
        await asyncio.sleep(0.02)
    return true()
