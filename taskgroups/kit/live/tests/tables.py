"""The board's tables in an empty database: made by Django once for a process, copied for whoever comes after."""

import atexit
import os
import shutil
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

ROOT = Path(__file__).resolve().parents[4]
SETTINGS = {"DJANGO_SETTINGS_MODULE": "taskgroups.kit.live.tests.board.settings"}


def make_tables(database: str) -> None:
    """Make the board's tables in the empty database at this address, SQLite's or PostgreSQL's."""
    address = urlsplit(database)
    if address.scheme == "sqlite":
        shutil.copy(_file(), address.path)
        return
    name, server = address.path[1:], address._replace(path="/postgres").geturl()
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name}")
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {_template(server)}")


@cache
def _file() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="taskgroups-board-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    _migrate(f"sqlite:///{folder}/board.sqlite3")
    return folder / "board.sqlite3"


@cache
def _template(server: str) -> str:
    """The name of a database with the tables in it, gone when this process ends."""
    name = f"board_tables_{os.getpid()}"

    def drop() -> None:
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")

    drop()
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    atexit.register(drop)
    _migrate(urlsplit(server)._replace(path=f"/{name}").geturl())
    return name


def _migrate(database: str) -> None:
    command = [sys.executable, "-m", "django", "migrate", "--run-syncdb", "-v0"]
    subprocess.run(command, env=os.environ | SETTINGS | {"BOARD_DATABASE": database}, cwd=ROOT, check=True, timeout=120)
