"""The list of evidence fits a tablet held upright, however long the words in it are."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from taskgroups.frameworks.shelf import packs
from tests.browser.visit import session_cookie
from tests.once import Made
from tests.serving import Server, copy_of

pytestmark = pytest.mark.browser
AREA = "personal-development"
TITLE = "Governors’ visit: personal development, Rhosllanerchrugogschoolandnursery"


def test_evidence_does_not_scroll_sideways(browser: Browser, world: Made, tmp_path: Path) -> None:
    pack = next(one for one in reversed(packs().values()) if one.area(AREA))
    statement = pack.area(AREA).descriptors[0].slug
    with Server(copy_of(world[0], tmp_path)) as server:
        context = browser.new_context(base_url=server.url, viewport={"width": 768, "height": 900})
        context.add_cookies([session_cookie(server.url, world[1]["sessions"]["head_a"])])
        page = context.new_page()
        page.goto(f"/schools/990001/evidence/add/?area={AREA}&descriptor={statement}&pack={pack.slug}")
        page.locator("input[name=title]").fill(TITLE)
        page.locator("input[name=kind][value=heard]").check()
        page.locator("input[name=confirmed_by]").fill("Chair of governors and the headteacher")
        for part, number in (("day", "19"), ("month", "9"), ("year", "2026")):
            page.locator(f"input[name=dated-{part}]").fill(number)
        page.locator("main form").get_by_role("button").last.click()
        page.goto("/schools/990001/evidence/?q=Rhosllanerch&pack=cif-2016")
        expect(page.get_by_role("link", name=TITLE)).to_be_visible()
        for width in (700, 768, 959):
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth") <= width
        context.close()
