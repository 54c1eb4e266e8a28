"""Looking round the cast's world in a browser, as somebody of the cast."""

from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page

from tests.access.asking import address_of
from tests.access.table import ROWS
from tests.browser.page_checks import WIDE, Listener
from tests.cast import NAMES, PASSWORD, email_of


@dataclass
class Visit:
    """A server with the world, and the browsers of those who have signed in to it."""

    browser: Browser
    home: str
    words: dict[str, dict[str, Any]]
    here: dict[str, tuple[BrowserContext, Listener]] = field(default_factory=dict)
    tabs: dict[str, Page] = field(default_factory=dict)

    def as_(self, who: str) -> tuple[BrowserContext, Listener]:
        """The browser of somebody ('nobody': not signed in), signed in the first time."""
        if who not in self.here:
            context = self.browser.new_context(base_url=self.home, viewport={"width": WIDE, "height": 900})
            self.here[who] = context, Listener(context, self.home)
            if who != "nobody":
                sign_in(context.new_page(), email_of(NAMES[who]))
        return self.here[who]

    def tab_of(self, who: str) -> Page:
        """The one tab somebody looks at pages in: what the browser has learnt it need not learn for each."""
        if who not in self.tabs:
            self.tabs[who] = self.as_(who)[0].new_page()
        return self.tabs[who]

    def page_of(self, name: str) -> tuple[str, str]:
        """An address of school A's objects by its name in the table, and somebody who may open it."""
        row = ROWS[name]
        who = next(one for one in ("head_a", "head_b", "clerk", "lead", "officer", "administrator") if one in row.a)
        return address_of(name, row, self.words["a"]), who

    def is_page(self, context: BrowserContext, address: str) -> bool:
        """Whether an address gives a whole page: not a file, a part of a page, or something only to be pressed."""
        answer = context.request.get(address, max_redirects=0)
        known = {200, 204, 302, 405} | ({404} if address.startswith("/codes/") else set())  # nobody here uses codes
        assert answer.status in known, f"{address}: {answer.status}"
        return answer.ok and "html" in answer.headers.get("content-type", "") and "<main" in answer.text()


def sign_in(page: Page, email: str, password: str = PASSWORD) -> None:
    """Sign in on the sign-in page, and close it."""
    page.goto("/sign-in/")
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("button", name="Sign out").wait_for()
    page.close()
