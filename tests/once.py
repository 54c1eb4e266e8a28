"""What is made once: Chromium once for a process, the world of the cast once for all that test side by side."""

import fcntl
import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

Made = tuple[Path, dict[str, dict[str, Any]]]


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:
    """Chromium, or a red test that says it is absent. Each test looks with a context of its own."""
    from playwright.sync_api import sync_playwright

    from tests.browser.patience import expect_patiently
    from tools.find_chromium import chromium

    path = chromium() or pytest.fail("Chromium is absent: the browser tests DID NOT RUN. Install 'chromium'.")
    expect_patiently()
    with sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Made:
    """A database with the world of the cast, to be copied and not changed, the words of its addresses and sessions."""
    from tests.serving import world_database

    own = tmp_path_factory.getbasetemp()
    folder = own if worker_id == "master" else own.parent  # where the other workers look, too
    database, words = folder / "world.sqlite3", folder / "world.json"
    with (folder / "world.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # the second to come waits for the first
        if not words.exists():
            words.write_text(json.dumps(world_database(database)), encoding="utf-8")
    return database, json.loads(words.read_text(encoding="utf-8"))
