"""The board served by processes of their own, which can be stopped, killed and started again on the same port."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Mapping
from time import monotonic

from bench.streams.processes import line_of
from taskgroups.kit.live.tests.tables import ROOT, SETTINGS, make_tables

__all__ = ["ROOT", "Server", "make_tables"]


class Server:
    """One web host: its address, and its processes where it is running."""

    def __init__(self, database: str, wake: str = "", workers: int = 1, host: str = "127.0.0.1") -> None:
        self.surroundings: Mapping[str, str] = SETTINGS | {"BOARD_DATABASE": database, "BOARD_WAKE": wake}
        self.workers, self.host = workers, host
        self.stops: list[float] = []  # how long each took, in seconds
        with socket.socket() as probe:
            probe.bind((host, 0))
            self.port = int(probe.getsockname()[1])
        self.start()

    def start(self) -> None:
        """Start, and return when it is ready."""
        program = f"from taskgroups.config.serve import leave, serve; serve({self.port}, '{self.host}'); leave()"
        if self.workers > 1:
            program = (
                "from taskgroups.config.serve import leave; from taskgroups.config.workers import serve_with; "
                f"serve_with({self.workers}, '{self.host}', {self.port}); leave()"
            )
        self.process = subprocess.Popen(
            [sys.executable, "-c", program], env=os.environ | self.surroundings, cwd=ROOT,
            stdout=subprocess.PIPE, text=True, start_new_session=True,
        )  # fmt: skip
        line = line_of(self.process, 60)
        if "is ready on" not in line:
            raise RuntimeError(f"the server did not start: {line}")

    def stop(self) -> None:
        """Stop it as an operator would; `stops` keeps how long that took."""
        began = monotonic()
        self.process.send_signal(signal.SIGTERM)
        self._wait()
        self.stops.append(monotonic() - began)

    def kill(self) -> None:
        """Kill it with all its workers in the middle of whatever they do."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self._wait()

    def _wait(self) -> None:
        self.process.wait(20)
        if self.process.stdout:
            self.process.stdout.close()
