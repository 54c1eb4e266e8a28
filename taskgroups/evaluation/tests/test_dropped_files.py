"""Several files dropped on the form in a real browser become items of evidence."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.visit import session_cookie
from tests.once import Made
from tests.serving import Server, copy_of

pytestmark = pytest.mark.browser


def drop(page: Page, place: str, files: list[Path]) -> None:
    """Drag files from the desk and let go of them over a field."""
    field = page.locator(place)
    field.scroll_into_view_if_needed()
    box = field.bounding_box()
    assert box
    at = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}
    held = {"items": [], "files": [str(one) for one in files], "dragOperationsMask": 1}
    browser = page.context.new_cdp_session(page)
    for step in ("dragEnter", "dragOver", "drop"):
        browser.send("Input.dispatchDragEvent", {"type": step, **at, "data": held})


def test_files_dropped_on_the_form_are_added(browser: Browser, world: Made, tmp_path: Path) -> None:
    files = [tmp_path / "Reading log.txt", tmp_path / "Book look.txt"]
    for one in files:
        one.write_text("Twelve books, three year groups.\n", encoding="utf-8")
    with Server(copy_of(world[0], tmp_path)) as server:
        context = browser.new_context(base_url=server.url)
        context.add_cookies([session_cookie(server.url, world[1]["sessions"]["head_a"])])
        page = context.new_page()
        page.goto("/schools/990001/evidence/add-several/")
        drop(page, "#files", files)
        page.locator("input[name=kind]").first.check()
        for part, number in (("day", "1"), ("month", "9"), ("year", "2026")):
            page.locator(f"input[name=dated-{part}]").fill(number)
        page.get_by_role("button", name="Add them").click()
        for title in ("Reading log", "Book look"):
            expect(page.get_by_role("link", name=title, exact=True)).to_be_visible()
        context.close()
