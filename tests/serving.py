"""Task Groups as a process of its own, on a database with the cast's world in it; and the console script."""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

from tests import image

ROOT = Path(__file__).resolve().parents[1]
SECRET = "a secret of the tests, as long as production asks for: 0123456789"
BUILD = """
import json, django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from django.test import Client
from tests.cast import NAMES, assemble
from tests.world import build
world = build(assemble())
def session_of(who):
    client = Client()
    client.force_login(getattr(world.cast, who))
    return client.cookies["taskgroups_session"].value
words = {name: getattr(world, name).every_word for name in "ad"}
print(json.dumps(words | {"sessions": {who: session_of(who) for who in NAMES}}))
"""


def surroundings(database: Path, **more: str) -> dict[str, str]:
    """The environment of a process on this database, with nothing of the tests' own settings in it."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("TASKGROUPS_", "DJANGO_"))}
    return kept | {"DATABASE_URL": f"sqlite:///{database}", "TASKGROUPS_VAR": str(database.parent / "var")} | more


def taskgroups(*words: object, database: Path, said: str = "", **more: str) -> subprocess.CompletedProcess[str]:
    """Run the console script, and return how it ended and what it said."""
    return subprocess.run(
        [sys.executable, "-m", "taskgroups", *map(str, words)],
        cwd=ROOT, env=surroundings(database, **more), input=said, capture_output=True, text=True, timeout=300,
        check=False,
    )  # fmt: skip


def world_database(database: Path) -> dict[str, dict[str, Any]]:
    """Make a database with the cast's world; return the words of both sides' addresses, and a session of each."""
    environment = surroundings(
        image.copy_to(database), TASKGROUPS_MODE="test", DJANGO_SETTINGS_MODULE="taskgroups.config.settings"
    )
    built = subprocess.run(
        [sys.executable, "-c", BUILD], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert built.returncode == 0, built.stderr
    words: dict[str, dict[str, Any]] = json.loads(built.stdout.splitlines()[-1])
    return words


@contextmanager
def held_port() -> Iterator[int]:
    """A free port, given to nobody else until the end: servers may stop and start on it, and between them it refuses."""
    with socket.socket() as held:
        held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # a server that says so too may listen beside it
        held.bind(("127.0.0.1", 0))
        yield held.getsockname()[1]


@dataclass
class Server:
    """A running server. Use it in a `with` block."""

    database: Path
    mode: str = "test"
    process: subprocess.Popen[str] | None = None
    url: str = ""
    wanted: int = 0  # the port; 0 takes a free one

    def __enter__(self) -> "Server":
        self.process = subprocess.Popen(
            [sys.executable, "-m", "taskgroups", "serve"],
            cwd=ROOT, env=surroundings(self.database, TASKGROUPS_MODE=self.mode, PORT=str(self.wanted)),
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        assert self.process.stdout
        line = self.process.stdout.readline()
        found = re.fullmatch(r"Task Groups is ready on (http://127\.0\.0\.1:\d+)\n", line)
        assert found, line + (self.process.stderr.read() if self.process.stderr else "")
        self.url = found[1]
        return self

    def __exit__(self, kind: type[BaseException] | None, value: object, trace: TracebackType | None) -> None:
        assert self.process
        self.process.send_signal(signal.SIGTERM)
        self.process.communicate(timeout=60)

    @property
    def port(self) -> int:
        return int(self.url.rpartition(":")[2])

    @property
    def most_memory(self) -> int:
        """The most memory the process has held so far, in bytes."""
        assert self.process
        status = Path(f"/proc/{self.process.pid}/status").read_text(encoding="utf-8")
        found = re.search(r"VmHWM:\s+(\d+) kB", status)
        assert found
        return int(found[1]) * 1024


def copy_of(database: Path, folder: Path) -> Path:
    """A copy of a database, and of the files kept beside it, that a test may change."""
    if (database.parent / "var").exists():
        shutil.copytree(database.parent / "var", folder / "var", dirs_exist_ok=True)
    return Path(shutil.copy(database, folder / "copy.sqlite3"))
