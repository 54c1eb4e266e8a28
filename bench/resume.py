"""Whatever breaks, nothing acknowledged is lost: cut connections, restarts under 500 streams, kill -9, a lost host.

Four writers write without pause for thought while harm is done, each note again under its key until it is
acknowledged. Screens follow as live.js does, with its pauses of one to four seconds. Afterwards the table is compared
with what was acknowledged, and what every screen saw with the table. Every fault must be 0.
"""

import asyncio
import os
import tempfile
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from statistics import median
from subprocess import SubprocessError

from bench.streams.hosts import Hosts
from bench.streams.proofs import FAULTS, Harm, cutting, killing, losing, prove, restarting
from bench.streams.serving import Server, make_tables
from taskgroups.kit.live.tests.conftest import on_postgres

AT_MOST = 600.0  # seconds for one proof
COLUMNS = ("acknowledged", "unanswered", "breaks", "caught up in s", "median stop in s", "slowest stop in s", *FAULTS)
# What is done: by how many workers, to how many screens, what, and how long each writer waits between two notes.
PROOFS: dict[str, tuple[int, int, Callable[[Server], Harm], float]] = {
    "1,000 cut connections": (1, 200, lambda _: cutting(1000, 0.02), 0.2),
    "5 restarts, 500 streams": (1, 500, lambda server: restarting(server, 5, 5), 0.5),
    "5 restarts, 500 streams, two workers": (2, 500, lambda server: restarting(server, 5, 5), 0.5),
    "killed 10 times": (1, 20, lambda server: killing(server, 10, 2), 0.0),
}


def run() -> dict[str, float]:
    """Return the figures of each proof on each database, as 'sqlite, killed 10 times: breaks'."""
    found: dict[str, float] = {}
    databases = ["sqlite"] + ["postgresql"] * os.environ.get("DATABASE_URL", "").startswith("postgres")
    for database in databases:
        for name, (workers, *work) in PROOFS.items():
            if workers == 1 or database == "postgresql":  # SQLite is served by one
                found |= _named(f"{database}, {name}", partial(_one_host, database, workers, *work))
    if "postgresql" in databases:
        found |= _named("one of two hosts killed", _two_hosts)
    return found


def _named(name: str, proof: Callable[[], dict[str, float]]) -> dict[str, float]:
    """The figures of a proof under its name; 'failed' where it could not be brought to its end."""
    try:
        return {f"{name}: {figure}": value for figure, value in proof().items()}
    except (OSError, RuntimeError, SubprocessError) as error:
        print(f"FAILED: {name}: {error!r}", flush=True)
        return {f"{name}: failed": 1.0}


def _one_host(
    database: str, workers: int, screens: int, harm: Callable[[Server], Harm], pause: float
) -> dict[str, float]:
    with _serving(database, workers) as server:
        figures = asyncio.run(_bounded(prove((server.host, server.port), screens, harm(server), pause)))
        if server.stops:
            figures |= {"median stop in s": median(server.stops), "slowest stop in s": max(server.stops)}
        return figures


async def _bounded(proof: Awaitable[dict[str, float]]) -> dict[str, float]:
    async with asyncio.timeout(AT_MOST):
        return await proof


@contextmanager
def _serving(database: str, workers: int) -> Iterator[Server]:
    with tempfile.TemporaryDirectory() as folder, _database(database, folder) as url:
        make_tables(url)
        server = Server(url, workers=workers)
        try:
            yield server
        finally:
            with suppress(ProcessLookupError):
                server.kill()


@contextmanager
def _database(kind: str, folder: str) -> Iterator[str]:
    if kind == "sqlite":
        yield f"sqlite:///{folder}/board.sqlite3"
        return
    with on_postgres() as url:
        yield url


def _two_hosts() -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder, on_postgres() as url:
        hosts = Hosts(url, Path(folder), workers=2)
        try:
            return asyncio.run(_bounded(prove(hosts.address, 200, losing(hosts.web[0], 5), pause=0.2)))
        finally:
            hosts.stop()


def table(figures: Mapping[str, float]) -> str:
    """Return the figures as one line a proof."""
    runs = list(dict.fromkeys(name.rpartition(": ")[0] for name in figures))
    lines = []
    for one in runs:
        lines.append(one)
        known = [column for column in (*COLUMNS, "failed") if f"{one}: {column}" in figures]
        lines += [f"    {column:<36}{figures[f'{one}: {column}']:>12,.2f}" for column in known]
    return "\n".join(lines)
