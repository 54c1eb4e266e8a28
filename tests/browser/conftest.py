"""A real browser, and the cast's world on a real server."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.visit import Visit
from tests.serving import Server, copy_of, world_database
from tools.find_chromium import chromium as find_chromium


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, or a red test that says it is absent."""
    path = find_chromium() or pytest.fail("Chromium is absent: the browser tests DID NOT RUN. Install 'chromium'.")
    with sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, dict[str, Any]]]:
    """A database with the world of the cast, to be copied, and the words of its addresses."""
    return world_database(tmp_path_factory.mktemp("world"))


@pytest.fixture(scope="session")
def visit(
    browser: Browser, world: tuple[Path, dict[str, dict[str, Any]]], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Visit]:
    """The world of the cast on a server, for looking only."""
    with Server(copy_of(world[0], tmp_path_factory.mktemp("browser"))) as server:
        yield Visit(browser, server.url, world[1])
