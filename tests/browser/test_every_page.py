"""Every page, in a real browser, as somebody who may open it: no barrier, nothing off its host, no error, no scroll."""

from itertools import islice

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from playwright.sync_api import Page, expect

from tests.access.table import ROWS
from tests.browser.page_checks import WIDE, Listener, barriers, narrow_to, not_reached_by_tab, wrong_at_a_width
from tests.browser.patience import context_of, scripts_ready
from tests.browser.visit import NOBODY, Visit, looker_at
from tests.cast import NAMES, PASSWORD, email_of

pytestmark = pytest.mark.browser
WITHOUT_SIGNING_IN = ["home", "about", "questions", "frameworks", "framework", "framework-area", "evidence-rule", "risk-rule", "privacy", "retention",
                      "impact-assessment", "reply", "invitation", "training", "training-session", "training-course", "heads-up", "heads-up-issue", "heads-up-section", "heads-up-article", "heads-up-issue-print", "heads-up-archive", "heads-up-search", "heads-up-say", "heads-up-report",
                      "heads-up-by-email", "heads-up-confirm", "heads-up-leave",
                      "account_login", "account_reset_password"]  # fmt: skip
# Some open in a world of another test only.
OPENED = sorted((name for name, row in ROWS.items() if row.a), key=lambda name: (looker_at(name), name))
BY_KEY = ["home", "schools", "school-evaluation", "school-evaluation-area", "school-evidence-add", "school-improvement",
          "task-group", "task-group-people", "task-group-agenda", "task-group-room", "task-group-record"]  # fmt: skip


@pytest.mark.parametrize("name", OPENED)
def test_a_page_for_those_signed_in(name: str, visit: Visit) -> None:
    address, who = visit.page_of(name)
    check(visit, address, who)


@pytest.mark.parametrize("name", WITHOUT_SIGNING_IN)
def test_a_page_for_everybody(name: str, visit: Visit) -> None:
    check(visit, visit.page_of(name)[0], NOBODY)


def test_a_page_there_is_not(visit: Visit) -> None:
    visit.as_(NOBODY)
    with visit.context.expect_console_message(lambda said: "404" in said.text):  # the browser's own note
        visit.page.goto("/no-such-page/")
    assert wrong_at_a_width(visit.page) == []
    visit.listener.take()


@pytest.mark.parametrize("name", BY_KEY)
def test_a_page_by_keyboard(name: str, visit: Visit) -> None:
    page = visit.open(name)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main-content")).to_be_focused()
    visit.open(name)
    assert not_reached_by_tab(page) == []


@pytest.mark.parametrize("name", ["school", "task-group", "task-group-record"])
def test_on_paper_nothing_is_cut_off_at_an_edge(name: str, visit: Visit) -> None:
    address, who = visit.page_of(name)
    visit.as_(who)
    page = visit.context.new_page()
    page.set_viewport_size({"width": 672, "height": 1000})  # what A4 leaves between its margins
    page.emulate_media(media="print")
    page.goto(address)
    edges = page.locator("main :is(h1, h2, p, dt, dd, th, td)").evaluate_all(
        "all => all.map((one) => one.getBoundingClientRect()).filter((box) => box.width).map((b) => [b.left, b.right])"
    )
    assert [edge for edge in edges if edge[0] < 0 or edge[1] > 673] == []
    page.close()


def test_on_paper_no_closed_lid_stands_but_what_belongs_on_paper_is_open(visit: Visit) -> None:
    page = visit.open("school-evidence-coverage")
    first, second = page.locator("main details").nth(0), page.locator("main details").nth(1)
    page.emulate_media(media="print")
    expect(first).to_be_hidden()
    first.evaluate("(one) => one.classList.add('tg-on-paper')")
    second.evaluate("(one) => { one.open = true }")
    for one in (first, second):
        expect(one.locator("summary")).to_be_visible()
        expect(one.locator("tbody tr").first).to_be_visible()
    page.emulate_media(media="screen")


def test_on_paper_all_of_what_was_written_in_a_box_is_to_be_read(visit: Visit) -> None:
    page = visit.open("school-evaluation-area")
    box = page.get_by_label("Why?")
    box.evaluate("(one) => { one.value = 'What the books of each year show, and for whom.\\n'.repeat(40) }")
    hidden = "(one) => one.scrollHeight > one.clientHeight"
    page.emulate_media(media="print")
    on_paper = box.evaluate(hidden)
    page.emulate_media(media="screen")
    assert (on_paper, box.evaluate(hidden)) == (False, True)


