"""Waiting without counting on how quick the machine is: a busy one is no finding, and a quick one no proof."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, expect

# What one step may take; three times the longest pause a page makes between two attempts (RETRY_STREAM in live.js).
# It is paid where something is broken, and nowhere else.
PATIENCE = 180  # seconds
# Takes away a page's own patience with an answer (`forms.js`, `sender.js`): how it takes a network that is gone, or a
# server that stopped, is tried; a server that is slow for want of processors is no such thing.
WAITS_FOR_ANSWERS = """
    Object.defineProperty(XMLHttpRequest.prototype, "timeout", { get: () => 0, set: () => {} });
    AbortSignal.timeout = () => new AbortController().signal;
"""
MODULES = """() => Promise.all([...document.querySelectorAll("script[type=module][src]")].map((one) => import(one.src)))
    .then(() => 0)"""


def expect_patiently() -> None:
    """Let every expectation wait as long as a step may take."""
    expect.set_options(timeout=PATIENCE * 1000)


def context_of(browser: Browser, **more: Any) -> BrowserContext:
    """A new context whose steps may take their time. `more` is what `new_context` takes."""
    return patient(browser.new_context(**more))


def patient(context: BrowserContext) -> BrowserContext:
    """The same context, its steps with all the time they may take."""
    context.set_default_timeout(PATIENCE * 1000)
    return context


def wait_for(held: Callable[[], bool]) -> None:
    """Look five times a second until something holds; fail where it does not come to."""
    until = time.monotonic() + PATIENCE
    while not held():
        assert time.monotonic() < until, "what was waited for did not come"
        time.sleep(0.2)


@contextmanager
def standing_still(page: Page) -> Iterator[None]:
    """Let no time pass in a page whose clock is Playwright's: what is shown for seconds stays until it was looked at."""
    page.clock.pause_at(page.evaluate("Date.now()") / 1000 + PATIENCE)  # it must not be past when that arrives
    yield
    page.clock.resume()


def scripts_ready(page: Page) -> None:
    """Wait until every module of the page has run: it listens now. (`load` does not wait for what modules await.)"""
    page.evaluate(MODULES)
