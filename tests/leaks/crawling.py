"""Following every link that is shown to one person, from Home: each leads them to something, and nothing breaks."""

import re
from collections import Counter
from collections.abc import Iterator
from copy import copy
from html import unescape
from typing import Any
from urllib.parse import urljoin, urlsplit

from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.urls import Resolver404, resolve

from taskgroups.kit.access.declare import stated
from tests.leaks.reading import NOT_ASKED, Reader

LEADS = re.compile(r"""<(?:a|form)\b[^>]*?\s(?:href|action)="([^"#][^"]*)\"""")
LEVELS, OF_A_KIND = 4, 3  # pages opened of one kind: all links to others of it are asked for, if not opened
ELSEWHERE = ("/static/", "/live/")


def links(page: str, at: str) -> Iterator[str]:
    """The addresses of our own that a page leads to."""
    for href in LEADS.findall(page):
        to = urlsplit(urljoin(at, unescape(href)))
        if not to.scheme and not to.netloc and not to.path.startswith(ELSEWHERE):
            yield f"{to.path}?{to.query}" if to.query else to.path


class Walk:
    """One person's way through all they are led to."""

    def __init__(self, reader: Reader, who: str) -> None:
        self.reader = reader
        self.asks: Any = copy(reader.world.people[who]) if who in reader.world.people else AnonymousUser()
        self.led: dict[str, str] = {"/": "the first page"}  # each address, and what led there
        self.opened: Counter[str] = Counter()
        self.wrong: list[str] = []

    def walk(self) -> "Walk":
        """Open page after page, and ask for everything they lead to."""
        ahead = ["/"]
        with transaction.atomic():
            for _ in range(LEVELS):
                ahead = [link for place in ahead for link in self._open(place)]
            transaction.set_rollback(True)
        return self

    def _open(self, place: str) -> list[str]:
        try:
            view = resolve(place.partition("?")[0])
        except Resolver404:
            self.wrong.append(f"{place}, from {self.led[place]}: no such address")
            return []
        name = view.url_name or ""
        if name in NOT_ASKED or not self._is_there(view):
            return []
        if self.opened[name] >= OF_A_KIND:
            return []
        self.opened[name] += 1
        answer = self.reader.answer(place, view, self.asks)
        if answer is None:
            self._nothing(place)
            return []
        shows = "text/html" in answer.headers.get("Content-Type", "") and not answer.streaming
        found = [link for link in links(answer.content.decode(), place) if link not in self.led] if shows else []
        self.led |= dict.fromkeys(found, place)
        return list(dict.fromkeys(link for link in found if self._leads(link)))

    def _leads(self, link: str) -> bool:
        """Whether a link leads this person to something; asked of every link, also of those nobody opens."""
        try:
            view = resolve(link.partition("?")[0])
        except Resolver404:
            self._nothing(link)
            return False
        if self._is_there(view):
            return True
        self._nothing(link)
        return False

    def _is_there(self, view: Any) -> bool:
        says = stated(view.func)
        public = says is None or says.finder is None or self.asks.is_anonymous
        return public or self.reader.found(view, self.asks)[0] is not None

    def _nothing(self, place: str) -> None:
        self.wrong.append(f"{place}, from {self.led.get(place)}: there is no such page for them")
