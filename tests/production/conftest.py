"""A database with the world of the cast, made once, and a server on it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.serving import Server, world_database


@pytest.fixture(scope="package")
def world(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    return world_database(tmp_path_factory.mktemp("world"))


@pytest.fixture(scope="package")
def server(world: tuple[Path, dict[str, Any]]) -> Iterator[Server]:
    with Server(world[0]) as running:
        yield running
