"""A database of the board and a server on it."""

from collections.abc import Iterator
from contextlib import suppress

import pytest

from bench.streams.serving import Server, make_tables
from taskgroups.kit.live.tests.conftest import board_database

__all__ = ["board_database"]


@pytest.fixture
def server(board_database: str) -> Iterator[Server]:
    make_tables(board_database)
    started = Server(board_database)
    yield started
    with suppress(ProcessLookupError):
        started.kill()
