"""Spreadsheets in tests: taken out of a page, sent in again, and what the page says of them."""

import csv
import io
import re
from collections.abc import Callable, Sequence
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from taskgroups.kit.design.tests.page_rules import check_page, text_of
from taskgroups.kit.paper.sheet import to_excel

As = Callable[[object], Client]
PEOPLE = "/consortia/harbour/people/sheet/"
ROUND = "/consortia/harbour/rounds/1/"
AVAILABILITY, PLAN = f"{ROUND}people/sheet/", f"{ROUND}plan/sheet/"


def sends(browser: Client, place: str, rows: Sequence[Sequence[Any]], name: str = "a.csv") -> HttpResponse:
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    data = out.getvalue().encode() if name.endswith("csv") else to_excel("X", rows[0], rows[1:])
    return browser.post(place, {"file": SimpleUploadedFile(name, data)})


def out(browser: Client, place: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(browser.get(f"{place}?as=csv").content.decode("utf-8-sig"))))


def wrong(answered: HttpResponse) -> list[list[str]]:
    """The rows that are said to be wrong: which, which column, and why."""
    page = check_page(answered.content)
    cells = page.xpath("//section[@class='pt-wrong']//tbody/tr")
    return [
        [text_of(one.xpath("./th")[0]), *(text_of(v) for v in one.xpath(".//*[@class='tg-cards__value']"))]
        for one in cells
    ]


def kept(answered: HttpResponse) -> str:
    found = re.search(r'name="kept" value="([^"]+)"', answered.content.decode())
    return found[1] if found else ""
