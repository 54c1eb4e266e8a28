"""What is asked of every page that a browser opens."""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request

AXE = (Path(__file__).parent / "vendor" / "axe-core-4.14.1" / "axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# What axe passed or left out would be most of what is handed over; none of these rules reads style sheets.
RUN = """tags => window.axe && axe.run(document, {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations'],
    preload: {assets: ['media']}}).then((found) => found.violations)"""
WIDE, PHONE, NARROWEST = 1280, 360, 320
# 641 px is the narrowest that is no phone; 1,064 px a little more than the widest column. 320 px are
# 1,280 px at 400 %, and the narrowest phone: what fits there fits a wider one.
WIDTHS = (WIDE, 1064, 768, 641, NARROWEST)
CAN_BE_REACHED = """() => [...document.querySelectorAll('main a[href], main button, main input, main select, main textarea')]
    .filter(one => one.checkVisibility({visibilityProperty: true, contentVisibilityAuto: true}) && !one.disabled
        && one.type !== 'hidden' && one.type !== 'radio' && one.tabIndex >= 0)
    .map(one => one.id || one.name || one.getAttribute('href') || one.textContent.trim())"""
HAS_FOCUS = """() => { const one = document.activeElement;
    return one === document.body ? '' : one.id || one.name || one.getAttribute('href') || one.textContent.trim() }"""


class Listener:
    """Hears what a page asks of other hosts, and what goes wrong in its console."""

    def __init__(self, context: BrowserContext, home: str) -> None:
        self.home, self.heard = urlsplit(home).netloc, []  # type: tuple[str, list[str]]
        context.on("request", self._asked)
        context.on("console", self._said)
        context.on("weberror", lambda wrong: self.heard.append(f"script broke: {wrong.error}"))

    def _asked(self, request: Request) -> None:
        asked = urlsplit(request.url)
        if asked.scheme in ("http", "https", "ws", "wss") and asked.netloc != self.home:
            self.heard.append(f"asked another host: {request.url}")

    def _said(self, message: ConsoleMessage) -> None:
        if message.type == "error" and "status of 422" not in message.text:  # a form refused in words
            self.heard.append(f"console: {message.text}")

    def take(self) -> list[str]:
        """What was heard since the last time."""
        heard, self.heard = self.heard, []
        return heard


def narrow_to(page: Page, width: int) -> None:
    """Give the window a width."""
    page.set_viewport_size({"width": width, "height": 900})


def wrong_at_a_width(page: Page) -> list[str]:
    """What is wrong with the open page at each width: sideways at all of them, barriers on a wide screen and the narrowest."""
    found = []
    for width in WIDTHS:
        narrow_to(page, width)
        found += sideways(page, width) + (barriers(page, width) if width in (WIDE, NARROWEST) else [])
    return found


def barriers(page: Page, width: int) -> list[str]:
    """What axe finds on a page that has a width, in words."""
    found: list[dict[str, Any]] | None = page.evaluate(RUN, RULES)
    if found is None:
        page.evaluate(AXE)
        found = page.evaluate(RUN, RULES)
    assert found is not None
    return [
        f"at {width}: {one['id']}, {node['target']}: {node['failureSummary']}"
        for one in found
        for node in one["nodes"][:3]
    ]


def sideways(page: Page, width: int) -> list[str]:
    """Whether a page that has a width scrolls sideways, in words."""
    wide = page.evaluate("() => document.documentElement.scrollWidth")
    return [f"is {wide} px wide where {width} are there"] if wide > width else []


def not_reached_by_tab(page: Page) -> list[str]:
    """The controls of the main part that Tab does not come to. The page was just opened."""
    wanted = list(dict.fromkeys(page.evaluate(CAN_BE_REACHED)))
    reached = set()
    for _ in range(400):
        page.keyboard.press("Tab")
        here = page.evaluate(HAS_FOCUS)
        if not here and reached:
            break
        reached.add(here)
    return [one for one in wanted if one not in reached]
