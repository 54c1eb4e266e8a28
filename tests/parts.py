"""Tells the parts of the suite apart by what a test uses, keeps the unit part pure, and says how quick it was.

- unit: no database, no browser, no process of its own; pytest-django refuses it the database, this file a process.
- database: what uses the database; run on SQLite and on PostgreSQL.
- process: starts processes that keep a database of their own (marked by hand, or by the fixtures named below);
  with the mark on_postgres that is one on the server of DATABASE_URL, so they run beside it and nowhere else.
"""

import gc
import os
import re
import subprocess
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

PARTS = ("browser", "process", "database")
DATABASE = {"db", "transactional_db", "django_db_setup", "live_server"}
PROCESS = {"run_board", "start_server", "board_environment", "world", "server"}
MARKED = {part: re.compile(rf"\bmark\.{part}\b") for part in ("alone", "browser")}
ELSEWHERE = re.compile(r"^pytestmark = .*\b(browser|process|alone|django_db)\b", re.MULTILINE)


def part_of(item: pytest.Item) -> str:
    """The part a test belongs to, from its marks and from the fixtures it asks for."""
    fixtures = set(getattr(item, "fixturenames", ()))
    for part in PARTS:
        if item.get_closest_marker(part):
            return part
    if fixtures & PROCESS:
        return "process"
    return "database" if item.get_closest_marker("django_db") or fixtures & DATABASE else "unit"


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark each test with its part, before `-m` chooses. Beside PostgreSQL what was tried on SQLite is left out."""
    for item in items:
        _refuse_a_mark_from_elsewhere(item)
        item.add_marker(part_of(item))
    if os.environ.get("DATABASE_URL", "").startswith("postgres"):
        again = [item for item in items if _brings_its_own(item)]
        items[:] = [item for item in items if item not in set(again)]
        config.hook.pytest_deselected(items=again)


def _refuse_a_mark_from_elsewhere(item: pytest.Item) -> None:
    """A mark by which files are left unread stands in the file itself."""
    for part, written in MARKED.items():
        if item.get_closest_marker(part) and not written.search(_read(item.path)):
            raise pytest.UsageError(f"{item.path}: write pytest.mark.{part} in this file, else it is not read for it.")


def _brings_its_own(item: pytest.Item) -> bool:
    """Whether a test starts processes on a database of its own that is not PostgreSQL's, or says that once is enough."""
    if item.get_closest_marker("once"):
        return True
    if item.get_closest_marker("on_postgres"):
        return False
    chosen = getattr(item, "callspec", None)
    kind = chosen.params.get("board_database") if chosen else None
    return kind == "sqlite" or (kind is None and bool(item.get_closest_marker("process")))


def pytest_configure() -> None:
    """Collecting makes tens of thousands of objects that stay: the collector of cycles need not look at them."""
    gc.disable()


def pytest_collection_finish() -> None:
    gc.freeze()
    gc.enable()
    gc.set_threshold(50_000)


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Do not even read a file of tests of which none can be in the part asked for.

    For the unit part that is one whose every test says it belongs elsewhere; for what runs alone and what drives a
    browser, one without the mark: `pytest_collection_modifyitems` refuses such a mark that does not stand in the file.
    """
    part = config.option.markexpr.partition(" ")[0]
    if part not in ("unit", *MARKED) or not collection_path.name.startswith("test_"):
        return None
    text = _read(collection_path)
    return (bool(ELSEWHERE.search(text)) if part == "unit" else not MARKED[part].search(text)) or None


@cache
def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _refused(self: object, *_: object, **__: object) -> None:
    raise AssertionError("A test of the unit part started a process. Mark its file with pytest.mark.process.")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    """Refuse a unit test a process of its own."""
    if not item.get_closest_marker("unit"):
        return (yield)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(subprocess.Popen, "__init__", _refused)
        return (yield)


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """Say how many tests passed in how long, everything since the process began counted in."""
    passed = len(terminalreporter.stats.get("passed", ()))
    if passed > 1 and not hasattr(config, "workerinput"):
        wall, cpu = _since_start(), time.process_time()
        whole = f"{passed:,} tests in {wall:.1f} s, {passed / wall:.0f} a second, start and collection included"
        terminalreporter.write_line(f"{whole} (processor time of this process {cpu:.1f} s)")


def _since_start() -> float:
    """Seconds since this process began."""
    with open("/proc/self/stat", encoding="ascii") as told:
        ticks = int(told.read().rpartition(")")[2].split()[19])
    return time.clock_gettime(time.CLOCK_BOOTTIME) - ticks / os.sysconf("SC_CLK_TCK")
