"""The journey on the project's own invented register and inspection files."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests import image
from tests.browser.journey import walk
from tests.browser.people import Town
from tests.serving import ROOT, Server, taskgroups

pytestmark = pytest.mark.browser
FILES = ROOT / "taskgroups" / "schools" / "tests" / "files"


def test_a_task_group_from_start_to_finish(browser: Browser, tmp_path: Path) -> None:
    database, log = image.copy_to(tmp_path / "journey.sqlite3"), tmp_path / "log.csv"
    log.write_text("Week,Read\n1,40\n2,80\n", encoding="utf-8")
    register = taskgroups("import_register", FILES / "edubasealldata20260901.csv", database=database)
    outcomes = taskgroups("import_inspections", FILES / "schools_as_at_31_Aug_2025.csv", database=database)
    assert (register.returncode, outcomes.returncode) == (0, 0), register.stderr + outcomes.stderr
    with Server(database) as server:
        walk(Town(browser, server, host=990001, other=990010), "990", log)
