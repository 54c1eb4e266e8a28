"""Filling in every form of a page as somebody might, and pressing each of its buttons twice."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone
from lxml import html
from lxml.html import HtmlElement

from tests.access.asking import MAY_BE_WRITTEN, WRITES
from tests.cast import PASSWORD

PARTS = ("-day", "-month", "-year")
WORDS = "Sample ten reading logs each week"


@dataclass(frozen=True)
class Press:
    """One button of one form, with what is filled in."""

    page: str
    action: str
    button: str
    fields: tuple[tuple[str, str], ...]
    asks_for_file: bool = False

    def __str__(self) -> str:
        return f"'{self.button}' on {self.page}"


@dataclass(frozen=True)
class Pressed:
    """What one press led to, and what it wrote."""

    status: int
    led_to: str
    wrote: frozenset[str]

    @property
    def went_on(self) -> bool:
        return self.status in (204, 302) and "/sign-in/" not in self.led_to

    @property
    def broke(self) -> bool:
        return self.status >= 400 and self.status != 422  # 422: the form comes back to be put right


def presses(page: str, text: str) -> Iterator[Press]:
    """Every button of every form of a page that writes, filled in for days gone and days to come."""
    root, today = html.fromstring(text), timezone.localdate()
    days = (today, today - timedelta(days=1), today + timedelta(days=30))
    for form in root.xpath("//form[translate(@method, 'POST', 'post') = 'post']"):
        action = form.get("action") or urlsplit(page).path
        file = bool(form.xpath(".//input[@type = 'file']"))
        for button in form.xpath(".//button[not(@type) or @type = 'submit']"):
            named = [(button.get("name"), button.get("value") or "")] if button.get("name") else []
            said = " ".join(button.text_content().split())
            for day in days if form.xpath(".//input[contains(@name, '-day')]") else days[:1]:
                yield Press(page, action, said, (*filled(form, day), *named), file)


def filled(form: HtmlElement, day: Any) -> list[tuple[str, str]]:
    """What stands in a form, and something plausible where nothing does."""
    given = [(name, value) for name, value in form.form_values() if value and not name.endswith(PARTS)]
    known = {name for name, _ in given}
    for box in form.xpath(".//input[@name] | .//textarea[@name] | .//select[@name]"):
        if box.get("name") not in known and (value := _plausible(box, day)):
            given.append((box.get("name"), value))
            known.add(box.get("name"))
    return given


def _plausible(box: HtmlElement, day: Any) -> str:
    name, kind = box.get("name"), box.get("type", "text") if box.tag == "input" else box.tag
    if part := re.search(r"-(day|month|year)$", name):
        return str(getattr(day, part[1]))
    if kind == "select":
        return next((value for value in box.xpath("./option/@value") if value), "")
    if kind in ("radio", "checkbox"):
        return str(box.get("value") or "on")
    if kind in ("file", "hidden", "submit"):
        return ""
    if kind == "password":
        return PASSWORD
    if kind == "email" or "email" in name:
        return "new.person@cast.example"
    return {"number": "5"}.get(kind, "10:15am" if "starts" in name or "began" in name else WORDS)


def press(client: Client, pressed: Press) -> Pressed:
    """Press once; the caller undoes it."""
    wrote: set[str] = set()

    def watch(execute: Any, sql: str, *rest: Any) -> Any:
        if found := WRITES.match(sql):
            wrote.add(found[2])
        return execute(sql, *rest)

    data: dict[str, list[str]] = {}
    for name, value in pressed.fields:
        data.setdefault(name, []).append(value)
    with connection.execute_wrapper(watch):
        answer = client.post(pressed.action, data)
    return Pressed(answer.status_code, answer.headers.get("Location", ""), frozenset(wrote - MAY_BE_WRITTEN))


def twice(session: str, pressed: Press) -> tuple[Pressed, Pressed]:
    """Press, press again, and undo both."""
    client = Client(raise_request_exception=False)
    client.cookies.load({settings.SESSION_COOKIE_NAME: session})
    with transaction.atomic():
        both = press(client, pressed), press(client, pressed)
        transaction.set_rollback(True)
    return both


def page_of(session: str, address: str) -> str:
    """The text of a page as somebody sees it; an empty one where it is none."""
    client = Client(raise_request_exception=False)
    client.cookies.load({settings.SESSION_COOKIE_NAME: session})
    answer = client.get(address)
    whole = answer.status_code == 200 and "html" in answer.headers.get("Content-Type", "")
    return answer.content.decode() if whole else "<p></p>"
