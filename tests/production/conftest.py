"""A database with the world of the cast, made once, and a server on it."""

import os
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


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Processes that keep a database of their own are tried once, not again beside the run on PostgreSQL."""
    if not os.environ.get("DATABASE_URL", "").startswith("postgres"):
        return
    own = [item for item in items if item.path.name in ("test_start.py", "test_uploads.py")]
    items[:] = [item for item in items if item not in own]
    config.hook.pytest_deselected(items=own)
