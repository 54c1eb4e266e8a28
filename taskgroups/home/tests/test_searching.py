"""Search finds what is public, and of the rest what is the person's own."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from taskgroups.home.searching import QUESTIONS, search
from taskgroups.schools.models import School
from taskgroups.schools.register.words import search_text
from taskgroups.training.models import TrainingSession
from tests.cast import Cast
from tests.training import a_session, held

pytestmark = pytest.mark.django_db


def found(cast: Cast, words: str) -> list[str]:
    """The training that the stranger finds."""
    return [hit.text for hit in search(cast.stranger, words).get("Training", [])]


def test_a_session_is_found_by_title_place_trainer_and_what_it_is_about(cast: Cast) -> None:
    session = a_session(cast)
    wanted = [found(cast, words) for words in ("unlock QUESTIONS", "library birch", "how a chair asks")]
    assert wanted == [["Questions that unlock"]] * 3
    [hit] = search(cast.stranger, "unlock")["Training"]
    assert (hit.address, hit.about.endswith(". The library, Alder Primary School")) == (
        session.get_absolute_url(), True
    )  # fmt: skip


@pytest.mark.parametrize("words", ["training", "training sessions", "unlock training"])
def test_what_is_training_need_not_be_called_so(cast: Cast, words: str) -> None:
    a_session(cast)
    assert found(cast, words) == ["Questions that unlock"]


@pytest.mark.parametrize("words", ["room-7", "park behind", "asha"])
def test_the_link_how_to_come_and_who_booked_are_not_searched(cast: Cast, words: str) -> None:
    held(a_session(cast), cast.head_a)
    assert found(cast, words) == []


def test_what_is_to_come_stands_before_what_was_held_and_a_cancelled_one_that_is_past_is_gone(cast: Cast) -> None:
    for title, ahead in (("Held lately", -5), ("Later", 20), ("Soon", 5), ("Called off", -3), ("Called off soon", 9)):
        starts = timezone.now() + timedelta(days=ahead)
        made = a_session(cast, title=f"{title} unlocking")
        ends = starts + timedelta(hours=2)
        cancelled = timezone.now() if "off" in title else None
        TrainingSession.objects.filter(pk=made.pk).update(starts_at=starts, ends_at=ends, cancelled_at=cancelled)
    names = [one.removesuffix(" unlocking") for one in found(cast, "unlocking")]
    assert names == ["Soon", "Called off soon", "Later", "Held lately"]
    about = {hit.text: hit.about for hit in search(cast.stranger, "unlocking")["Training"]}
    assert ["cancelled" in one for one in about.values()] == [False, True, False, False]


@pytest.mark.parametrize("words", ["ANNE’S", "st anne's saltmarsh", "St-Anne", "zz11aa anne", "% anne"])
def test_a_school_is_found_however_its_name_is_typed(cast: Cast, words: str) -> None:
    said = search_text(("St Anne’s", "Saltmarsh"), "ZZ1 1AA", cast.a.urn)
    School.objects.filter(pk=cast.a.pk).update(name="St Anne’s", search_text=said)
    assert [hit.text for hit in search(cast.stranger, words)["Schools"]] == ["St Anne’s"]


@pytest.mark.parametrize("words", ["anne birch", "%", "_", "’"])
def test_no_school_is_found_by_what_it_is_not_called(cast: Cast, words: str) -> None:
    assert "Schools" not in search(cast.stranger, words)


def test_a_search_asks_the_database_no_more_where_it_finds_more(cast: Cast) -> None:
    asked = []
    for words, many in (("cedar", 1), ("primary", 3)):
        search(cast.stranger, words)
        with CaptureQueriesContext(connection) as queries:
            assert len(search(cast.stranger, words)["Schools"]) == many
        asked.append(len(queries))
    assert asked[0] == asked[1]


def test_the_question_bank_is_searched_and_leads_to_all_it_has(cast: Cast) -> None:
    hits = search(cast.stranger, "reading")["Questions a chair may ask"]
    assert len(hits) == QUESTIONS + 1
    assert "reading" in hits[0].text
    assert hits[0].address.startswith(f"{reverse('questions')}?framework=")
    assert (hits[-1].text.startswith("All "), "words=reading" in hits[-1].address) == (True, True)


def test_few_questions_stand_each_for_itself_and_none_stand_nowhere(cast: Cast) -> None:
    [first, *_] = search(cast.stranger, "reading")["Questions a chair may ask"]
    assert [hit.text for hit in search(cast.stranger, first.text)["Questions a chair may ask"]] == [first.text]
    assert "Questions a chair may ask" not in search(cast.stranger, "no question says zyx")
