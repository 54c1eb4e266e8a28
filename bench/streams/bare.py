"""The bare server beside which ours is measured: raw asyncio, one commit for each event, one write for each listener.

It knows no person, no token, no table to look into after a break, no slow reader. `python -m bench.streams.bare` on
the database of DATABASE_URL prints its port.
"""

import asyncio
import os
import re
import sqlite3
from collections.abc import Awaitable, Callable

import psycopg

HEAD = b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n"
Commit = Callable[[], Awaitable[None]]


class Connection(asyncio.Protocol):
    """A listener, or somebody who writes."""

    listeners: set[asyncio.WriteTransport] = set()
    number = 0
    commit: Commit

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport: asyncio.WriteTransport = transport  # type: ignore[assignment]

    def data_received(self, data: bytes) -> None:
        if re.match(rb"GET /live/", data):
            self.listeners.add(self.transport)
            self.transport.write(HEAD + message(Connection.number))
        else:
            self.task = asyncio.create_task(self.tell())

    def connection_lost(self, error: Exception | None) -> None:
        self.listeners.discard(self.transport)

    async def tell(self) -> None:
        """Commit, tell everybody, answer."""
        async with LOCK:
            await Connection.commit()
            Connection.number = number = Connection.number + 1
        said = message(number)
        for transport in self.listeners:
            transport.write(said)
        self.transport.write(b'HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n{"number": %d, "new": true}' % number)
        self.transport.close()


LOCK = asyncio.Lock()


def message(number: int) -> bytes:
    """Return the same bytes that ours sends."""
    said = b'event: look\nid: %d\ndata: {"number": %d}\n\n' % (number, number)
    return b"%x\r\n%b\r\n" % (len(said), said)


async def committing(url: str) -> Commit:
    """Return what commits one row, on PostgreSQL or SQLite."""
    make, write = "CREATE TABLE bare (at int)", "INSERT INTO bare VALUES (1)"
    if url.startswith("postgres"):
        connection = await psycopg.AsyncConnection.connect(url, autocommit=True)
        await connection.execute("DROP TABLE IF EXISTS bare")
        await connection.execute(make)

        async def on_postgres() -> None:
            await connection.execute(write)

        return on_postgres
    file = sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)
    file.execute("PRAGMA journal_mode=WAL")
    file.execute("PRAGMA synchronous=FULL")
    file.execute(make)

    async def on_sqlite() -> None:
        file.execute(write)

    return on_sqlite


async def main() -> None:
    """Serve until killed."""
    Connection.commit = await committing(os.environ["DATABASE_URL"])
    loop = asyncio.get_running_loop()
    server = await loop.create_server(Connection, "127.0.0.1", 0, backlog=2048)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main())
