"""Asks the installation's virus scanner, where a setting names one: a clamd socket, or a command that reads it."""

import shlex
import socket
import struct
import subprocess
from contextlib import closing
from typing import BinaryIO
from urllib.parse import urlsplit

from taskgroups.kit.access.refused import Refused

SECONDS, CHUNK = 60, 64 * 1024
FOUND = "The virus scanner found something in this file, so it was not kept. Ask whoever looks after your computers."
FAILED = "The virus check of this file did not work, so it was not kept. Try again later, or say where it is kept."


def scan(scanner: str, content: BinaryIO) -> None:
    """Return where the scanner has nothing to say of a file, or no scanner is set; `content` is left at its start.

    `scanner` is 'clamd://host:port', 'clamd:///path/of/socket', or a command: it gets the file on its standard input
    and ends with 0 for clean, 1 for found. Raises Refused where something was found, or the scanner did not answer.
    """
    if not scanner:
        return
    try:
        clean = _clamd(scanner, content) if scanner.startswith("clamd:") else _command(scanner, content)
    except (OSError, ValueError, subprocess.SubprocessError):
        raise Refused(FAILED) from None
    finally:
        content.seek(0)
    if not clean:
        raise Refused(FOUND)


def _command(scanner: str, content: BinaryIO) -> bool:
    content.seek(0)
    done = subprocess.run(  # noqa: S603 - the installation's own command
        shlex.split(scanner), input=content.read(), capture_output=True, timeout=SECONDS, check=False
    )
    if done.returncode not in (0, 1):
        raise ValueError(done.returncode)
    return done.returncode == 0


def _clamd(scanner: str, content: BinaryIO) -> bool:
    """The INSTREAM command of clamd: pieces with their length before them, an empty one at the end."""
    where = urlsplit(scanner)
    with closing(_connected(where.hostname, where.port, where.path)) as line:
        line.sendall(b"zINSTREAM\0")
        content.seek(0)
        while piece := content.read(CHUNK):
            line.sendall(struct.pack(">I", len(piece)) + piece)
        line.sendall(struct.pack(">I", 0))
        answer = b""
        while (more := line.recv(4096)) and b"\0" not in answer:
            answer += more
    said = answer.rstrip(b"\0\n").decode("utf-8", "replace")
    if said.endswith("FOUND"):
        return False
    if not said.endswith("OK"):
        raise ValueError(said)
    return True


def _connected(host: str | None, port: int | None, path: str) -> socket.socket:
    if host:
        return socket.create_connection((host, port or 3310), timeout=SECONDS)
    line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    line.settimeout(SECONDS)
    try:
        line.connect(path)
    except OSError:
        line.close()
        raise
    return line
