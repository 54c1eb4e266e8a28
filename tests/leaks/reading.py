"""Opening every address there is as one person, and reading all that comes back, whatever kind of file it is."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from copy import copy
from inspect import signature
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.sessions.backends.signed_cookies import SessionStore
from django.db import transaction
from django.http import Http404
from django.test import RequestFactory
from django.urls import ResolverMatch, resolve, reverse

from taskgroups.kit.access.declare import stated
from taskgroups.kit.paper import pdf
from taskgroups.kit.post.models import Letter
from taskgroups.people.models import Person
from tests.access.asking import addresses, parts_of
from tests.access.table import ACCOUNT, ROWS
from tests.leaks.rules import found_in
from tests.leaks.written import AREA, LATER, PACK, Side, World

OF_A_LINK = {"statement", "statement-pdf", "statement-word"}  # whoever has the link reads these: tested by themselves
# They show nothing of a school; the outbox is the demonstration's, and letters are read by whom they are written to.
NOT_ASKED = set(ACCOUNT) - {"you", "held"} | {"become", "healthz", "away-worker", "outbox", "outbox-letter"}
OF_OTHERS = {"task-group", "task-group-room", "task-group-people", "task-group-papers", "task-group-record", "task-group-record-pdf",
             "task-group-record-confidential", "task-group-answers", "task-group-transcript-consent"}  # fmt: skip
WHEN_MADE = "docProps/core.xml"  # of a spreadsheet and of a Word file
EACH_ONE_S = {"home", "search", "training-session"}  # public, and not the same for all
FIND = "q=kestrel"
MORE = {
    "search": [FIND],
    "schools": [FIND],
    "consortia": [FIND],
    "task-groups": ["when=past", "q=primary&when=past"],
    "school-task-groups": ["when=past"],
    "authority": ["shared=yes"],
    "school-evaluation-history": ["one={before}&two={now}"],
    "school-evidence": [FIND, "show=withdrawn"],
    "school-improvement": ["closed=all"],
    "school-actions": [f"status=all&{FIND}"],
    "school-actions-excel": ["status=all"],
    "school-actions-csv": ["status=all"],
    "school-sharing-seen": ["seer=3&evaluation=3&evidence=3&improvement=3&record=3"],
}


class _Compiler:
    """In place of the typesetter: the words of a PDF, without the time it takes to set them."""

    def compile(self, *, sys_inputs: dict[str, str], **_: Any) -> bytes:
        return b"%PDF-words " + sys_inputs["paper"].encode()


def set_no_type(patch: pytest.MonkeyPatch) -> None:
    """Let a PDF be its words. That every word of a document stands in its PDF is tested in `kit/paper`."""
    patch.setattr(pdf, "_compiler", _Compiler)


def text_of(content: bytes) -> str:
    """All the words in a file, and in the files in it."""
    if content.startswith(b"PK"):
        try:
            with ZipFile(BytesIO(content)) as parts:
                return " ".join(f"{part} {text_of(parts.read(part))}" for part in parts.namelist() if part != WHEN_MADE)
        except BadZipFile:
            return ""
    text = content.decode("utf-8", "replace")
    return json.dumps(json.loads(text[11:]), ensure_ascii=False) if text.startswith("%PDF-words ") else text


def places(world: World, names: Iterable[str] | None = None, **known: Any) -> Iterator[tuple[str, str]]:
    """Every address by its name, filled for each school and each Task Group; with what may be asked of lists."""
    for name in sorted(names or (set(addresses()) - NOT_ASKED - OF_A_LINK)):
        parts = parts_of(addresses()[name])
        seen: set[str] = set()
        for side in (one for one in world.sides.values() if _of_a_school(name, one)):
            for words in ({**one, **known} for one in _words(world, side)):
                try:
                    address = reverse(name, kwargs={part: words[ROWS[name].at.get(part, part)] for part in parts})
                except KeyError:
                    continue  # an object the table's own world has, and this one has no need of
                if address not in seen:
                    seen.add(address)
                    yield name, address
                    yield from ((name, f"{address}?{_asked(more)}") for more in MORE.get(name, []))


def _asked(more: str) -> str:
    now, before = "2090-01-01T00:00:00Z", "2000-01-01T00:00:00Z"
    return more.format(before=before, now=now) if "{" in more else more


def _of_a_school(name: str, side: Side) -> bool:
    """Whether to ask for an address about this school: of school A all there are, of the others what can be shared."""
    return side.letter == "a" or name.startswith("school") or name in OF_OTHERS


def _words(world: World, side: Side) -> Iterator[dict[str, Any]]:
    """The parts of addresses: once for each Task Group of a school, and for the area it judged since."""
    yield {"urn": side.school.urn, "area": LATER.slug}
    for group in side.groups.values():
        yield {
            "urn": side.school.urn, "slug": world.cast.harbour.slug, "code": world.cast.authority.code,
            "area": AREA.slug, "descriptor": AREA.descriptors[0].slug, "gap": "partly", "item": side.item, "version": 1,
            "action": side.action, "action_id": side.action, "issue": side.issue, "issue_id": side.issue,
            "verb": "update", "group_id": group.public_id, "panel": "question", "section": f"area:{AREA.slug}",
            "framework": PACK.slug, "kind": "pdf", "part": "host", "answer": "yes", "event": 2, "exchange": "reading-dip",
            "person_id": world.cast.head_a.pk, "agenda_item": group.agenda.get(area=AREA.slug).pk,
            "seat": group.seats.get(person=side.head).pk, "letter_id": 1,
            "link": side.link.pk if side.link else 0, **side.training,
        }  # fmt: skip


class Reader:
    """Reads as anybody of the world.

    A view is called as `@access` calls it, with what its finder finds for the person who asks: thousands of addresses
    are opened, and that the door does so is tested in `tests/access`.
    """

    def __init__(self, world: World) -> None:
        self.world = world
        self.places = [(name, place, resolve(place.partition("?")[0])) for name, place in places(world)]
        self.factory = RequestFactory()

    def read(self, who: str, only: Iterable[str] = ()) -> dict[str, set[str]]:
        """Every word of a school that somebody reads anywhere, or at the addresses of these names, with where."""
        asks = self.somebody(who)
        found: dict[str, set[str]] = defaultdict(set)
        with transaction.atomic():
            for name, place, view in self.places:
                if name in only or (not only and self.is_asked(who, name, view)):
                    for word in found_in(self.words_at(place, view, asks)):
                        found[word].add(place)
            transaction.set_rollback(True)
        for letter in letters_to(self.world.people.get(who)):
            for word in found_in(letter):
                found[word].add("a letter")
        return found

    def somebody(self, who: str) -> Any:
        """A person of the world, who has asked for nothing yet."""
        return copy(self.world.people[who]) if who in self.world.people else AnonymousUser()

    def is_asked(self, who: str, name: str, view: ResolverMatch) -> bool:
        """Whether to look there as somebody: what is public and the same for all is read by nobody in particular."""
        says = stated(view.func)
        return who == "nobody" or name in EACH_ONE_S or says is None or not says.public

    def words_at(self, place: str, view: ResolverMatch, asks: Any) -> str:
        """All that one address answers to somebody; nothing where there is nothing for them."""
        answer = self.answer(place, view, asks)
        return text_of(b"".join(answer.streaming_content) if answer.streaming else answer.content) if answer else ""

    def answer(self, place: str, view: ResolverMatch, asks: Any) -> Any:
        """What one address answers to somebody, or None for 'there is no such page'."""
        request = self.factory.get(place)
        request.user, request.session = asks, SessionStore()
        request._messages = FallbackStorage(request)  # type: ignore[attr-defined]
        says, bare = stated(view.func), getattr(view.func, "__wrapped__", None)
        try:
            if says is None or says.finder is None or asks.is_anonymous or stated(bare):
                return view.func(request, *view.args, **view.kwargs)
            found, rest = self.found(view, asks)
            return bare(request, found, *view.args, **rest) if bare and found is not None else None
        except Http404:
            return None

    def found(self, view: ResolverMatch, asks: Any) -> tuple[Any, dict[str, Any]]:
        """What the finder of an address finds for somebody, asked once for all the addresses it serves; and the rest
        of the address's parts, as `kit.access.access` has it."""
        finder = stated(view.func).finder  # type: ignore[union-attr]
        takes = list(signature(finder).parameters)[1:]  # type: ignore[arg-type]
        asked = {name: view.kwargs[name] for name in takes if name in view.kwargs}
        key, known = (finder, tuple(asked.items())), asks.__dict__.setdefault("_found", {})
        if key not in known:
            known[key] = finder(asks, **asked)  # type: ignore[misc]
        return known[key], {name: part for name, part in view.kwargs.items() if name not in asked}


def letters_to(person: Person | None) -> list[str]:
    """All that was written to somebody by e-mail, with what was enclosed."""
    sent = Letter.objects.filter(to=person.email).prefetch_related("enclosures") if person else []
    return [
        " ".join([one.subject, one.text, *(text_of(bytes(file.content)) for file in one.enclosures.all())])
        for one in sent
    ]
