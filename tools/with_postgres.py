"""Runs a command against a PostgreSQL server of its own: `with_postgres.py -- pytest …`.

The server is found on this machine, or installed from the system's packages where that is allowed. It keeps its data
in a folder that is thrown away, in memory where there is room. PostgreSQL refuses to run as root: then it runs as the
system's `postgres` or `nobody`.
"""

import glob
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import quote

MEMORY = Path("/dev/shm")  # noqa: S108 (the folder made in it is our own)
ROOM = 4 * 1024**3  # bytes


def binaries() -> Path:
    """The folder of initdb and postgres, installing them where root may. Ends the run in words where there are none."""
    for attempt in (1, 2):
        found = [str(Path(p).resolve().parent) for p in (shutil.which("initdb"),) if p]
        found += sorted(glob.glob("/usr/lib/postgresql/*/bin"), reverse=True)
        for folder in found:
            if (Path(folder) / "initdb").exists() and (Path(folder) / "postgres").exists():
                return Path(folder)
        if attempt == 1 and os.geteuid() == 0 and shutil.which("apt-get"):
            print("Installing PostgreSQL for the tests", flush=True)
            quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
            subprocess.run(["apt-get", "update", "-q"], check=False, **quiet)
            subprocess.run(["apt-get", "install", "-y", "-q", "postgresql"], check=False, **quiet)
    sys.exit("PostgreSQL is absent and could not be installed: the tests on it DID NOT RUN. Install 'postgresql'.")


def owner() -> str | None:
    """The system account the server runs as, or None for the present one."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            pwd.getpwnam(name)
        except KeyError:
            continue
        return name
    return None


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def roomy(memory: Path) -> Path | None:
    """The folder that is kept in memory, where it has the room that a full run needs; else None."""
    return memory if memory.is_dir() and shutil.disk_usage(memory).free > ROOM else None


def main() -> int:
    """Start the server, run the command, stop the server; give back the command's exit code."""
    command = sys.argv[sys.argv.index("--") + 1 :]
    tools, user, port = binaries(), owner(), free_port()
    folder = Path(tempfile.mkdtemp(prefix="taskgroups-postgres-", dir=roomy(MEMORY)))
    if user:
        shutil.chown(folder, user)
    data = folder / "data"
    make = [tools / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8"]
    subprocess.run(make, user=user, check=True, stdout=subprocess.DEVNULL, cwd=folder)
    settings = ["listen_addresses=127.0.0.1", f"port={port}", f"unix_socket_directories={folder}", "fsync=off"]
    settings += ["synchronous_commit=off", "full_page_writes=off", "autovacuum=off", "max_connections=200"]
    options = [part for one in settings for part in ("-c", one)]
    log = (folder / "log").open("w")
    server = subprocess.Popen([tools / "postgres", "-D", data, *options], user=user, stdout=log, stderr=log, cwd=folder)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the server is stopped then too
    try:
        wait_until_ready(port)
        address = f"postgres://postgres@{quote(str(door(folder, port)), safe='')}:{port}/postgres"
        return subprocess.run(command, env=os.environ | {"DATABASE_URL": address}, check=False).returncode
    finally:
        server.terminate()
        server.wait(timeout=20)
        shutil.rmtree(folder, ignore_errors=True)


def door(folder: Path, port: int) -> Path | str:
    """Where the server is asked: at its socket, a twelfth quicker; by the network where its path is too long."""
    longest = 107  # bytes of a socket's path, as Linux has it
    return folder if len(os.fsencode(folder / f".s.PGSQL.{port}")) <= longest else "127.0.0.1"


def wait_until_ready(port: int) -> None:
    """Wait up to 20 seconds for the server to answer."""
    for _ in range(200):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    sys.exit("PostgreSQL did not start within 20 seconds: the tests on it DID NOT RUN.")


if __name__ == "__main__":
    sys.exit(main())
