"""A real browser, and the cast's world on a real server."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.visit import Visit
from tests.serving import Server, world_database
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
def visit(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visit]:
    """The world of the cast on a server, for looking only."""
    database, words = world_database(tmp_path_factory.mktemp("browser"))
    with Server(database) as server:
        yield Visit(browser, server.url, words)
