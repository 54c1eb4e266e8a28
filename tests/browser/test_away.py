"""The console while the network is gone, and when it is back: nothing lost, nothing twice, each as its writer."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Route, expect

from tests.browser.conftest import TakeTablet
from tests.browser.patience import context_of, standing_still, wait_for
from tests.browser.tablet import Meeting, Tablet
from tests.cast import NAMES

pytestmark = pytest.mark.browser
NOTED = ["question", "question", "answer", "evidence", "judgement", "action", "confidential", "paused", "resumed"]


def cut_off(browser: Browser, meeting: Meeting, profile: Path) -> Tablet:
    """The chair's tablet, which keeps what it has when it is closed, in a room whose server went away."""
    tablet = Tablet.lasting(browser, meeting, profile)
    tablet.begin_as("head_b")
    tablet.enter()
    meeting.stop()
    tablet.page.reload()
    return tablet


def test_a_meeting_goes_on_without_a_network_and_arrives_once_in_order(
    browser: Browser, meeting: Meeting, tmp_path: Path
) -> None:
    tablet = cut_off(browser, meeting, tmp_path)
    expect(tablet.foot).to_have_text("Not connected. What you note is kept on this device and sent when you are back.")
    for _ in range(3):
        tablet.next()
    first_area = tablet.item.inner_text()
    tablet.note_all_kinds()
    kept = "12 entries are kept on this device"
    expect(tablet.foot).to_contain_text(f"Not connected. {kept} and will be sent when you are back.")
    tablet.page.reload()
    expect(tablet.item).to_have_text(first_area)
    expect(tablet.waiting).to_have_count(7)
    assert tablet.broke == []
    tablet.die(tmp_path)

    tablet = Tablet.lasting(browser, meeting, tmp_path)
    tablet.context.clear_cookies()  # signed out meanwhile; Chromium writes cookies every 30 seconds, so it may still know one
    tablet.page.goto(meeting.room)
    expect(tablet.foot).to_contain_text("12 entries")
    assert meeting.log() == []
    meeting.start()
    expect(tablet.foot).to_contain_text(f"{kept}. Sign in again, then they go.")
    tablet.page.get_by_role("link", name="Sign in").click()
    tablet.sign_in("head_b")
    tablet.page.goto(meeting.room)
    wait_for(lambda: len(meeting.log()) >= 12 and tablet.shelf()[0] == 0)
    expect(tablet.page.locator("#room-item")).to_contain_text("Check attendance each Friday")
    expect(tablet.foot).to_have_text("")
    written = meeting.log()
    assert [row["kind"] for row in written] == ["item"] * 3 + NOTED
    assert {row["item"] for row in written[3:10]} == {first_area}
    assert [row["at"] for row in written] == sorted(row["at"] for row in written)
    assert (tablet.shelf()[0], tablet.broke) == (0, [])
    tablet.context.close()


def test_what_was_written_lies_on_the_device_no_longer_though_the_answer_took_the_place_of_its_form(
    take: TakeTablet, meeting: Meeting
) -> None:
    tablet = take("head_b").enter().follows()
    tablet.ask("What has changed since spring?")
    wait_for(lambda: tablet.shelf()[0] == 0)
    with tablet.away():
        tablet.ask("What did parents say of it?")
        expect(tablet.foot).to_contain_text("1 entry is kept on this device")
        expect(tablet.page.get_by_role("button", name="See 1 entry")).to_be_visible()


def test_what_waits_when_the_tablet_dies_goes_by_itself_when_it_is_opened_again(
    browser: Browser, meeting: Meeting, tmp_path: Path
) -> None:
    tablet = cut_off(browser, meeting, tmp_path)
    tablet.ask("What has changed since spring?")
    expect(tablet.foot).to_contain_text("1 entry is kept on this device")
    tablet.die(tmp_path)
    meeting.start()

    tablet = Tablet.lasting(browser, meeting, tmp_path)
    tablet.begin_as("head_b")
    tablet.page.goto(meeting.room)
    wait_for(lambda: tablet.shelf()[0] == 0)
    expect(tablet.foot).to_have_text("")
    assert ([row["text"] for row in meeting.log()], tablet.broke) == (["What has changed since spring?"], [])
    tablet.context.close()


def test_what_was_written_though_its_answer_was_lost_is_not_written_again(take: TakeTablet, meeting: Meeting) -> None:
    tablet = take("head_b", service_workers="block")
    tablet.page.clock.install(time=datetime.now(UTC) - timedelta(hours=3))
    tablet.enter()
    for _ in range(20):  # an answer of the server that took long tells nothing of its clock
        if tablet.page.evaluate("() => localStorage.getItem('taskgroups-away-clock')"):
            break
        tablet.enter()

    def lose(route: Route) -> None:
        route.fetch()
        route.abort()

    tablet.page.route("**/room/question/", lose, times=2)
    tablet.page.route("**/room/move/", lose, times=1)
    with tablet.page.expect_request_finished(
        lambda request: request.url.endswith("/question/") and request.failure is None
    ):
        tablet.ask("What has changed since spring?")
    tablet.next()
    expect(tablet.foot).to_have_text("")
    asked, moved = meeting.log()
    assert (asked["text"], asked["kind"], moved["kind"]) == ("What has changed since spring?", "question", "item")
    told, written = (datetime.fromisoformat(asked[name]) for name in ("at", "written_at"))
    assert timedelta(0) <= written - told < timedelta(hours=1)  # and not three hours, as the device believes


