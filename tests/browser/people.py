"""The people of a journey, each with a browser of their own and the verbs of their part."""

import json
import re
import sqlite3
import subprocess
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, expect

from taskgroups.schools.policy import today
from tests.browser.page_checks import WIDE, Listener
from tests.browser.patience import PATIENCE, context_of, scripts_ready
from tests.cast import PASSWORD
from tests.serving import ROOT, Server, surroundings, taskgroups

INVITE_ALL = """
import json, os, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "taskgroups.config.settings"
import django
django.setup()
from django.core.management import call_command
for words in json.load(sys.stdin):
    call_command("invite", *words)
"""


@dataclass
class Town:
    """Where a journey takes place: the server, its database, a browser to look with, and the two schools."""

    browser: Browser
    server: Server
    host: int
    other: int

    def invite(self, email: str, role: str, *where: object) -> str:
        """Invite somebody from the command line, and return the path of their link."""
        ended = taskgroups(
            "invite", email, "--role", role, *where, database=self.server.database, TASKGROUPS_MODE="test"
        )
        return self._links(ended)[0]

    def invite_all(self, *people: tuple[object, ...]) -> list[str]:
        """Invite several, each by the words of the command, in one process: what starts it takes longest by far."""
        ended = subprocess.run(
            [sys.executable, "-c", INVITE_ALL],
            input=json.dumps([[str(word) for word in words] for words in people]),
            env=surroundings(self.server.database, TASKGROUPS_MODE="test"),
            cwd=ROOT, capture_output=True, text=True, timeout=300, check=False,
        )  # fmt: skip
        return self._links(ended)

    @staticmethod
    def _links(ended: subprocess.CompletedProcess[str]) -> list[str]:
        found = re.findall(r"/invitations/\S+", ended.stdout)
        assert found, ended.stderr
        return found

    def last_letter_to(self, email: str) -> str:
        """The text of the last letter written to somebody."""
        with sqlite3.connect(self.server.database, timeout=PATIENCE) as database:
            found = database.execute('SELECT text FROM post_letter WHERE "to" = ? ORDER BY id DESC', [email]).fetchone()
        return str(found[0])


class Somebody:
    """A person with a browser."""

    def __init__(self, town: Town, name: str) -> None:
        self.town, self.name = town, name
        self.email = f"{name.lower().replace(' ', '.')}@journey.example"
        self.context = context_of(town.browser, base_url=town.server.url, viewport={"width": WIDE, "height": 900})
        self.heard = Listener(self.context, town.server.url)
        self.page: Page = self.context.new_page()

    def accept_invitation(self, link: str) -> None:
        """Follow the link, choose a name and a password."""
        self.page.goto(link)
        self.fill("Your name", self.name)
        self.fill("Choose a password", PASSWORD)
        self.fill("The same password again", PASSWORD)
        self.press("Accept and make my account")
        expect(self.page.get_by_role("button", name="Sign out")).to_be_visible()

    def reply_from_the_letter(self) -> None:
        """Open the 'yes' link of the invitation without signing in, and press once."""
        found = re.search(r"/replies/\S+/yes/?", self.town.last_letter_to(self.email))
        assert found
        stranger = context_of(self.town.browser, base_url=self.town.server.url)
        page = stranger.new_page()
        page.goto(found[0])
        page.get_by_role("button", name="Yes, I will come").click()
        expect(page.get_by_text("Your reply is noted: coming.")).to_be_visible()
        page.get_by_role("button", name="I accept how we work together").click()
        expect(page.get_by_text("You accepted this on")).to_be_visible()
        stranger.close()

    def goto(self, path: str) -> None:
        self.page.goto(path)

    def field(self, label: str) -> Locator:
        """The field with this label, optional or not."""
        return self.page.get_by_label(re.compile(rf"^\s*{re.escape(label)}(\s*\(optional\))?\s*$"))

    def fill(self, label: str, text: str) -> None:
        self.field(label).fill(text)

    def choose(self, label: str, option: str | re.Pattern[str]) -> None:
        """Choose in a drop-down list by words."""
        box = self.field(label)
        text = box.locator("option", has_text=option).first.text_content()
        box.select_option(label=text)

    def press(self, name: str | re.Pattern[str]) -> None:
        self.page.get_by_role("button", name=name).first.click()

    def follow(self, name: str | re.Pattern[str]) -> None:
        self.page.get_by_role("link", name=name).first.click()

    def sees(self, text: str | re.Pattern[str]) -> None:
        expect(self.page.get_by_text(text).first).to_be_visible()

    def date(self, where: Locator | Page, legend: str, when: date) -> None:
        """Fill the three boxes of a date."""
        group = where.get_by_role("group", name=legend)
        for label, number in (("Day", when.day), ("Month", when.month), ("Year", when.year)):
            group.get_by_label(label).fill(str(number))

    def downloads(self, link: str) -> bytes:
        """Press a link to a file and return what comes."""
        with self.page.expect_download() as coming:
            self.page.get_by_role("link", name=link, exact=True).first.click()
        return Path(coming.value.path()).read_bytes()


