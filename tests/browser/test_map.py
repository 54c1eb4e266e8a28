"""Pins on the maps of schools are pressed: they tick the school in the list beside them, or lead to it."""

import pytest
from playwright.sync_api import expect

from tests.browser.visit import Visit

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("press", ["a finger", "Enter"])
def test_a_pin_ticks_its_school_and_says_so(press: str, visit: Visit) -> None:
    page = visit.open("consortium-schools")
    box = page.locator("input[name=pick]:not(:checked)").first
    pin = page.locator(f".sch-pin[href='#{box.get_attribute('id')}']")
    before, number = str(pin.get_attribute("aria-label")), pin.locator("text").inner_html()
    box = page.locator(str(pin.get_attribute("href")))
    for chosen, label, mark in ((True, f"{before}, chosen", "✓"), (False, before, number)):
        if press == "Enter":
            pin.focus()
            page.keyboard.press("Enter")
        else:
            pin.locator("circle").click()
        expect(box).to_be_checked(checked=chosen)
        expect(pin).to_have_attribute("aria-label", label)
        expect(pin.locator("title")).to_have_text(label)
        expect(pin.locator("text")).to_have_text(mark)


def test_ticking_a_school_in_the_list_marks_its_pin(visit: Visit) -> None:
    page = visit.open("consortium-schools")
    box = page.locator("input[name=pick]:not(:checked)").first
    pin = page.locator(f".sch-pin[href='#{box.get_attribute('id')}']")
    page.locator(f"label[for='{box.get_attribute('id')}']").click()
    expect(pin.locator("text")).to_have_text("✓")


def test_a_pin_of_a_consortium_leads_to_its_school(visit: Visit) -> None:
    page = visit.open("consortium")
    pin = page.locator(".sch-pin").first
    school = str(pin.get_attribute("aria-label")).partition(": ")[2]
    pin.locator("circle").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(school)
