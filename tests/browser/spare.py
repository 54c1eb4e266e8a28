"""A server that starts at once: a process that has read the application waits, and serves in children of its own.

To start afresh takes two seconds of the processor, and the tests of the room start two dozen servers. How the command
itself starts and ends is tried in tests/production.
"""

import os
import select
import shutil
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.browser.patience import PATIENCE
from tests.serving import ROOT, copy_of, surroundings

# Reads all that the first pages would read, then serves on each port it is told, one after the other.
WAIT = """
import os, signal, sys
from taskgroups.config import asgi
from taskgroups.config.serve import leave, serve
from django.db import connections
from django.template import engines
from django.urls import get_resolver
from taskgroups.frameworks import shelf
get_resolver().url_patterns, engines.all(), shelf.packs()
connections.close_all()
signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody asks how they ended
for port in sys.stdin:
    if os.fork():
        continue
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    print(os.getpid(), flush=True)
    try:
        serve(int(port))
    except BaseException as wrong:
        print("It did not start:", wrong, flush=True)
    leave()
"""


@dataclass
class Spare:
    """The process that waits, and the one child of it that serves at a time, always on the same database file."""

    folder: Path
    child: int = 0  # a file that is readable once the child has ended

    def __post_init__(self) -> None:
        self.database = self.folder / "copy.sqlite3"
        self.process = subprocess.Popen(
            [sys.executable, "-c", WAIT],
            cwd=ROOT, env=surroundings(self.database, TASKGROUPS_MODE="test"),
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip

    def begin_with(self, database: Path) -> None:
        """Put a copy of a database, and of the files beside it, where the next server finds it."""
        shutil.rmtree(self.folder)
        self.folder.mkdir()
        copy_of(database, self.folder)

    def start(self, port: int) -> str:
        """Serve on this port; return the address."""
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(f"{port}\n")
        self.process.stdin.flush()
        self.child = os.pidfd_open(int(self.process.stdout.readline()))
        said = self.process.stdout.readline().strip()
        assert said.startswith("Task Groups is ready on "), said
        return said.removeprefix("Task Groups is ready on ")

    def stop(self) -> None:
        """Stop serving, if it serves."""
        if not self.child:
            return
        signal.pidfd_send_signal(self.child, signal.SIGTERM)
        ended, _, _ = select.select([self.child], [], [], PATIENCE)
        os.close(self.child)
        self.child = 0
        assert ended, "the server did not end"

    def end(self) -> None:
        """End the process that waits."""
        self.stop()
        self.process.communicate(timeout=PATIENCE)
