"""What a device lacks or has no room for: other tabs, locks, a shelf, streams, the network for what cannot wait."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Dialog, Route, expect

from tests.browser.conftest import TakeTablet
from tests.browser.patience import scripts_ready, standing_still, wait_for
from tests.browser.tablet import Meeting, Tablet, ready

pytestmark = pytest.mark.browser

NO_LOCKS = "Object.defineProperty(Navigator.prototype, 'locks', { value: undefined })"
NO_SHELF = (
    "Object.defineProperty(window, 'indexedDB', { value: { open() { throw new DOMException('', 'SecurityError'); } } })"
)
# Another tab is at it, until `letGo`; `lookedAt` counts how often it was asked whether it is.
ANOTHER_SENDS = """() => new Promise((taken) => {
    const locks = Object.getPrototypeOf(navigator.locks), { request } = locks;
    void request.call(navigator.locks, "taskgroups-away", () => new Promise((free) => { window.letGo = free; taken(); }));
    window.lookedAt = 0;
    locks.request = function (...words) { window.lookedAt += 1; return request.apply(this, words); };
})"""
FILL = """() => new Promise((resolve) => {
    const asked = indexedDB.open("taskgroups-away");
    asked.onsuccess = () => {
        const transaction = asked.result.transaction(["entries"], "readwrite");
        for (let n = 0; n < 500; n++) transaction.objectStore("entries").add({ person: 999999, once: `full ${n}` });
        transaction.oncomplete = () => { asked.result.close(); resolve(); };
    };
})"""


@pytest.mark.parametrize("lacks", ["", NO_LOCKS])
def test_two_tabs_of_one_device_send_what_waits_once_and_in_order(
    take: TakeTablet, meeting: Meeting, lacks: str
) -> None:
    tablet = take("head_b", lacks).enter()
    other = tablet.context.new_page()
    other.goto(meeting.room)
    ready(other)
    tablet.page.bring_to_front()  # a page behind another is drawn once a second
    with tablet.away():
        tablet.ask("What has changed since spring?")
        tablet.write("answer", {"text": "Attendance is up."})
        tablet.next()
        expect(other.locator("[data-away-says]")).to_contain_text("3 entries are kept")
    wait_for(lambda: len(meeting.log()) >= 3 and tablet.shelf()[0] == 0)
    for page in (tablet.page, other):
        expect(page.locator("[data-away-says]")).to_have_text("")
    assert [row["kind"] for row in meeting.log()] == ["question", "answer", "item"]


def test_escape_closes_a_menu_of_the_room_and_the_hand_is_where_it_was_opened(take: TakeTablet) -> None:
    page = take("clerk").enter().page
    for menu in (page.locator("details.rm-people"), page.locator("details.rm-more")):
        menu.locator("summary").press("Enter")
        expect(menu).to_have_attribute("open", "")
        page.keyboard.press("Tab")
        page.keyboard.press("Escape")
        expect(menu).not_to_have_attribute("open", "")
        expect(menu.locator("summary")).to_be_focused()


def test_a_tab_that_finds_another_at_work_looks_again_until_it_is_back(take: TakeTablet) -> None:
    tablet = take("head_b").enter()
    says = tablet.page.locator("[data-away-says]")
    with tablet.away():
        expect(says).to_contain_text("Not connected")
        tablet.page.evaluate(ANOTHER_SENDS)
    before = tablet.page.evaluate("lookedAt")
    wait_for(lambda: tablet.page.evaluate("lookedAt") > before)
    expect(says).to_contain_text("Not connected")
    tablet.page.evaluate("letGo()")
    expect(says).to_have_text("")


def test_a_browser_that_keeps_nothing_says_so_and_its_forms_still_write(take: TakeTablet, meeting: Meeting) -> None:
    tablet = take("head_b", NO_SHELF)
    tablet.page.goto(meeting.room)
    tablet.ask("What has changed since spring?")
    wait_for(lambda: len(meeting.log()) == 1)
    with tablet.away():
        tablet.ask("Who checks it?")
        expect(tablet.foot).to_contain_text(
            "This browser keeps nothing for later: leave this page open until you are back."
        )
    wait_for(lambda: len(meeting.log()) == 2)
    assert [row["text"] for row in meeting.log()] == ["What has changed since spring?", "Who checks it?"]


def test_who_signs_out_while_entries_wait_is_asked_and_may_stay(take: TakeTablet, meeting: Meeting) -> None:
    tablet = take("head_b").enter()
    tablet.context.route("**/room/question/", lambda route: route.abort())
    tablet.ask("What has changed since spring?")
    tablet.page.goto("/")
    scripts_ready(tablet.page)
    asked: list[str] = []

    def answer(dialog: Dialog) -> None:
        asked.append(dialog.message)
        dialog.accept() if len(asked) == 2 else dialog.dismiss()

    tablet.page.on("dialog", answer)
    tablet.page.get_by_role("button", name="Sign out").first.click()
    wait_for(lambda: tablet.page.evaluate("1") == 1 and len(asked) == 1)
    kept = tablet.shelf()[0]
    tablet.page.get_by_role("button", name="Sign out").first.click()
    expect(tablet.page.get_by_role("link", name="Sign in").first).to_be_visible()
    assert (asked[0][:64], kept, tablet.shelf(), meeting.log()) == (
        "1 entry you wrote is still on this device and not sent. Choose O", 1, [0, 0], [],
    )  # fmt: skip


def test_a_full_device_says_so_and_leaves_the_words_in_the_form(take: TakeTablet, meeting: Meeting) -> None:
    tablet = take("head_b").enter()
    tablet.page.evaluate(FILL)
    tablet.ask("What has changed since spring?")  # connected, it needs no room
    with tablet.away():
        expect(tablet.foot).to_contain_text("Not connected")
        panel = tablet.panel("question")
        panel.locator("textarea").fill("Who checks it?")
        panel.locator("#send-question").click()
        expect(panel.get_by_role("alert")).to_have_text(
            "500 entries wait on this device, and it keeps no more. Copy your words, and connect first."
        )
        expect(panel.locator("textarea")).to_have_value("Who checks it?")
    assert [row["text"] for row in meeting.log()] == ["What has changed since spring?"]


NOTICE_STAYS = 8_000  # ms (start.js)
DOUBLE_PRESS = 1_000  # ms in which GOV.UK's button takes a second press for a slip of the first
COVERED = """() => {
    const { top } = document.getElementById("notice").getBoundingClientRect();
    const stuck = [...document.querySelectorAll(".tg-away__see, .tg-room__tab, .rm-foot__state")];
    return stuck.filter((one) => one.getBoundingClientRect().bottom > top + 0.5).map((one) => one.textContent);
}"""


def covered_at(tablet: Tablet, width: int) -> list[str]:
    """What the notice covers of what stays in view at the foot of the room."""
    tablet.page.set_viewport_size({"width": width, "height": 900})
    expect(tablet.page.get_by_role("button", name="See 1 entry")).to_be_in_viewport(ratio=1)
    found: list[str] = tablet.page.evaluate(COVERED)
    return found


def test_what_needs_the_network_says_so_and_stays_where_it_is(take: TakeTablet, meeting: Meeting) -> None:
    tablet = take("clerk")
    tablet.page.clock.install()
    tablet.enter()
    tablet.write("answer", {"text": "Attendance is up."})
    correct = tablet.page.locator("#room-item a.rm-correct", has_text="Correct").first
    with tablet.away():
        expect(tablet.foot).to_contain_text("Not connected")
        tablet.write("answer", {"text": "Punctuality too."})
        tablet.page.locator("#room-more summary").click()
        over = tablet.page.get_by_role("link", name="Hand over the chair (once you are back)")
        expect(over).to_have_attribute("aria-disabled", "true")
        expect(correct).to_contain_text("(once you are back)")
        expect(tablet.page.locator("#room-more a:not([aria-disabled])")).to_have_count(0)
        with standing_still(tablet.page):
            over.click(force=True)  # it may be pressed, though it says that it does nothing now
            expect(tablet.page.locator("#notice")).to_contain_text("That needs the network.")
            assert [covered_at(tablet, width) for width in (360, 768, 1280)] == [[], [], []]
            expect(tablet.page.locator("#notice")).to_contain_text("That needs the network.")
        expect(tablet.item).to_be_visible()
    expect(tablet.page.locator("[data-network-note]")).to_have_count(0)
    correct.click()
    expect(tablet.page.get_by_label("The right words")).to_be_visible()
    scripts_ready(tablet.page)
    with standing_still(tablet.page):
        with tablet.away():
            tablet.page.get_by_label("The right words").fill("What else shows that?")
            tablet.page.get_by_label("Why").fill("Misheard")
            tablet.page.get_by_role("button", name="Correct it").click()
            expect(tablet.page.locator("#notice")).to_contain_text("Your words are still here")
            expect(tablet.page.get_by_label("Why")).to_have_value("Misheard")
        meeting.stop()  # the network is there, and leads nowhere
        tablet.page.clock.run_for(NOTICE_STAYS)
        expect(tablet.page.locator("#notice")).to_have_text("")
        tablet.page.get_by_role("button", name="Correct it").click()
        expect(tablet.page.locator("#notice")).to_contain_text("Your words are still here")
        tablet.page.clock.run_for(DOUBLE_PRESS)
    meeting.start()
    tablet.page.get_by_role("button", name="Correct it").click()
    wait_for(lambda: len(meeting.log("correction")) == 1)
    assert [row["text"] for row in meeting.log("correction")] == ["What else shows that?"]


def test_the_room_without_streams_asks_for_the_same_parts(take: TakeTablet, meeting: Meeting) -> None:
    member, clerk = take("head_c", "delete window.EventSource"), take("clerk").enter()
    member.page.clock.install()
    member.page.goto(meeting.room)
    expect(member.page.locator("[data-live-state]")).to_have_text("Checking every 5 seconds")
    clerk.write("answer", {"text": "Attendance is up."})
    wait_for(lambda: len(meeting.log()) == 1)
    member.page.clock.run_for(5_100)
    expect(member.page.locator("#room-item")).to_contain_text("Attendance is up.")


def test_a_page_kept_on_the_device_has_the_time_that_passed_since(take: TakeTablet, meeting: Meeting) -> None:
    tablet = take("head_b", service_workers="block").enter()
    clock = tablet.page.locator(".rm-clock")
    planned = int(clock.get_attribute("data-planned") or 0) // 60

    def as_kept(route: Route) -> None:
        answer, then = route.fetch(), datetime.now(UTC) - timedelta(minutes=planned + 30)
        route.fulfill(response=answer, body=answer.text().replace("<html", f'<html data-kept="{then.isoformat()}"', 1))

    tablet.page.route(meeting.room, as_kept)
    tablet.page.reload()
    expect(clock).to_have_text(re.compile("^(29|30|31) minutes over$"))
