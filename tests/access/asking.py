"""Asking for one address as somebody, undoing whatever it did, and saying what was wrong with the answer."""

import re
from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass
from http.cookies import SimpleCookie
from time import time
from typing import Any
from urllib.parse import urlsplit
from zlib import crc32

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.conf import settings
from django.contrib.auth.backends import ModelBackend
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from taskgroups.kit.design import errors
from taskgroups.people.models import Person
from taskgroups.schools.policy import roles_of
from tests.access.rows import EVERYBODY, Row
from tests.outside import amiss
from tests.world import World

WRITES = re.compile(r"\s*(INSERT INTO|UPDATE|DELETE FROM)\s+\"?(\w+)", re.IGNORECASE)
# Opening a link to a statement is counted, for the head who gave it.
MAY_BE_WRITTEN = {"django_session", "access_entry", "access_press", "assurance_opening"}
NOT_THERE = {403, 404}
# One of each role. To school D a leader or another head of school A's consortium is what its head is: a stranger.
ASKING = {"a": EVERYBODY - {"governor_a"}, "d": EVERYBODY - {"governor_a", "leader_a", "head_c"}}


def addresses(patterns: Any = None) -> dict[str, URLPattern]:
    """Every address of the application by its name; one without a name stands under its pattern."""
    found: dict[str, URLPattern] = {}
    for one in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(one, URLResolver):
            found |= addresses(one.url_patterns)
        else:
            found[one.name or str(one.pattern)] = one
    return found


def parts_of(pattern: URLPattern) -> list[str]:
    """The names of the parts an address is made of."""
    regex = getattr(pattern.pattern, "regex", None)
    return list(pattern.pattern.converters) or list(regex.groupindex if regex else ())


@dataclass
class Answer:
    """What came back: the status, where it led, the tables written, and what other programs find amiss in a paper."""

    status: int
    location: str
    wrote: set[str]
    policy: str
    amiss: list[str]

    @property
    def asks_to_sign_in(self) -> bool:
        return self.status == 302 and urlsplit(self.location).path == reverse("account_login")


def refuse_without_words(patch: pytest.MonkeyPatch) -> None:
    """Leave out the page that says a refusal in words: thousands are asked for."""
    patch.setattr(errors, "shown", lambda request, status, *_, **__: HttpResponse(status=status))


def read_people_once(patch: pytest.MonkeyPatch) -> None:
    """Read session, person and their roles once, not for each of thousands of requests that are all undone."""
    known: dict[int, Person] = {}

    def get_user(backend: ModelBackend, key: int) -> Person:
        if key not in known:
            known[key] = Person.objects.get(pk=key)
            roles_of(known[key])
        return copy(known[key])

    patch.setattr(ModelBackend, "get_user", get_user)
    patch.setattr(settings, "SESSION_ENGINE", "django.contrib.sessions.backends.signed_cookies")


class Asker:
    """Holds a session for everybody of the cast, and asks as them."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.sessions = {"nobody": ""}
        for name in EVERYBODY - {"nobody"}:
            person, client = getattr(world.cast, name), Client()
            TOTP.activate(person, generate_totp_secret())  # so that the pages about codes have something to show
            RecoveryCodes.activate(person)
            client.force_login(person)
            session = client.session
            session["account_authentication_methods"] = [{"method": "password", "at": time()}]  # just now, by password
            session.save()
            self.sessions[name] = session.session_key
        self.client = Client(raise_request_exception=False)

    def ask(self, who: str, method: str, address: str) -> Answer:
        """Ask as somebody, and undo what it did."""
        self.client.cookies = SimpleCookie({settings.SESSION_COOKIE_NAME: self.sessions[who]})
        wrote: set[str] = set()

        def watch(execute: Any, sql: str, *rest: Any) -> Any:
            if found := WRITES.match(sql):
                wrote.add(found[2])
            return execute(sql, *rest)

        with transaction.atomic(), connection.execute_wrapper(watch):
            response = self.client.generic(
                method, address, b"", "application/x-www-form-urlencoded" if method == "POST" else ""
            )
            transaction.set_rollback(True)
        return Answer(response.status_code, response.headers.get("Location", ""), wrote - MAY_BE_WRITTEN,
                      response.headers.get("Content-Security-Policy", ""),
                      [] if response.streaming else amiss(response.headers.get("Content-Type", ""), response.content))  # fmt: skip


def address_of(name: str, row: Row, words: Mapping[str, Any]) -> str:
    """The address for one side's object, from the words of that side. A part that no word fills is a KeyError."""
    name = name.partition("@")[0]
    words = {**words, "group_id": words[row.stage]}
    return reverse(name, kwargs={part: words[row.at.get(part, part)] for part in parts_of(addresses()[name])})


def some(name: str, people: frozenset[str], allowed: frozenset[str]) -> set[str]:
    """One who gets in and one who does not, besides nobody: enough to try the same rules on a second database.

    Over the addresses, by their names, everybody has a turn.
    """
    turn = crc32(name.encode())
    kinds = [sorted(people & allowed - {"nobody"}), sorted(people - allowed - {"nobody"})]
    return {"nobody", *(kind[turn % len(kind)] for kind in kinds if kind)}


def complaints(name: str, row: Row, asker: Asker, *, few: str = "") -> list[str]:
    """Everything wrong with one address, in words, as everybody; about the sides named in `few`, as one of each kind.

    An address that names no school is asked for once.
    """
    addresses = {side: address_of(name, row, getattr(asker.world, side).every_word) for side in "ad"}
    found = []
    for side in "ad" if addresses["a"] != addresses["d"] else "a":
        for method in ("GET", "POST"):
            people = ASKING[side] | row.allowed(side, method)
            for who in sorted(some(name, people, row.allowed(side, method)) if side in few else people):
                answer = asker.ask(who, method, addresses[side])
                wrong = _wrong(answer, who, row.allowed(side, method), method, is_public="nobody" in row.a)
                found += [f"{method} {addresses[side]} ({side.upper()}) as {who}: {wrong}"] if wrong else []
    return found


def _wrong(answer: Answer, who: str, allowed: frozenset[str], method: str, *, is_public: bool) -> str:
    if answer.status >= 500:
        return f"broke with {answer.status}"
    if "default-src 'self'" not in answer.policy and "default-src 'none'" not in answer.policy:
        return "no content security policy"
    if "unsafe" in answer.policy:
        return f"its content security policy lets things through: {answer.policy}"
    if answer.amiss:
        return f"the file is not what it should be: {answer.amiss[:3]}"
    if method == "GET" and answer.wrote:
        return f"looking wrote {sorted(answer.wrote)}"
    if who == "nobody" and not is_public:
        return "" if answer.asks_to_sign_in or answer.status == 405 else f"{answer.status}, should be asked to sign in"
    if who in allowed:
        shut = answer.status in NOT_THERE or (answer.asks_to_sign_in and not is_public)
        return f"{answer.status}, should get in" if shut else ""
    return "" if answer.status in {404, 405} else f"{answer.status}, should not find it"
