"""The cast's world on a real server, for looking only."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.visit import Visit
from tests.once import Made
from tests.serving import Server, copy_of


@pytest.fixture(scope="session")
def visit(browser: Browser, world: Made, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visit]:
    """The world of the cast on a server, for looking only."""
    with Server(copy_of(world[0], tmp_path_factory.mktemp("browser"))) as server:
        yield Visit(browser, server.url, world[1])
