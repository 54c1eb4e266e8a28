"""The journey on real schools, where the register leaves town, place and provision blank."""

import csv
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests import image
from tests.browser.journey import walk
from tests.browser.people import Somebody, Town
from tests.browser.visit import sign_in
from tests.serving import Server, taskgroups

pytestmark = pytest.mark.browser
REGISTER = "register/warwickshire_2026_layout_ASSEMBLED.csv"
INSPECTIONS = "inspections/warwickshire_as_at_31_Aug_2025.csv"


def test_a_task_group_on_real_schools(browser: Browser, tmp_path: Path, shared_data: Path) -> None:
    database, log = image.copy_to(tmp_path / "journey.sqlite3"), tmp_path / "log.csv"
    log.write_text("Week,Read\n1,40\n2,80\n", encoding="utf-8")
    register = taskgroups("import_register", shared_data / REGISTER, database=database)
    outcomes = taskgroups("import_inspections", shared_data / INSPECTIONS, database=database)
    assert (register.returncode, outcomes.returncode) == (0, 0), register.stderr + outcomes.stderr
    without_place, with_place = choose(shared_data / REGISTER)
    with Server(database) as server:
        town = Town(browser, server, host=int(without_place["URN"]), other=int(with_place["URN"]))
        walk(town, "937", log)
        look_round(town, without_place["EstablishmentName"], with_place["EstablishmentName"])


def choose(register: Path) -> tuple[dict[str, str], dict[str, str]]:
    """An open primary school without coordinates, and an open secondary school with them."""
    with register.open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["EstablishmentStatus (name)"] == "Open"]
    primary = next(r for r in rows if r["PhaseOfEducation (name)"] == "Primary" and not r["Easting"])
    secondary = next(r for r in rows if r["PhaseOfEducation (name)"] == "Secondary" and r["Easting"])
    return primary, secondary


def look_round(town: Town, without_place: str, with_place: str) -> None:
    """Search finds both; the map shows the one and lists the other beside it; the head corrects the provision."""
    lead = Somebody(town, "Lena Lead")
    sign_in(lead.context.new_page(), lead.email)
    for name in (without_place, with_place):
        lead.goto("/schools/")
        lead.page.get_by_label("Name, town, postcode or URN").fill(name)
        lead.page.keyboard.press("Enter")
        expect(lead.page.get_by_role("link", name=name).first).to_be_visible()
    lead.goto("/consortia/journey/")
    expect(lead.page.locator(".sch-pin")).to_have_count(1)
    expect(lead.page.get_by_text(without_place).first).to_be_visible()
    head = Somebody(town, "Hana Head")
    sign_in(head.context.new_page(), head.email)
    head.goto(f"/schools/{town.host}/provision/")
    head.page.get_by_role("group", name="Early years (children under five)").get_by_role("radio").nth(1).check()
    head.press("Save")
    assert head.heard.take() + lead.heard.take() == []
