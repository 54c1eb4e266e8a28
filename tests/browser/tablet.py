"""The console of somebody who runs the room, on a device whose network comes and goes."""

import os
import signal
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Error, Locator, Page, expect

from taskgroups.schools.policy import today
from tests.browser.patience import PATIENCE, WAITS_FOR_ANSWERS, patient
from tests.browser.spare import Spare
from tests.browser.visit import session_cookie, sign_in
from tests.cast import NAMES, email_of
from tools.find_chromium import chromium as find_chromium

WIDE = {"width": 1280, "height": 900}
READY = "[data-away-room][data-kept]"
ON_THE_SHELF = """() => new Promise((resolve) => {
    const asked = indexedDB.open("taskgroups-away");
    asked.onsuccess = () => {
        const transaction = asked.result.transaction(["entries", "pages"]);
        const found = ["entries", "pages"].map((name) => transaction.objectStore(name).count());
        transaction.oncomplete = () => { asked.result.close(); resolve(found.map((one) => one.result)); };
    };
})"""

KEPT_WITH = """(word) => new Promise((resolve) => {
    const asked = indexedDB.open("taskgroups-away");
    asked.onsuccess = () => {
        const found = asked.result.transaction(["pages"]).objectStore("pages").getAll();
        found.onsuccess = () => {
            asked.result.close();
            resolve(found.result.filter((page) => page.text.includes(word)).length);
        };
    };
})"""


def ready(page: Page) -> None:
    """Wait until the page has kept what it can. (`expect` looks but once a second, this twice.)"""
    page.locator(READY).wait_for(state="attached")


@dataclass
class Meeting:
    """A Task Group under way on a server that can be stopped and started again at the same place.

    The server's port is held meanwhile (`tests.serving.held_port`), so that nobody else is given it.
    """

    spare: Spare
    port: int
    group: str
    sessions: dict[str, str]
    url: str = ""

    @property
    def database(self) -> Path:
        return self.spare.database

    @property
    def room(self) -> str:
        return f"/task-groups/{self.group}/room/"

    def start(self) -> None:
        """Start the server, at the same address as before."""
        self.url = self.spare.start(self.port)

    def stop(self) -> None:
        """Stop the server: nothing answers any more, to pages and workers alike."""
        self.spare.stop()

    def unseat(self, name: str) -> None:
        """Take somebody's seat away, as if it had been done on another device."""
        with sqlite3.connect(self.database, timeout=PATIENCE) as database:
            gone = "DELETE FROM meetings_seat WHERE person_id = (SELECT id FROM people_person WHERE name = ?)"
            assert database.execute(gone, [name]).rowcount > 0

    def log(self, *kinds: str) -> list[dict[str, Any]]:
        """What was written besides opening the room, in the order of numbers."""
        asked = """SELECT e.number, e.kind, e.text, e.payload, e.at, e.written_at, i.title AS item, p.name AS "by"
            FROM meetings_event e LEFT JOIN meetings_agendaitem i ON i.id = e.item_id JOIN people_person p ON p.id = e.by_id
            JOIN meetings_taskgroup g ON g.id = e.task_group_id WHERE g.public_id = ? AND e.number > 3 ORDER BY e.number"""
        with sqlite3.connect(self.database, timeout=PATIENCE) as database:
            database.row_factory = sqlite3.Row
            found = [dict(row) for row in database.execute(asked, [self.group])]
        return [row for row in found if not kinds or row["kind"] in kinds]


