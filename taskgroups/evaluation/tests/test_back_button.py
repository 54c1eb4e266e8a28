"""The Back button in a real browser: what was saved stays, what is sent anew is another thing, and nothing is left over."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.visit import session_cookie
from tests.once import Made
from tests.serving import Server, copy_of

pytestmark = pytest.mark.browser


@pytest.fixture
def head(browser: Browser, world: Made, tmp_path: Path) -> Iterator[Page]:
    """The head of A, on a server that may be written to."""
    with Server(copy_of(world[0], tmp_path)) as server:
        context: BrowserContext = browser.new_context(base_url=server.url)
        context.add_cookies([session_cookie(server.url, world[1]["sessions"]["head_a"])])
        yield context.new_page()
        context.close()


def add_evidence(page: Page, title: str) -> None:
    """Fill in the form that is open and save it."""
    page.get_by_label("Title", exact=True).or_(page.locator("input[name=title]")).first.fill(title)
    page.locator("input[name=kind]").first.check()
    for part, number in (("day", "1"), ("month", "9"), ("year", "2026")):
        page.locator(f"input[name=dated-{part}]").fill(number)
    page.locator("main form").get_by_role("button").last.click()
    expect(page).to_have_url("/schools/990001/evidence/")


def test_back_to_a_form_that_was_saved_and_sent_anew_it_is_another_item(head: Page) -> None:
    head.goto("/schools/990001/evidence/add/")
    add_evidence(head, "Reading log, spring")
    head.go_back()
    expect(head).to_have_url("/schools/990001/evidence/add/")
    add_evidence(head, "Reading log, summer")
    for title in ("Reading log, spring", "Reading log, summer"):
        expect(head.get_by_role("link", name=title)).to_have_count(1)


def test_back_to_words_that_were_not_saved_they_are_there(head: Page) -> None:
    head.goto("/schools/990001/evidence/add/")
    head.locator("input[name=title]").fill("Half a thought")
    head.goto("/schools/990001/")
    head.go_back()
    expect(head.locator("input[name=title]")).to_have_value("Half a thought")


def test_after_signing_out_back_shows_nothing_of_the_school(head: Page) -> None:
    head.goto("/schools/990001/evidence/")
    expect(head.get_by_role("heading", level=1)).to_contain_text("Evidence")
    head.get_by_role("button", name="Sign out").first.click()
    expect(head.get_by_role("link", name="Sign in").first).to_be_visible()
    head.go_back()
    expect(head.get_by_label("Password", exact=True)).to_be_visible()
    expect(head.get_by_text("Alder Primary School")).to_have_count(0)