def test_without_a_network_the_agenda_keeps_the_minutes_that_each_item_took(take: TakeTablet, meeting: Meeting) -> None:
    tablet = take("head_b", service_workers="block")
    tablet.page.clock.install()
    tablet.enter().follows()
    tablet.next()  # to an item that nobody was at before
    time = tablet.page.locator("#room-rail [aria-current] .tg-agenda__time")
    row = tablet.page.locator(f"#{time.locator('..').get_attribute('id')}")
    planned = int(time.get_attribute("data-planned") or 0) // 60
    with tablet.away():
        expect(tablet.foot).to_contain_text("Not connected")
        with standing_still(tablet.page):  # after three minutes
            expect(time).not_to_have_text(f"{planned} minutes left")
            left = int(time.inner_text().split()[0])
            tablet.next()
            expect(row).to_contain_text(f"{planned - left} of {planned} minutes used")
        row.click()
        tablet.page.get_by_role("button", name="Bring the room here").click()
        expect(row).to_contain_text("Now,")
        expect(row).not_to_contain_text(f"{planned} minutes left")


def test_without_a_service_worker_the_page_says_that_it_is_not_to_be_loaded_again(
    take: TakeTablet, meeting: Meeting
) -> None:
    tablet = take("clerk", service_workers="block").enter()
    with tablet.away():
        tablet.write("answer", {"text": "Attendance is up."})
        expect(tablet.foot).to_contain_text(
            "1 entry is kept on this device and will be sent when you are back. Loading this page again does not work until you are back."
        )
        expect(tablet.page.locator(".rm-kept")).to_contain_text("Kept on this device")
    expect(tablet.foot).to_have_text("")
    expect(tablet.page.locator(".rm-kept")).to_have_count(0)
    assert [row["text"] for row in meeting.log()] == ["Attendance is up."]


def test_two_devices_that_moved_the_agenda_agree_and_both_are_told(take: TakeTablet, meeting: Meeting) -> None:
    chair, clerk = take("head_b").enter(), take("clerk").enter()
    first = chair.item.inner_text()
    with chair.away():
        chair.next()
        seen_by_chair = chair.item.inner_text()
        clerk.next()
        clerk.next()
        stays = clerk.item.inner_text()
    told = re.compile(f"Ben Birch moved to {seen_by_chair} .*The room had gone on to {stays} and stays there.")
    for screen in (chair, clerk):
        expect(screen.page.locator("[data-overtaken]")).to_have_text(told)
        expect(screen.item).to_have_text(stays)
    assert first not in (seen_by_chair, stays)
    assert [row["by"] for row in meeting.log("item")] == ["Kim Clerk", "Kim Clerk", "Ben Birch"]


def test_another_person_on_the_same_tablet_sees_and_sends_nothing_of_the_first(
    take: TakeTablet, meeting: Meeting
) -> None:
    tablet = take("head_b").enter()
    with tablet.away():
        tablet.ask("What has changed since spring?")
        tablet.context.clear_cookies()
    expect(tablet.foot).to_contain_text("Sign in again, then it goes.")
    tablet.sign_in("clerk")
    tablet.enter()
    expect(tablet.page.get_by_text("Entries of another person wait on this device.")).to_be_visible()
    expect(tablet.waiting).to_have_count(0)
    meeting.stop()
    tablet.page.reload()
    expect(tablet.page.locator("body")).to_contain_text("Kim Clerk")
    meeting.start()
    tablet.enter()
    tablet.page.get_by_role("button", name="Sign out").first.click()
    expect(tablet.page.get_by_role("link", name="Sign in").first).to_be_visible()
    wait_for(lambda: tablet.shelf() == [1, 0])
    assert meeting.log() == []
    tablet.sign_in("head_b")
    tablet.page.goto("/")
    wait_for(lambda: meeting.log() != [])
    expect(tablet.page.locator("[data-away-bar='mine']")).to_be_hidden()
    assert [(row["text"], row["by"]) for row in meeting.log()] == [("What has changed since spring?", "Ben Birch")]


