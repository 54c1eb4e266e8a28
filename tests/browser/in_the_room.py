"""The people of a journey in the room, and how soon what one does is on the other screens."""

import re
import statistics
import time
from datetime import timedelta

from playwright.sync_api import Locator, expect

from taskgroups.schools.policy import today
from tests.browser.people import Somebody


class InTheRoom(Somebody):
    """Somebody who writes in the room."""

    def enter(self, group: str) -> None:
        self.goto(f"{group}room/")
        expect(self.page.locator("[data-live-state]")).to_have_text("Connected")

    def panel(self, name: str) -> Locator:
        """Open one of the forms beside the item."""
        self.page.locator(f"[data-panel-link='{name}']").click()
        return self.page.locator(f"#do-{name}")


class Chair(InTheRoom):
    """Opens the room, asks, agrees, closes."""

    def open_room(self, group: str) -> None:
        self.goto(f"{group}room/")
        self.page.get_by_label("Open it all the same").check()
        self.press("Open the room")
        expect(self.page.locator("[data-live-state]")).to_have_text("Connected")

    def go_to(self, item: str) -> None:
        """Go on along the agenda until the room is at an item."""
        for _ in range(12):
            if self.page.locator("#room-item h2").first.inner_text() == item:
                return
            before = self.page.locator("#room-item h2").first.inner_text()
            self.page.locator("[data-next]").click()
            expect(self.page.locator("#room-item h2").first).not_to_have_text(before)
        raise AssertionError(f"{item} is not on the agenda")

    def ask(self, question: str) -> None:
        panel = self.panel("question")
        panel.locator("textarea").first.fill(question)
        panel.locator("#send-question").click()
        expect(panel.locator(".rm-kept")).to_be_visible()

    def agree(self, why: str) -> str:
        """Record the judgement the group agrees on; return the grade's name."""
        panel = self.panel("judgement")
        choice = panel.locator("input[name=value]").first
        choice.check()
        grade = panel.locator(f"label[for='{choice.get_attribute('id')}']").inner_text()
        panel.get_by_label("Because").fill(why)
        panel.locator("#send-agree").click()
        expect(self.page.locator("#room-item").get_by_text("The group agrees").first).to_be_visible()
        return grade

    def close(self, group: str) -> None:
        self.goto(f"{group}room/close/")
        self.page.get_by_role("button", name="Close the Task Group").click()


class Clerk(InTheRoom):
    """Notes answers and actions, words the record, sends it."""

    def note_answer(self, answer: str) -> None:
        panel = self.panel("answer")
        panel.get_by_label("What the school answers").fill(answer)
        panel.locator("#send-answer").click()
        expect(panel.locator(".rm-kept")).to_be_visible()

    def set_action(self, what: str, owner: str) -> Locator:
        """Fill the action's form and press; return the form for what it says."""
        panel = self.panel("action")
        panel.get_by_label("What the school will do").fill(what)
        panel.get_by_label("Who owns it").select_option(owner)
        self.date(panel, "Done by", today() + timedelta(days=60))
        panel.get_by_label("What will prove it").fill("Six weeks of the reading log")
        panel.locator("#send-action").click()
        return panel

    def offer_owner(self, name: str) -> str:
        """Put somebody into the list who is not in it, as somebody who meddles with the page could."""
        box = self.page.locator("#do-action select[name=owner]")
        box.evaluate("(box, name) => box.add(new Option(name, '1'))", name)
        return "1"

    def send_record(self, group: str) -> None:
        self.goto(f"{group}record/")
        self.press("Send to the head")
        self.sees("Not yet agreed")


ASK = "() => fetch(location.href, { cache: 'no-store' }).then((answer) => answer.text()).then(() => 0)"


class News:
    """How long it took until what one person did was on another's screen, and how long a page took just then."""

    def __init__(self) -> None:
        self.took: list[float] = []
        self.page_took: list[float] = []

    def reaches(self, who: Somebody, where: str, text: str | re.Pattern[str]) -> None:
        """Wait until something is on somebody's screen."""
        began = time.monotonic()  # `expect` looks after 0.35, 0.85 and 1.85 seconds, which would be too coarse a rule
        who.page.locator(where).filter(has_text=text).wait_for(state="attached")
        arrived = time.monotonic()
        who.page.evaluate(ASK)
        self.took.append(arrived - began)
        self.page_took.append(time.monotonic() - arrived)

    def came_within_a_second(self) -> bool:
        """Whether it did as a rule, on a machine that gives a page in a fifth of that; on a slower one, in proportion."""
        return statistics.median(self.took) <= max(1, 5 * statistics.median(self.page_took))
