"""The board's tables, in the test database, and the board as a project of its own for real processes."""

import os
import subprocess
import sys
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
from django.db import connection

from taskgroups.kit.live.tests.tables import ROOT, SETTINGS, make_tables


@pytest.fixture(scope="session")
def board_tables(django_db_setup: None, django_db_blocker: object) -> Iterator[None]:
    """The board's tables beside the application's own."""
    from taskgroups.kit.live.tests.board.models import Board, Note

    with django_db_blocker.unblock():
        with connection.schema_editor() as editor:
            editor.create_model(Board)
            editor.create_model(Note)
        yield
        with connection.schema_editor() as editor:
            editor.delete_model(Note)
            editor.delete_model(Board)


@pytest.fixture(params=["sqlite", "postgresql"])
def board_database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an empty database of the board; on PostgreSQL where DATABASE_URL is one."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'board.sqlite3'}"
        return
    with on_postgres() as address:
        yield address


@contextmanager
def on_postgres(template: Callable[[str], str] | None = None) -> Iterator[str]:
    """The address of a PostgreSQL database beside the one of DATABASE_URL, or a skip that says why not.

    It is empty, or a copy of the one whose name `template` gives, asked with the address of the server.
    """
    given = os.environ.get("DATABASE_URL", "")
    if not given.startswith("postgres"):
        pytest.skip("DATABASE_URL is not a PostgreSQL: this case runs in the PostgreSQL part of `make test`")
    name = f"board_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(given, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}" + (f" TEMPLATE {template(given)}" if template else ""))
        yield urlsplit(given)._replace(path=f"/{name}").geturl()
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def board_environment(board_database: str) -> dict[str, str]:
    """The surroundings of a process of the board, its tables made."""
    make_tables(board_database)
    return os.environ | SETTINGS | {"BOARD_DATABASE": board_database}


RunBoard = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def run_board(board_environment: dict[str, str]) -> Iterator[RunBoard]:
    """Start a Python program as a process of the board; it is gone after the test."""
    started: list[subprocess.Popen[str]] = []

    def run(program: str, **more: str) -> "subprocess.Popen[str]":
        process = subprocess.Popen(
            [sys.executable, "-c", program],
            env=board_environment | more,
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        return process

    yield run
    for process in started:
        process.kill()
        process.communicate()
