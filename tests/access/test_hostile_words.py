"""What nobody would type, in every field of every page: it is answered in words, and nothing breaks."""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.core.paginator import Paginator
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone
from lxml import html
from lxml.html import HtmlElement

from tests.access.asking import Asker, address_of
from tests.access.pressing import filled, page_of
from tests.access.rows import Row
from tests.access.table import ROWS

pytestmark = pytest.mark.django_db
HOSTILE = ("9" * 30, "x" * 5000, "-1", "3000000000", "\N{ARABIC-INDIC DIGIT THREE}", "31/31/31", "\0", "%s")
NO_ADDRESS = "http://["
ASKS = ("head_a", "lead", "head_b", "clerk", "administrator", "nobody")  # the first of these who gets in
TYPED = "not(@type = 'radio' or @type = 'checkbox' or @type = 'file' or @type = 'submit')"
Sent = tuple[str, str, str, list[tuple[str, str]]]  # how, where to, which field it is about, every field


@pytest.mark.skipif(connection.vendor == "sqlite", reason="PostgreSQL refuses longer texts and bigger numbers too")
def test_no_page_breaks_whatever_is_typed_into_it(asker: Asker) -> None:
    tried, broken = sweep(asker, ROWS)
    assert broken == []
    assert len(tried) > 900


def test_a_page_that_breaks_is_noticed(asker: Asker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Paginator, "get_page", lambda self, number: self.page(int(number or 1)))
    _, broken = sweep(asker, ["school-evidence"])
    assert broken == ["GET /schools/N/evidence/: all"]


def sweep(asker: Asker, names: Iterable[str]) -> tuple[set[str], list[str]]:
    """Every field of these pages that was tried, and those at which a page broke."""
    tried: set[str] = set()
    broken = []
    for name in sorted(names):
        address = address_of(name, ROWS[name], asker.world.a.every_word)
        session = asker.sessions[who_asks(ROWS[name])]
        page = html.fromstring(page_of(session, address))
        for method, to, field, sent in [*looked_for(address, page), *written(address, page)]:
            known = re.sub(r"\d+", "N", f"{method} {to}: {field}")
            if known not in tried:
                tried.add(known)
                broken += [known] if status_of(session, method, to, sent) >= 500 else []
    return tried, broken


def who_asks(row: Row) -> str:
    return next((one for one in (*ASKS, *sorted(row.a)) if one in row.a), "nobody")


def hostile(field: str, turn: int) -> str:
    """What is typed: what is no address where one is asked for, else each has its turn."""
    return NO_ADDRESS if re.search("link|address|url|site", field) else HOSTILE[turn % len(HOSTILE)]


def looked_for(address: str, page: HtmlElement) -> Iterator[Sent]:
    names = dict.fromkeys(page.xpath("//form[not(@method) or translate(@method, 'GET', 'get') = 'get']//@name"))
    yield "GET", address, "all", [(name, hostile(name, turn)) for turn, name in enumerate(["page", "sort", *names])]
    for turn, name in enumerate(names):
        yield "GET", address, name, [(name, hostile(name, turn))]


def written(address: str, page: HtmlElement) -> Iterator[Sent]:
    """All fields of a form at once, then each beside others that are right; what is chosen from a list is not typed."""
    for form in page.xpath("//form[translate(@method, 'POST', 'post') = 'post']"):
        to, given = form.get("action") or address, filled(form, timezone.localdate())
        every = dict.fromkeys(form.xpath(".//@name"))
        typed = dict.fromkeys(form.xpath(f".//textarea/@name | .//input[{TYPED}]/@name"))
        yield "POST", to, "all", [(name, hostile(name, turn)) for turn, name in enumerate(every)]
        for turn, name in enumerate(typed):
            others = [(one, value) for one, value in given if one != name]
            yield "POST", to, name, [*others, (name, hostile(name, turn))]


def status_of(session: str, method: str, address: str, sent: list[tuple[str, str]]) -> int:
    """The status of the answer; what was written is undone."""
    client = Client(raise_request_exception=False)
    client.cookies.load({settings.SESSION_COOKIE_NAME: session})
    with transaction.atomic():
        if method == "GET":
            answer = client.get(address, query_params=sent)
        else:
            answer = client.generic(method, address, urlencode(sent), "application/x-www-form-urlencoded")
        transaction.set_rollback(True)
    return answer.status_code
