"""live.js in a real Chromium against the real server."""

import signal
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Page, expect

from taskgroups.config.tests.conftest import StartServer
from tests.browser.patience import PATIENCE, context_of, wait_for
from tests.serving import held_port

pytestmark = pytest.mark.browser
NOON = datetime(2031, 3, 4, 12, tzinfo=UTC)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page; an error or a refusal by the content security policy fails the test."""
    context = context_of(browser)
    page: Page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda said: errors.append(said.text) if "Security Policy" in said.text else None)
    yield page
    context.close()
    assert errors == []


LOOKED = """document.addEventListener("live:look", (event) => { window.looked = event.detail.number; })"""


REFUSED_ONCE = """
const Real = EventSource;
let asked = 0;
window.EventSource = class extends Real { constructor(url) { super(asked++ ? url : "/live/none"); } };
"""


@pytest.fixture
def board_database(tmp_path: object) -> str:
    """The page does not know which database there is: one will do."""
    return f"sqlite:///{tmp_path}/board.sqlite3"


def get(port: int, path: str) -> None:
    urlopen(f"http://127.0.0.1:{port}{path}", timeout=PATIENCE).close()


def test_news_arrive_and_are_announced(start_server: StartServer, page: Page) -> None:
    port = start_server().port
    page.add_init_script(LOOKED)
    page.clock.install(time=NOON)
    page.goto(f"http://127.0.0.1:{port}/page/hall")
    expect(page.locator("[data-live-state]")).to_have_text("Connected")
    page.clock.pause_at(NOON + timedelta(hours=1))  # from here on time stands still, and a page that asks does not
    expect(page.locator("[data-live-state]")).to_have_text("Connected")
    for _ in range(10):
        get(port, "/write/hall")
    wait_for(lambda: page.evaluate("window.looked") == 10)
    page.clock.run_for(1_000)
    expect(page.locator("[data-live-news]")).to_have_text("10 new entries")
    page.clock.resume()
    expect(page.locator("#count")).to_have_text("10")
    get(port, "/remove/hall/ann")
    expect(page.locator("[data-live-state]")).to_have_text("This is no longer yours to follow. Load the page again.")


def test_what_a_page_fetches_by_itself_is_marked_so(start_server: StartServer, page: Page) -> None:
    port = start_server().port
    page.goto(f"http://127.0.0.1:{port}/page/hall")
    expect(page.locator("[data-live-state]")).to_have_text("Connected")
    with page.expect_request("**/notes/hall") as fetched:
        get(port, "/write/hall")
    assert fetched.value.headers["live-look"] == "1"


def test_what_somebody_is_writing_is_never_swapped_away(start_server: StartServer, page: Page) -> None:
    port = start_server().port
    page.goto(f"http://127.0.0.1:{port}/page/hall")
    expect(page.locator("[data-live-state]")).to_have_text("Connected")
    note = page.get_by_label("Your note")
    note.fill("We read every book")
    get(port, "/write/hall")
    expect(page.locator("[data-live-news]")).to_have_text("1 new entry")
    assert (page.locator("#count").inner_text(), note.input_value()) == ("0", "We read every book")
    page.locator("#elsewhere").focus()
    page.evaluate("document.querySelector('[data-live-news]').textContent = ''")
    get(port, "/write/hall")
    expect(page.locator("[data-live-news]")).to_have_text("1 new entry")
    assert (page.locator("#count").inner_text(), note.input_value()) == ("0", "We read every book")
    note.fill("")
    page.locator("#elsewhere").focus()
    expect(page.locator("#count")).to_have_text("2")


@pytest.fixture
def port() -> Iterator[int]:
    """A port on which one server follows another."""
    with held_port() as held:
        yield held


def test_a_restart_is_survived_and_what_was_missed_is_fetched(start_server: StartServer, page: Page, port: int) -> None:
    first = start_server(port=port)
    page.goto(f"http://127.0.0.1:{first.port}/page/hall")
    expect(page.locator("[data-live-state]")).to_have_text("Connected")
    first.process.send_signal(signal.SIGTERM)
    expect(page.locator("[data-live-state]")).to_have_text("Reconnecting…")
    first.process.wait(PATIENCE)
    start_server(port=first.port)
    get(first.port, "/write/hall")
    expect(page.locator("#count")).to_have_text("1")
    expect(page.locator("[data-live-state]")).to_have_text("Connected")


def test_without_a_stream_the_page_asks_every_five_seconds(start_server: StartServer, page: Page) -> None:
    port = start_server().port
    page.add_init_script("delete window.EventSource")
    page.clock.install(time=NOON)
    page.goto(f"http://127.0.0.1:{port}/page/hall")
    expect(page.locator("[data-live-state]")).to_have_text("Checking every 5 seconds")
    with page.expect_response("**/notes/hall"):
        page.clock.pause_at(NOON + timedelta(hours=1))  # it asks at once, and from here on time stands still
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    get(port, "/write/hall")
    page.clock.run_for(4900)
    assert (asked, page.locator("#count").inner_text()) == ([], "0")
    with page.expect_request("**/notes/hall"):
        page.clock.run_for(200)
    page.clock.resume()
    expect(page.locator("#count")).to_have_text("1")


def test_a_page_that_is_refused_asks_instead(start_server: StartServer, page: Page) -> None:
    port = start_server().port
    page.goto(f"http://127.0.0.1:{port}/page/hall?person=nobody")
    expect(page.locator("[data-live-state]")).to_have_text("Checking every 5 seconds")


def test_where_a_proxy_answers_for_a_server_that_starts_anew_the_stream_is_back_in_seconds(
    start_server: StartServer, page: Page
) -> None:
    port = start_server().port
    page.add_init_script(REFUSED_ONCE)
    page.clock.install()
    page.goto(f"http://127.0.0.1:{port}/page/hall")
    expect(page.locator("[data-live-state]")).to_have_text("Checking every 5 seconds")
    page.clock.run_for(5_100)
    expect(page.locator("[data-live-state]")).to_have_text("Connected")
