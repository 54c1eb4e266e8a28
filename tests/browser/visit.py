"""Looking round the cast's world in a browser, as somebody of the cast."""

import re
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Error, Page

from tests.access.asking import address_of
from tests.access.table import ROWS
from tests.browser.page_checks import AXE, WIDE, Listener, narrow_to
from tests.browser.patience import context_of, scripts_ready
from tests.cast import PASSWORD

NOBODY = "nobody"
NOTHING_TO_SHOW = re.compile("Download is starting|ERR_ABORTED")  # a file, or an answer without a page


LOOKERS = ("head_a", "head_b", "clerk", "lead", "officer", "administrator", "observer")


def looker_at(name: str) -> str:
    """Who of the cast looks at the page of this name in the table: the first of LOOKERS who may."""
    return next(one for one in LOOKERS if one in ROWS[name].a)


@dataclass
class Visit:
    """A server with the world, and one tab in which now one, now another of the cast looks at it.

    A tab costs as much as four pages; what the browser has learnt it need not learn for each. Another person costs as
    much as a page, so what one of them looks at is best looked at in a row.
    """

    browser: Browser
    home: str
    words: dict[str, dict[str, Any]]
    context: BrowserContext
    listener: Listener
    page: Page
    here: str = NOBODY
    pages: dict[tuple[str, str], bool] = field(default_factory=dict)

    @classmethod
    def begin(cls, browser: Browser, home: str, words: dict[str, dict[str, Any]]) -> "Visit":
        """Open the tab, with nobody signed in."""
        context = context_of(browser, base_url=home, viewport={"width": WIDE, "height": 900})
        context.add_init_script(AXE)  # a third of the time that handing it to each page takes
        return cls(browser, home, words, context, Listener(context, home), context.new_page())

    def as_(self, who: str) -> None:
        """From here on be somebody of the cast, or 'nobody'. The page of whoever was here before is left first."""
        if who == self.here:
            return
        self.page.goto("about:blank")
        self.context.clear_cookies()
        if who != NOBODY:
            self.context.add_cookies([session_cookie(self.home, self.words["sessions"][who])])
        self.here = who

    def open(self, name: str) -> Page:
        """The page of this name in the table, wide, as somebody who may open it."""
        address, who = self.page_of(name)
        self.as_(who)
        narrow_to(self.page, WIDE)
        self.page.goto(address)
        scripts_ready(self.page)
        return self.page

    def go_to(self, address: str, who: str) -> bool:
        """Open an address as somebody; whether it is a whole page, and stays where it was asked for."""
        self.as_(who)
        try:
            answer = self.page.goto(address)
        except Error as refused:
            if not NOTHING_TO_SHOW.search(refused.message):
                raise
            return self.is_page(address, who)
        moved = answer is None or answer.request.redirected_from is not None
        if moved or answer.status != HTTPStatus.OK:
            return self.is_page(address, who)
        html = "html" in answer.headers.get("content-type", "") and self.page.locator("main").count() > 0
        self.pages[address, who] = html
        return html

    def page_of(self, name: str) -> tuple[str, str]:
        """An address of school A's objects by its name in the table, and somebody who may open it."""
        return address_of(name, ROWS[name], self.words["a"]), looker_at(name)

    def is_page(self, address: str, who: str) -> bool:
        """Whether an address gives a whole page: not a file, a part of a page, or something only to be pressed."""
        if (address, who) not in self.pages:
            self.as_(who)
            answer = self.context.request.get(address, max_redirects=0)
            known = {200, 204, 302, 405} | ({404} if address.startswith("/codes/") else set())  # nobody uses codes
            assert answer.status in known, f"{address}: {answer.status}"
            html = answer.ok and "html" in answer.headers.get("content-type", "")
            self.pages[address, who] = html and "<main" in answer.text()
        return self.pages[address, who]


def session_cookie(home: str, session: str) -> Any:
    """The cookie of somebody who has signed in, as the world's maker did for each of the cast."""
    return {"name": "taskgroups_session", "value": session, "url": home}


def sign_in(page: Page, email: str, password: str = PASSWORD) -> None:
    """Sign in on the sign-in page, and close it."""
    page.goto("/sign-in/")
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("button", name="Sign out").wait_for()
    page.close()