class Lead(Somebody):
    """Forms the consortium and plans."""

    def form_consortium(self, slug: str, authority: str, *urns: int) -> None:
        """Choose the schools from the list, for the consortium the invitation named."""
        self.goto(f"/consortia/{slug}/schools/?chosen=1&authority={authority}")
        for urn in urns:
            self.page.locator(f"#pick-{urn}").check()
        self.press("Go on with the chosen schools")
        self.press("Save the schools")

    def plan(self, slug: str, when: date, chair: str, clerk: str) -> str:
        """Plan a Task Group about the host school; return its address."""
        self.goto(f"/task-groups/new/?consortium={slug}&school={self.town.host}")
        self.date(self.page, "Date", when)
        self.fill("Start", "1:30pm")
        self.fill("End", "3:30pm")
        self.fill("Place", "The library")
        self.choose("Chair", chair)
        self.choose("Clerk", clerk)
        self.press("Plan the Task Group")
        self.page.wait_for_url(re.compile(r"/task-groups/(?!new)[^/]+/$"))
        return self.page.url.removeprefix(self.town.server.url)

    def send_invitations(self) -> None:
        self.press(re.compile(r"^Send \d+ invitation"))
        self.sees(re.compile("sent", re.IGNORECASE))


class Head(Somebody):
    """Leads the host school: judges, gathers evidence, sends, agrees."""

    def judge_first_area(self) -> str:
        """Place the school in its first area and judge the first statement; return the area's name."""
        self.goto(f"/schools/{self.town.host}/self-evaluation/")
        self.page.locator("main ul a, main .govuk-task-list a").first.click()
        self.page.wait_for_url(re.compile(r"/self-evaluation/[^/?]+"))
        scripts_ready(self.page)  # nobody is as quick as this: what saves a draft must be there first
        area = self.page.locator("h1").inner_text()
        self.page.locator("input[name=grade]").nth(1).check()
        self.sees(re.compile(r"Saved at"))
        self.page.locator("input[name^='answer-']").first.check()
        self.fill("Why?", "Books read at home have doubled since spring.")
        self.press("Save")
        self.sees("Saved.")
        return area.splitlines()[-1]

    def add_evidence(self, title: str, file: Path) -> None:
        self.goto(f"/schools/{self.town.host}/evidence/add/")
        self.fill("What is it?", title)
        self.page.get_by_label("Data", exact=True).check()
        for part, number in (("day", today().day), ("month", today().month), ("year", today().year)):
            self.page.locator(f"input[name='dated-{part}']").fill(str(number))
        self.field("A file").set_input_files(file)
        self.press("Save")
        self.sees(title)

    def send_preparation(self, group: str) -> None:
        self.goto(f"{group}papers/")
        self.sees("The group sees none of this yet.")
        self.press("Send the preparation to the group")
        self.sees(re.compile("^Sent on"))

    def agree_record(self, group: str) -> None:
        self.goto(f"{group}record/")
        self.page.get_by_label("I have read this record and it is accurate").check()
        self.press("Agree as accurate")
        self.sees("You have agreed the record as accurate. It is locked.")

    def close_action(self, what: str, evidence: str) -> None:
        """Close an action with evidence, and only then is it done."""
        self.goto(f"/schools/{self.town.host}/improvement/actions/")
        self.follow(what)
        self.press("Close with evidence")
        self.press("Close action")
        self.sees("There is a problem")
        self.page.get_by_label(evidence).check()
        self.press("Close action")
        self.sees("The action is done.")