@pytest.mark.parametrize(("key", "panel"), [("q", "question"), ("a", "action"), ("e", "evidence")])
def test_a_key_of_the_room_leads_to_what_one_writes(key: str, panel: str, visit: Visit) -> None:
    visit.as_("head_b")
    visit.page.goto(visit.page_of("task-group-room")[0])
    scripts_ready(visit.page)
    expect(visit.page.locator("[data-live-state]")).to_have_text("Connected")
    visit.page.keyboard.press(key)
    expect(visit.page.locator(f"#do-{panel} :is(textarea, select, input):focus")).to_be_visible()
    visit.page.keyboard.press("Escape")
    visit.page.keyboard.press("?")
    expect(visit.page.get_by_role("heading", name="Keys in the room")).to_be_visible()


def test_the_pages_of_one_time_codes(visit: Visit) -> None:
    """Somebody of the cast sets up codes, looks at each page about them, and meets the page that asks for one."""
    visit.as_("stranger")
    page, listener = visit.page, visit.listener
    page.goto("/codes/app/on/")
    if page.get_by_role("heading", name="Show that it is you").count():
        page.get_by_label("Password", exact=True).fill(PASSWORD)
        page.locator("main button[type=submit]").click()
    expect(page.locator("#id_code")).to_be_visible()
    assert looked_at(page, listener) == []
    page.get_by_text("The camera does not work").click()
    turn_on(page, page.locator(".tg-key").inner_text().strip())
    for address in ("/codes/", "/codes/recovery/", "/codes/recovery/new/", "/codes/app/off/"):
        page.goto(address)
        assert looked_at(page, listener) == [], address
    fresh = context_of(visit.browser, base_url=visit.home, viewport={"width": WIDE, "height": 900})
    heard, page = Listener(fresh, visit.home), fresh.new_page()
    page.goto("/sign-in/")
    page.get_by_label("E-mail").fill(email_of(NAMES["stranger"]))
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="Enter your code")).to_be_visible()
    assert looked_at(page, heard) == []
    fresh.close()


def turn_on(page: Page, secret: str) -> None:
    """Turn one-time codes on with the code of this moment; with the next one, where its half minute ran out."""
    for _ in range(5):
        page.locator("#id_code").fill(code_now(secret))
        with page.expect_navigation():
            page.locator("main button[type=submit]").last.click()
        if not page.url.endswith("/codes/app/on/"):
            return
    raise AssertionError("no code was taken")


def code_now(secret: str) -> str:
    """The code an app on a telephone would show now."""
    counters = list(yield_hotp_counters_from_time())
    return format_hotp_value(hotp_value(secret, counters[len(counters) // 2]))


def looked_at(page: Page, listener: Listener) -> list[str]:
    """What is wrong with the page that is open."""
    return wrong_at_a_width(page) + listener.take()


def check(visit: Visit, address: str, who: str) -> None:
    """Open an address and ask of it what is asked of every page."""
    visit.as_(who)
    visit.listener.take()
    if not visit.go_to(address, who):
        visit.listener.take()
        return
    assert looked_at(visit.page, visit.listener) == [], f"{address} as {who}"


def test_what_is_wrong_is_noticed(visit: Visit) -> None:
    visit.as_(NOBODY)
    narrow_to(visit.page, WIDE)
    visit.page.goto("/about/")
    with visit.context.expect_console_message(lambda said: "elsewhere.example" in said.text):
        visit.page.evaluate("""() => { document.querySelector('main').innerHTML =
            '<img src="https://elsewhere.example/x.png"><p style="width: 900px">Wide</p><span tabindex=0></span>' }""")
    assert [one.partition(",")[0] for one in barriers(visit.page, WIDE)] == ["at 1280: image-alt"]
    heard = " ".join(visit.listener.take())
    assert ("elsewhere.example" in heard, "Content Security Policy" in heard) == (True, True)


def test_what_scrolls_sideways_is_noticed(visit: Visit) -> None:
    visit.as_(NOBODY)
    visit.page.goto("/about/")
    visit.page.evaluate("() => { document.querySelector('main').style.width = '900px' }")
    assert [one.partition(" where ")[2] for one in wrong_at_a_width(visit.page)] == [
        f"{width} are there" for width in (768, 641, 320)
    ]


def test_enough_pages_were_looked_at(visit: Visit) -> None:
    asked = sorted((visit.page_of(name) for name in OPENED), key=lambda one: not visit.pages.get(one))
    assert len(list(islice((one for one in asked if visit.is_page(*one)), 80))) == 80
