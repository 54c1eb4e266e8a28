"""Nothing of a school reaches anyone above the audience it set: on pages, in searches, counts, exports, letters, links.

A word of its own stands in everything four schools own (`written.py`); who may read it is written by hand (`rules.py`).
"""

import re

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import resolve

from taskgroups.schools import policy
from taskgroups.schools.domain.share import share
from taskgroups.schools.models import Audience, Thing
from tests.leaks.crawling import Walk
from tests.leaks.reading import OF_A_LINK, Reader, places, text_of
from tests.leaks.rules import NOT_NEAR, PEOPLE, RULES, audience, found_in, may_read, near
from tests.leaks.written import Side, more

pytestmark = pytest.mark.django_db
# Who reads what is decided in Python and by the same queries: on PostgreSQL one of each audience reads.
FEW = {"head_a", "observer", "head_c", "officer", "stranger"}
READERS = sorted(FEW if connection.vendor == "postgresql" else PEOPLE - {"leader_a"})
OUTSIDE = ["consultant", "head_c", "lead", "officer"]
CHANGING = re.compile(
    r'(csrfmiddlewaretoken" value|name="press" value|nonce|x-csrftoken&#34;: &#34;|"x-csrftoken")[^>]*'
)


def complaints(reader: Reader, who: str, only: tuple[str, ...] = ()) -> list[str]:
    """What somebody reads that they may not; and, where they look everywhere, what they may and find nowhere."""
    found, allowed = reader.read(who, only), may_read(who, reader.world.written)
    wrong = [f"{who} reads {word} at {sorted(found[word])}" for word in sorted(set(found) - allowed)]
    return wrong + [f"{who} finds {word} nowhere" for word in sorted(allowed - set(found))]


def test_every_kind_of_words_was_written(reader: Reader) -> None:
    assert {word[:-1] for word in reader.world.written} == set(RULES)


@pytest.mark.parametrize("who", READERS)
def test_each_person_reads_what_is_shared_with_them_and_nothing_else(who: str, reader: Reader) -> None:
    assert "\n".join(complaints(reader, who)) == ""


@pytest.mark.once
@pytest.mark.parametrize("who", READERS)
def test_every_link_shown_to_somebody_leads_them_to_something(who: str, reader: Reader) -> None:
    walk = Walk(reader, who).walk()
    assert "\n".join(walk.wrong) == ""
    assert len(walk.opened) > (3 if who == "nobody" else 9)


def test_the_sweep_notices_what_is_shared_too_far(reader: Reader) -> None:
    with transaction.atomic():
        share(
            school=reader.world.sides["a"].school,
            audiences={"evaluation": Audience.AUTHORITY},
            by=reader.world.cast.head_a,
        )
        found = complaints(reader, "officer", ("school-evaluation-area",))
        transaction.set_rollback(True)
    assert "officer reads whya at ['/schools/990001/self-evaluation/" in "\n".join(found)


def test_the_sweep_notices_what_is_not_shown_to_those_it_is_shared_with(reader: Reader) -> None:
    with transaction.atomic():
        share(school=reader.world.sides["a"].school, audiences={"record": Audience.SCHOOL}, by=reader.world.cast.head_a)
        found = complaints(reader, "officer", ("task-group-record",))
        transaction.set_rollback(True)
    assert "officer finds questiona nowhere" in found


def test_the_walk_notices_a_link_that_leads_to_nothing(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(policy, "seen_consortium", lambda person, slug: None)
    walk = Walk(reader, "lead")
    walk.led["/consortia/harbour/"] = "/"
    assert walk._leads("/consortia/nowhere/") is False
    assert walk.wrong == ["/consortia/nowhere/, from None: there is no such page for them"]


def test_a_link_to_a_statement_shows_what_was_released_and_nothing_else(reader: Reader) -> None:
    token = reader.world.sides["a"].link.token  # type: ignore[union-attr]
    browser, found, opened = Client(), set(), 0
    for _, place in places(reader.world, sorted(OF_A_LINK), statement=token):
        answer = browser.get(place)
        assert answer.status_code == 200
        opened, found = opened + 1, found | found_in(text_of(answer.content))
    assert (opened, found) == (3, {"statementa"})


@pytest.mark.parametrize("who", OUTSIDE)
def test_what_a_school_does_not_share_changes_nothing_that_others_see(who: str, reader: Reader) -> None:
    """Not a count, not an empty table, not a tab: the same page before and after."""
    side = reader.world.sides["e"]
    with transaction.atomic():
        share(school=side.school, audiences=dict.fromkeys(Thing.values, Audience.SCHOOL), by=side.head)
        before = pages(reader, who, side)
        more(side)
        after = pages(reader, who, side)
        transaction.set_rollback(True)
    assert len(before) > 5
    assert [place for place in sorted(before | after) if before.get(place) != after.get(place)] == []


def pages(reader: Reader, who: str, side: Side) -> dict[str, str]:
    """Every page about a school or of all schools that somebody gets, without what is new each time."""
    found, asks = {}, reader.somebody(who)
    of_others = [str(one.school.urn) for one in reader.world.sides.values() if one is not side]
    of_others += [
        group.public_id for one in reader.world.sides.values() if one is not side for group in one.groups.values()
    ]
    for name, place, view in reader.places:
        if name == "you-everything" or any(f"/{part}/" in place for part in of_others):
            continue
        if reader.is_asked(who, name, view) and (answer := reader.answer(place, view, asks)) and not answer.streaming:
            found[place] = CHANGING.sub("", text_of(answer.content))
    return found


def test_what_is_not_yours_looks_like_what_is_not_there(reader: Reader) -> None:
    browser, asks, said = Client(), reader.somebody("stranger"), {}
    browser.force_login(reader.world.cast.stranger)
    for name, place, view in reader.places:
        refused = name not in said and reader.is_asked("stranger", name, view) and view.kwargs
        if refused and reader.answer(place, view, asks) is None:
            there, nowhere = (browser.get(at) for at in (place, elsewhere(place, view.kwargs)))
            said[name] = [(one.status_code, CHANGING.sub("", one.content.decode())) for one in (there, nowhere)]
            assert resolve(elsewhere(place, view.kwargs)).url_name == name
    assert len(said) > 30
    assert [name for name, (there, nowhere) in said.items() if there != nowhere or there[0] != 404] == []


def elsewhere(place: str, parts: dict[str, object]) -> str:
    """The same address with a school, a Task Group and a consortium there is not."""
    for one in ("urn", "group_id", "slug", "code", "account_id"):
        if one in parts:
            place = place.replace(
                f"/{parts[one]}/", {"urn": "/100999/", "account_id": "/100999/"}.get(one, "/nowhere/")
            )
    return place


def test_the_rules_know_every_audience_of_every_thing() -> None:
    assert {(thing, audience(letter, thing)) for thing in Thing for letter in "aefg"} == {
        (thing, far) for thing in Thing for far in Audience
    }
    assert near("stranger", "a") == NOT_NEAR
