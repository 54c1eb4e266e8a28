"""Places at sessions: booked, given back, waited for; nobody has one too many, and everybody is told."""

import re
from dataclasses import replace
from datetime import timedelta
from threading import Thread

import pytest
from django.db import connection
from django.utils import timezone

from taskgroups.kit.access.refused import ChangedMeanwhile, Refused
from taskgroups.kit.post.models import Letter
from taskgroups.schools.domain.account import close_account
from taskgroups.training.domain import arrange, book
from taskgroups.training.models import Booking, TrainingSession
from tests.cast import Cast
from tests.training import a_session, begin, terms


def states(session: TrainingSession) -> dict[str, str]:
    return dict(session.bookings.values_list("person__name", "state"))


def letters_to(person) -> list[str]:
    found = Letter.objects.filter(to=person.email).order_by("pk")
    return [one.subject.partition(":")[0] for one in found]


def calendar_of(letter: Letter) -> dict[str, str]:
    text = bytes(letter.enclosures.get().content).decode().replace("\r\n ", "")
    return dict(re.findall(r"^(METHOD|SEQUENCE|UID|STATUS|LOCATION):(.*)\r$", text, re.MULTILINE))


def full(cast: Cast) -> TrainingSession:
    """A session of two places, both taken, for which two wait."""
    session = a_session(cast, capacity=2)
    for one in (cast.head_a, cast.head_b, cast.head_c, cast.stranger):
        book.book(by=one, session=session)
    return session


def test_a_full_session_gives_a_turn_on_the_waiting_list(cast: Cast) -> None:
    session = full(cast)
    assert states(session) == {
        "Asha Alder": "place", "Ben Birch": "place", "Carys Cedar": "waiting", "Stan Stranger": "waiting"
    }  # fmt: skip
    assert (letters_to(cast.head_a), letters_to(cast.head_c)) == (["Your place"], ["On the waiting list"])


def test_to_book_twice_is_to_book_once(cast: Cast) -> None:
    session = a_session(cast)
    first, second = (book.book(by=cast.head_a, session=session) for _ in range(2))
    assert (first.pk, letters_to(cast.head_a)) == (second.pk, ["Your place"])


def test_a_place_given_back_goes_to_whoever_waits_longest(cast: Cast) -> None:
    session = full(cast)
    book.give_back(by=cast.head_a, session=session)
    assert states(session)["Carys Cedar"] == "place"
    assert states(session)["Stan Stranger"] == "waiting"
    assert letters_to(cast.head_c) == ["On the waiting list", "You have a place now"]
    assert letters_to(cast.head_a) == ["Your place", "Given back"]


def test_a_place_at_a_full_session_says_that_it_goes_at_once(cast: Cast, as_) -> None:
    session, told = full(cast), "whoever waits first has your place at once"
    shown = [told in as_(who).get(session.get_absolute_url()).text for who in (cast.head_a, cast.head_c)]
    assert shown == [True, False]


def test_who_runs_a_session_is_offered_no_place_and_reads_who_comes(cast: Cast, as_) -> None:
    session = a_session(cast, run_by=cast.head_b)
    trainer, other = (as_(who).get(session.get_absolute_url()).text for who in (cast.head_b, cast.head_a))
    assert ("Book a place" in trainer, "You run this session" in trainer) == (False, True)
    assert ("Book a place" in other, "You run this session" in other) == (True, False)


def test_a_stranger_reads_whom_to_ask_for_an_account(cast: Cast, client) -> None:
    text = client.get(a_session(cast).get_absolute_url()).text
    assert "Ask the lead of your consortium, or your authority, to invite you." in text


def test_who_gives_back_and_books_again_waits_last(cast: Cast) -> None:
    session = full(cast)
    book.give_back(by=cast.head_c, session=session)
    book.book(by=cast.head_c, session=session)
    book.give_back(by=cast.head_a, session=session)
    assert (states(session)["Stan Stranger"], states(session)["Carys Cedar"]) == ("place", "waiting")


def test_more_places_move_several_up(cast: Cast) -> None:
    session = full(cast)
    arrange.change_session(by=cast.lead, session=session, terms=again(session, capacity=4))
    assert set(states(session).values()) == {"place"}
    assert letters_to(cast.stranger)[-1] == "You have a place now"


def again(session: TrainingSession, **other: object) -> arrange.Terms:
    """The terms a session has, but for what is said otherwise."""
    same = terms(starts_at=session.starts_at, capacity=session.capacity)
    return replace(same, **other)  # type: ignore[arg-type]


def test_fewer_places_than_are_taken_are_refused(cast: Cast) -> None:
    session = full(cast)
    with pytest.raises(Refused, match="2 people have a place already") as refused:
        arrange.change_session(by=cast.lead, session=session, terms=again(session, capacity=1))
    assert refused.value.field == "capacity"


@pytest.mark.parametrize("do", [book.book, book.give_back])
def test_once_it_has_begun_places_change_no_more(cast: Cast, do) -> None:
    session = a_session(cast)
    book.book(by=cast.head_a, session=session)
    begin(session)
    with pytest.raises(Refused, match="has begun"):
        do(by=cast.head_a, session=session)


def test_who_arranges_takes_somebody_off_and_they_are_told(cast: Cast) -> None:
    session = full(cast)
    book.take_off(by=cast.lead, booking=session.bookings.get(person=cast.head_b))
    assert (states(session)["Ben Birch"], states(session)["Carys Cedar"]) == ("left", "place")
    assert letters_to(cast.head_b)[-1] == "No longer booked"