def test_what_is_refused_keeps_its_words_until_its_writer_lets_them_go(take: TakeTablet, meeting: Meeting) -> None:
    clerk = take("clerk").enter()
    with clerk.away():
        clerk.write("answer", {"text": "Attendance is up."})
        meeting.unseat(NAMES["clerk"])
    expect(clerk.foot).to_contain_text("1 entry could not be written. The words are kept here.")
    clerk.page.goto("/")  # the room is not hers any more; the words are still at hand
    expect(clerk.page.locator("[data-away-bar='mine']")).to_contain_text("1 entry could not be written.")
    clerk.page.get_by_role("button", name="See 1 entry").click()
    shown = clerk.page.locator(".tg-away")
    expect(shown).to_contain_text("You may no longer write in this Task Group, so this was not written.")
    expect(shown).to_contain_text("Attendance is up.")
    clerk.page.on("dialog", lambda dialog: dialog.accept())
    shown.get_by_role("button", name="Discard").click()
    expect(shown).to_contain_text("Nothing waits on this device.")
    assert (meeting.log("answer"), clerk.shelf()[0]) == ([], 0)


def test_what_was_kept_from_before_the_end_is_written_after_it(take: TakeTablet, meeting: Meeting) -> None:
    chair, clerk = take("head_b").enter(), take("clerk").enter()
    with clerk.away():
        clerk.write("answer", {"text": "Attendance is up."})
        chair.page.goto(f"{meeting.room}close/")
        chair.page.get_by_role("button", name="Close the Task Group").click()
        chair.page.wait_for_url(re.compile("/room/$"))
    wait_for(lambda: clerk.shelf()[0] == 0)
    assert (len(meeting.log("answer")), clerk.shelf()[0]) == (1, 0)


def test_who_is_removed_under_way_sees_no_more_of_it_and_her_words_stay_with_her_on_every_page(
    take: TakeTablet, meeting: Meeting
) -> None:
    clerk, chair = take("clerk").enter().follows(), take("head_b")
    panel = clerk.panel("answer")
    panel.locator("textarea").fill("Attendance is up.")
    chair.page.goto(f"/task-groups/{meeting.group}/people/")
    chair.page.get_by_role("link", name=f"Take the seat away of {NAMES['clerk']}").click()
    chair.page.get_by_role("button", name="Take the seat away").click()
    expect(clerk.page.locator("[data-live-state]")).to_have_text(
        "This is no longer yours to follow. Load the page again."
    )
    wait_for(lambda: clerk.shelf()[1] == 0)  # and the room does not open from the device any more
    panel.locator("form[data-capture] button").first.click()
    expect(clerk.foot).to_contain_text("1 entry could not be written. The words are kept here.")
    for address in (meeting.room, "/"):  # the room is not hers any more
        clerk.page.goto(address)
        expect(clerk.page.get_by_role("button", name="See 1 entry")).to_be_visible()
        expect(clerk.page.locator("[data-away-bar='mine']")).to_contain_text("1 entry could not be written.")
    clerk.page.get_by_role("button", name="See 1 entry").click()
    shown = clerk.page.locator(".tg-away")
    expect(shown).to_contain_text("You may no longer write in this Task Group, so this was not written.")
    expect(shown.locator(".tg-away__words")).to_have_text("Attendance is up.")
    expect(shown.get_by_role("button", name="Copy the words")).to_be_visible()
    clerk.page.on("dialog", lambda dialog: dialog.accept())
    shown.get_by_role("button", name="Discard").click()
    expect(shown).to_contain_text("Nothing waits on this device.")
    assert (meeting.log("answer"), clerk.shelf()[0]) == ([], 0)


def test_without_scripts_the_forms_of_the_room_still_write(take: TakeTablet, meeting: Meeting) -> None:
    tablet = take("head_b")
    plain = context_of(
        tablet.context.browser,
        java_script_enabled=False, base_url=meeting.url, storage_state=tablet.context.storage_state(),
    )  # fmt: skip
    page = plain.new_page()
    page.goto(meeting.room)
    page.locator("#form-question textarea").fill("What has changed since spring?")
    page.locator("#send-question").click()
    expect(page.locator("#room-item")).to_contain_text("What has changed since spring?")
    page.locator("[data-next]").click()
    expect(page.locator("#room-item .rm-title")).to_have_text("Actions from last time")
    plain.close()


def test_words_taken_out_while_a_device_was_away_leave_it_too(take: TakeTablet, meeting: Meeting) -> None:
    chair, clerk = take("head_b").enter(), take("clerk")
    chair.write("answer", {"text": "We heard Zebedee read."})
    chair.next()
    chair.page.reload()
    chair.enter()
    wait_for(lambda: chair.kept_with("Zebedee") > 0)
    with chair.away():
        expect(chair.foot).to_contain_text("Not connected")
        clerk.page.goto(f"/task-groups/{meeting.group}/take-words-out/")
        clerk.page.get_by_label("Words to take out").fill("Zebedee")
        clerk.page.get_by_label("Why").fill("A pupil was named")
        clerk.page.get_by_role("button", name="Show where they stand").click()
        expect(clerk.page.locator("mark")).to_have_text("Zebedee")
        clerk.page.get_by_role("button", name="Take them out for good").click()
        expect(clerk.page.get_by_text("The words are taken out for good.")).to_be_visible()
    wait_for(lambda: chair.kept_with("Zebedee") == 0)
    expect(chair.page.locator("body")).not_to_contain_text("Zebedee")
