"""Server programs of the system that some proofs need: started on a free port, killed and started again."""

import shutil
import signal
import socket
import subprocess
import time
from pathlib import Path

import pytest


def require(*names: str) -> str:
    """The path of the first of these programs, or a skip that says what is absent."""
    for name in names:
        found = shutil.which(name) or shutil.which(name, path="/usr/sbin:/usr/local/sbin")
        if found:
            return found
    pytest.skip(f"{' or '.join(names)} is absent: DID NOT RUN. `make test` installs it where it may")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(host: str, port: int, seconds: float = 30) -> None:
    """Wait until somebody answers there."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        with socket.socket() as probe:
            if probe.connect_ex((host, port)) == 0:
                return
        time.sleep(0.02)
    raise AssertionError(f"nothing answers on {host}:{port}")


class Redis:
    """A Redis or Valkey of one's own that keeps nothing."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_port()
        self.url = f"redis://127.0.0.1:{self.port}"
        self.start()

    def start(self) -> None:
        program = require("redis-server", "valkey-server")
        options = ["--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--dir", str(self.folder)]
        self.process = subprocess.Popen([program, *options], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        wait_for("127.0.0.1", self.port)

    def kill(self) -> None:
        self.process.send_signal(signal.SIGCONT)
        self.process.kill()
        self.process.wait()