def test_an_account_that_closes_gives_its_places_back(cast: Cast) -> None:
    session = full(cast)
    close_account(person=cast.head_a, by=cast.administrator)
    assert (states(session)["Asha Alder"], states(session)["Carys Cedar"]) == ("left", "place")
    assert letters_to(cast.head_a) == ["Your place"]


def test_whoever_cannot_sign_in_is_passed_over(cast: Cast) -> None:
    session = full(cast)
    type(cast.head_c).objects.filter(pk=cast.head_c.pk).update(is_active=False)
    book.give_back(by=cast.head_a, session=session)
    assert (states(session)["Carys Cedar"], states(session)["Stan Stranger"]) == ("waiting", "place")


def test_the_calendar_entry_is_sent_changed_and_taken_out_under_one_name(cast: Cast) -> None:
    session = a_session(cast)
    book.book(by=cast.head_a, session=session)
    moved = again(session, starts_at=session.starts_at + timedelta(days=1), ends_at=session.ends_at + timedelta(days=1))
    arrange.change_session(by=cast.lead, session=session, terms=moved)
    arrange.cancel_session(by=cast.lead, session=session, reason="The trainer is ill")
    entries = [calendar_of(one) for one in Letter.objects.filter(to=cast.head_a.email).order_by("pk")]
    assert [one["METHOD"] for one in entries] == ["REQUEST", "REQUEST", "CANCEL"]
    assert [int(one["SEQUENCE"]) for one in entries] == [1, 2, 3]
    assert (len({one["UID"] for one in entries}), entries[-1]["STATUS"]) == (1, "CANCELLED")


def test_moved_or_cancelled_everybody_is_told_who_waits_too(cast: Cast) -> None:
    session = full(cast)
    arrange.change_session(by=cast.lead, session=session, terms=again(session, place="Cedar High School"))
    arrange.cancel_session(by=cast.lead, session=session, reason="Snow")
    arrange.cancel_session(by=cast.lead, session=session, reason="Snow")
    assert letters_to(cast.head_a) == ["Your place", "Moved", "Cancelled"]
    assert letters_to(cast.stranger) == ["On the waiting list", "Moved", "Cancelled"]
    waits = Letter.objects.filter(to=cast.stranger.email)
    assert [one.enclosures.count() for one in waits] == [0, 0, 0]
    assert "Why: Snow" in waits.latest("pk").text


def test_another_word_moves_nobody_s_calendar(cast: Cast) -> None:
    session = full(cast)
    arrange.change_session(by=cast.lead, session=session, terms=again(session, title="Asking well"))
    assert letters_to(cast.head_a) == ["Your place"]


def test_the_video_link_is_in_no_letter_to_who_waits(cast: Cast) -> None:
    session = full(cast)
    arrange.change_session(by=cast.lead, session=session, terms=again(session, place="Cedar High School"))
    said = {
        who: " ".join(one.text for one in Letter.objects.filter(to=who.email)) for who in (cast.head_a, cast.head_c)
    }
    assert ["video.example" in said[who] for who in (cast.head_a, cast.head_c)] == [True, False]


def test_no_letter_names_anybody_else_who_booked(cast: Cast) -> None:
    full(cast)
    names = {cast.head_b.name, cast.head_c.name, cast.stranger.name}
    sent = Letter.objects.get(to=cast.head_a.email)
    whole = sent.text + bytes(sent.enclosures.get().content).decode()
    assert [name for name in names if name in whole] == []
    assert cast.lead.email not in whole


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"place": "", "video_link": ""}, "place"),
        ({"starts_at": timezone.now() - timedelta(hours=1)}, "day"),
        ({"capacity": 0}, "capacity"),
        ({"capacity": 201}, "capacity"),
    ],
    ids=lambda part: str(part)[:20],
)
def test_a_session_that_cannot_be_is_refused_at_its_field(cast: Cast, wrong: dict, field: str) -> None:
    with pytest.raises(Refused) as refused:
        a_session(cast, **wrong)
    assert refused.value.field == field


def test_two_who_change_one_session_lose_nothing(cast: Cast) -> None:
    session = a_session(cast)
    arrange.change_session(by=cast.lead, session=session, terms=again(session, title="Asking"), base=1)
    with pytest.raises(ChangedMeanwhile):
        arrange.change_session(by=cast.lead, session=session, terms=again(session, title="Telling"), base=1)


@pytest.mark.django_db(transaction=True)
def test_two_at_once_take_the_last_place_once(cast: Cast) -> None:
    """On PostgreSQL two connections meet at the lock; SQLite lets one write at a time. Neither books over."""
    session = a_session(cast, capacity=1)
    if connection.vendor == "sqlite":
        pytest.skip("a test's SQLite database is in memory, for one connection: PostgreSQL tries it")

    def one(person: object) -> None:
        book.book(by=person, session=session)  # type: ignore[arg-type]
        connection.close()

    at_once = [Thread(target=one, args=(who,)) for who in (cast.head_a, cast.head_b, cast.head_c, cast.stranger)]
    for thread in at_once:
        thread.start()
    for thread in at_once:
        thread.join()
    assert sorted(Booking.objects.values_list("state", flat=True)) == ["place", "waiting", "waiting", "waiting"]