@dataclass
class Tablet:
    """A browser, signed in or not, and the page of the room in it."""

    context: BrowserContext
    meeting: Meeting
    works_alone: bool = True  # whether its browser has what opens a page again without a network
    broke: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        patient(self.context).add_init_script(WAITS_FOR_ANSWERS)
        self.context.on("weberror", lambda wrong: self.broke.append(str(wrong.error)))
        self.context.on(
            "console", lambda said: self.broke.append(said.text) if "Security Policy" in said.text else None
        )
        self.page: Page = self.context.new_page()

    @classmethod
    def lasting(cls, browser: Browser, meeting: Meeting, profile: Path) -> "Tablet":
        """A browser that keeps its profile on the disk: closed and opened again, it has what it had."""
        context = browser.browser_type.launch_persistent_context(
            profile, executable_path=find_chromium(), args=["--no-sandbox"], base_url=meeting.url, viewport=WIDE
        )  # type: ignore[call-overload]
        return cls(context, meeting)

    def die(self, profile: Path) -> None:
        """End the browser as an empty battery does: every process of this profile, without a word."""
        for one in Path("/proc").glob("[0-9]*/cmdline"):
            with suppress(OSError):
                if f"--user-data-dir={profile}".encode() in one.read_bytes().split(b"\0"):
                    os.kill(int(one.parent.name), signal.SIGKILL)
        with suppress(Error):
            self.context.close()

    def begin_as(self, who: str) -> None:
        """Be somebody who signed in before."""
        self.context.add_cookies([session_cookie(self.meeting.url, self.meeting.sessions[who])])

    def sign_in(self, who: str) -> None:
        """Sign in, in another tab."""
        sign_in(self.context.new_page(), email_of(NAMES[who]))

    def enter(self) -> "Tablet":
        """Open the room, and wait until the device could go on without a network, however long that takes."""
        self.page.goto(self.meeting.room)
        ready(self.page)
        for _ in range(10):
            if not self.works_alone or self.page.locator("[data-away-room][data-kept=true]").count():
                return self
            self.page.evaluate("() => navigator.serviceWorker.ready.then(() => 0)")  # longer than the page waited
            self.page.reload()
            ready(self.page)
        raise AssertionError("the device does not become ready to go on without a network")

    def follows(self) -> "Tablet":
        """Wait until the stream of the room is there."""
        expect(self.page.locator("[data-live-state]")).to_have_text("Connected")
        return self

    @contextmanager
    def away(self) -> Iterator[None]:
        """Without a network for a while."""
        self.context.set_offline(True)
        yield
        self.context.set_offline(False)

    @property
    def foot(self) -> Locator:
        return self.page.locator("[data-away-says]")

    @property
    def waiting(self) -> Locator:
        """What is shown as waiting under the item."""
        return self.page.locator("#room-item [data-waiting]")

    @property
    def item(self) -> Locator:
        return self.page.locator("#room-item .rm-title")

    def shelf(self) -> list[int]:
        """How many entries and pages lie on the device."""
        found: list[int] = self.page.evaluate(ON_THE_SHELF)
        return found

    def kept_with(self, word: str) -> int:
        """How many of the pages kept on the device hold a word."""
        found: int = self.page.evaluate(KEPT_WITH, word)
        return found

    def next(self) -> None:
        before = self.item.inner_text()
        self.page.locator("[data-next]").click()
        expect(self.item).not_to_have_text(before)

    def panel(self, name: str) -> Locator:
        self.page.locator(f"[data-panel-link='{name}']").click()
        return self.page.locator(f"#do-{name}")

    def ask(self, text: str) -> None:
        panel = self.panel("question")
        panel.locator("textarea").fill(text)
        panel.locator("#send-question").click()
        expect(panel.locator(".rm-kept")).to_be_visible()

    def write(self, name: str, fields: dict[str, str]) -> None:
        """Fill in a form by the names of its fields, and press its button."""
        panel = self.panel(name)
        for field_name, value in fields.items():
            one = panel.locator(f"[name='{field_name}']").first
            kind = one.evaluate("field => field.tagName === 'SELECT' ? 'select' : field.type")
            if kind == "select":
                one.select_option(index=int(value))
            elif kind == "radio":
                panel.locator(f"input[name='{field_name}']").nth(int(value)).check()
            else:
                one.fill(value)
        panel.locator("form[data-capture] button").first.click()
        expect(panel.locator(".rm-kept")).to_be_visible()

    def note_all_kinds(self) -> None:
        """Write each kind of entry once, then pause and resume: nine presses."""
        self.ask("What has changed since spring?")
        self.page.locator("#room-bank button").first.click()
        expect(self.waiting).to_have_count(2)
        self.write("answer", {"text": "Attendance is up."})
        self.write("evidence", {"text": "The log of six weeks"})
        self.write("judgement", {"value": "0", "why": "Books and the log agree."})
        self.set_action("Check attendance each Friday")
        self.write("note", {"text": "The head is tired."})
        self.page.get_by_role("button", name="Pause").click()
        self.page.get_by_role("button", name="Resume").click()

    def set_action(self, what: str) -> None:
        due = today() + timedelta(days=60)
        parts = {"due-day": due.day, "due-month": due.month, "due-year": due.year}
        words = {"what": what, "owner": "1", "proof": "Six weeks of the log"}
        self.write("action", words | {name: str(number) for name, number in parts.items()})
