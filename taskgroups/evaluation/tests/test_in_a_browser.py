"""One area in a real browser: by keyboard alone, saved as one goes, and nothing lost when the sign-in runs out."""

import os
from collections.abc import Iterator

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Browser, Page, expect

from taskgroups.evaluation.models import Draft, Judgement
from tests.browser.patience import context_of, scripts_ready, wait_for

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def screen(browser: Browser, live_server, transactional_db, as_, cast) -> Iterator[Page]:
    """A page signed in as the head of A."""
    session = as_(cast.head_a).cookies["taskgroups_session"].value
    context = context_of(browser, base_url=live_server.url)
    context.add_cookies([{"name": "taskgroups_session", "value": session, "url": live_server.url}])
    yield context.new_page()
    context.close()


def test_an_area_is_judged_by_keyboard_and_saves_itself(screen: Page, cast, area, home) -> None:
    screen.goto(home())
    scripts_ready(screen)
    screen.locator("input[name=grade]").first.focus()
    screen.keyboard.press("Space")
    expect(screen.locator("#state-grade")).to_contain_text("Saved at")
    with screen.expect_response("**/answer/"):
        screen.keyboard.press("ArrowDown")
    expect(screen.locator("input[name=grade]").nth(1)).to_be_focused()
    slug = area.descriptors[0].slug
    screen.locator(f"input[name=answer-{slug}]").first.focus()
    screen.keyboard.press("Space")
    expect(screen.locator(f"#state-{slug}")).to_contain_text("Saved at")
    expect(screen.locator("#progress")).to_contain_text("1 of")
    screen.locator("#why").focus()
    screen.keyboard.type("What we see.")
    expect(screen.locator("#why-state")).to_contain_text("Draft saved at")

    assert Judgement.objects.current().filter(descriptor="").get().value == area.scale[1].slug
    wait_for(lambda: Draft.objects.get().text == "What we see.")  # where typing took long, a part was saved before
    screen.get_by_role("button", name="Save", exact=True).click()
    expect(screen.locator(".tg-said")).to_contain_text("Saved.")
    assert Judgement.objects.current().get(descriptor="").why == "What we see."


def test_a_sign_in_that_runs_out_while_words_save_themselves_keeps_them_all(screen: Page, cast, area, home) -> None:
    screen.goto(home())
    scripts_ready(screen)
    Session.objects.all().delete()
    screen.locator("#why").fill("A long and careful account.")
    screen.wait_for_url("**/sign-in/**")
    screen.get_by_label("E-mail").fill(cast.head_a.email)
    screen.get_by_label("Password", exact=True).fill("correct horse battery staple")
    screen.get_by_role("button", name="Sign in").click()
    screen.wait_for_url("**/held/**")
    screen.get_by_role("button", name="Save it now").click()
    expect(screen.locator("#why")).to_have_value("A long and careful account.")

    assert Judgement.objects.get(descriptor="").why == "A long and careful account."
