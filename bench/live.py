"""The live streams under load, each run beside a bare asyncio broadcast server on the same database.

The application is the board of the live ground's own tests: one write is one page request, one row, one commit. Time
runs from the moment before that request to the moment a screen holds the 'look' with the event's number; the page's
own fetch afterwards is not in it. BENCH_SECONDS shortens each run. A run that hangs or breaks is ended and counted as
'failed'; the others go on.
"""

import json
import os
import signal
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from subprocess import Popen, TimeoutExpired
from urllib.parse import urlsplit

from bench.streams import processes
from taskgroups.config.tests.programs import Redis
from taskgroups.kit.live.tests.conftest import on_postgres
from taskgroups.kit.live.tests.tables import SETTINGS, make_tables

SERVE = {
    1: "from taskgroups.config.serve import serve; serve(0)",
    2: "from taskgroups.config.workers import serve_with; serve_with(2, '127.0.0.1', 0)",
}
FAULTS = ("lost", "doubled", "misordered", "broken")  # each must be 0
PATIENCE = 180.0  # seconds beyond those of the run in which a process must say its next word
SECONDS = float(os.environ.get("BENCH_SECONDS", "20"))
COLUMNS = (
    "median ms", "95th ms", "99th ms", "95th by bare", *FAULTS, "failed",
    "CPU %", "kB each", "threads", "connections",
)  # fmt: skip


@dataclass(frozen=True)
class Load:
    """One run: on which database, woken how, how many workers and listeners, events a second."""

    database: str
    wake: str
    workers: int
    listeners: int
    rate: float

    @property
    def name(self) -> str:
        many = "worker" if self.workers == 1 else "workers"
        return f"{self.wake}, {self.workers} {many}, {self.listeners:,} x {self.rate:g}/s"


LOADS = (
    Load("sqlite", "SQLite", 1, 1000, 10),
    Load("postgresql", "NOTIFY", 1, 1000, 10),
    Load("postgresql", "NOTIFY", 2, 1000, 10),
    Load("postgresql", "Redis", 1, 1000, 10),
    Load("postgresql", "Redis", 2, 1000, 10),
    Load("postgresql", "NOTIFY", 2, 5000, 2),
    Load("postgresql", "Redis", 2, 5000, 2),
    *(GROWING := tuple(Load("postgresql", "NOTIFY", 1, many, 2) for many in (100, 500, 1000, 2500, 5000))),
)


def run() -> dict[str, float]:
    """Return the figures of each load, ours and bare, as 'NOTIFY, 2 workers, 1,000 x 10/s: 95th ms'."""
    chosen = os.environ.get("BENCH_LOADS", "")
    found: dict[str, float] = {}
    for load in LOADS:
        if chosen and not any(part in load.name for part in chosen.split(";")):
            continue
        if load.database == "postgresql" and not os.environ.get("DATABASE_URL", "").startswith("postgres"):
            continue
        try:
            found |= _beside_the_bare(load)
        except (OSError, RuntimeError, TimeoutExpired, ValueError) as error:
            print(f"FAILED: {load.name}: {error!r}", flush=True)
            found[f"{load.name}: failed"] = 1.0
    return found | _growth(found)


def _beside_the_bare(load: Load) -> dict[str, float]:
    bare, ours = _measured(load, _bare), _measured(load, _ours)
    ours["95th by bare"] = ours["95th ms"] / bare["95th ms"]
    figures = {f"{load.name}: {figure}": value for figure, value in ours.items()}
    return figures | {f"{load.name}, bare: {figure}": value for figure, value in bare.items()}


def _growth(found: Mapping[str, float]) -> dict[str, float]:
    """How many times as much each number of listeners takes as the smallest one."""
    first, *others = GROWING
    grown = {}
    for load in others:
        for figure in ("median ms", "95th ms", "99th ms", "CPU %", "kB each"):
            small, large = (found.get(f"{one.name}: {figure}") for one in (first, load))
            if small and large:
                grown[f"growth from {first.listeners} to {load.listeners:,}: {figure}"] = large / small
    return grown


def _measured(load: Load, serving: "Serving") -> dict[str, float]:
    with ExitStack() as stack:
        url = stack.enter_context(_database(load.database))
        _, port, workers = stack.enter_context(serving(load, url))
        before = processes.kilobytes_of(workers)
        load_by = ("-m", "bench.streams.screens", str(port), str(load.listeners), str(load.rate), str(SECONDS))
        screens = stack.enter_context(_stopping(processes.start(*load_by)))
        _expect(screens, "open")
        figures = {"kB each": (processes.kilobytes_of(workers) - before) / load.listeners}
        used, ours = processes.seconds_of(workers), processes.seconds_of([screens.pid])
        _go_on(screens)
        _expect(screens, "written")
        figures["CPU %"] = 100 * (processes.seconds_of(workers) - used) / SECONDS
        figures["load CPU %"] = 100 * (processes.seconds_of([screens.pid]) - ours) / SECONDS
        figures["threads"] = processes.most_threads(workers)
        figures["connections"] = processes.most_connections(workers, urlsplit(url).port or 0)
        _go_on(screens)
        return figures | json.loads(processes.line_of(screens, PATIENCE))


Serving = Callable[[Load, str], AbstractContextManager[tuple[Popen[str], int, list[int]]]]


@contextmanager
def _database(kind: str) -> Iterator[str]:
    if kind == "sqlite":
        with tempfile.TemporaryDirectory() as folder:
            yield f"sqlite:///{folder}/board.sqlite3"
        return
    with on_postgres() as url:
        yield url


@contextmanager
def _ours(load: Load, url: str) -> Iterator[tuple[Popen[str], int, list[int]]]:
    board = SETTINGS | {"BOARD_DATABASE": url}
    make_tables(url)
    with ExitStack() as stack:
        if load.wake == "Redis":
            bus = Redis(Path(stack.enter_context(tempfile.TemporaryDirectory())))
            stack.callback(bus.kill)
            board |= {"BOARD_WAKE": bus.url}
        server = stack.enter_context(_stopping(processes.start("-c", SERVE[load.workers], **board)))
        line = processes.line_of(server, PATIENCE)
        yield server, int(line.rpartition(":")[2]), processes.children(server.pid)


@contextmanager
def _bare(load: Load, url: str) -> Iterator[tuple[Popen[str], int, list[int]]]:
    with _stopping(processes.start("-m", "bench.streams.bare", DATABASE_URL=url)) as server:
        yield server, int(processes.line_of(server, PATIENCE)), [server.pid]


@contextmanager
def _stopping(process: Popen[str]) -> Iterator[Popen[str]]:
    try:
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.communicate(timeout=15)
        except TimeoutExpired:
            process.kill()
            process.communicate()


def _expect(process: Popen[str], word: str) -> None:
    said = processes.line_of(process, SECONDS + PATIENCE).strip()
    if said != word:
        raise RuntimeError(f"the screens said '{said}' in place of '{word}'")


def _go_on(process: Popen[str]) -> None:
    process.stdin.write("\n")  # type: ignore[union-attr]
    process.stdin.flush()  # type: ignore[union-attr]


def table(figures: Mapping[str, float]) -> str:
    """Return the figures as one line a run."""
    runs = list(dict.fromkeys(name.rpartition(": ")[0] for name in figures))
    lines = [f"{'':<42}" + "".join(f"{column:>13}" for column in COLUMNS)]
    for one in runs:
        cells = (figures.get(f"{one}: {column}") for column in COLUMNS)
        lines.append(f"{one:<42}" + "".join(f"{'':>13}" if c is None else f"{c:>13.2f}" for c in cells))
    return "\n".join(lines)
