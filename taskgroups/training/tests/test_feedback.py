"""What people say of a session: by who came, once, changed until it is counted; and counted so that nobody is told."""

from datetime import timedelta

import pytest
from django.utils import timezone

from taskgroups.kit.access.refused import Refused
from taskgroups.people.models import Person
from taskgroups.training.domain.forget import forget
from taskgroups.training.domain.hear import count_feedback, say
from taskgroups.training.models import Booking, Feedback, TrainingSession
from taskgroups.training.queries import heard
from tests.cast import Cast
from tests.training import ANSWERS, a_session, held

SETTLED = timedelta(days=4)


@pytest.fixture
def people(cast: Cast) -> list[Person]:
    """Thirteen who came."""
    made = [Person(email=f"p{n}@cast.example", name=f"Person {n}") for n in range(13)]
    return Person.objects.bulk_create(made)


@pytest.fixture
def session(cast: Cast, people: list[Person]) -> TrainingSession:
    """Held six days ago."""
    return held(a_session(cast, capacity=20), *people, ago=timedelta(days=6))


def all_say(session: TrainingSession, people: list[Person], *, settled: bool = True) -> None:
    for number, one in enumerate(people):
        say(by=one, session=session, answers=ANSWERS, words=f"Words of {one.name}")
        if settled:
            at = timezone.now() - SETTLED + timedelta(seconds=number)
            Feedback.objects.filter(booking__person=one).update(first_at=at)


def test_who_did_not_come_says_nothing(cast: Cast, session: TrainingSession) -> None:
    with pytest.raises(Refused, match="Only who came"):
        say(by=cast.head_a, session=session, answers=ANSWERS)


def test_said_again_it_replaces_itself(session: TrainingSession, people: list[Person]) -> None:
    say(by=people[0], session=session, answers=ANSWERS, words="Good")
    say(by=people[0], session=session, answers=ANSWERS | {"clear": 1}, words="Better")
    kept = Feedback.objects.get()
    assert (kept.clear, kept.words, kept.part) == (1, "Better", None)


def test_before_its_end_and_after_four_weeks_nothing_is_said(session: TrainingSession, people: list[Person]) -> None:
    now = timezone.now()
    for ends, why in ((now + timedelta(hours=1), "has not ended"), (now - timedelta(days=29), "over four weeks ago")):
        TrainingSession.objects.update(starts_at=ends - timedelta(hours=2), ends_at=ends)
        with pytest.raises(Refused, match=why):
            say(by=people[0], session=session, answers=ANSWERS)


def test_five_are_never_shown(session: TrainingSession, people: list[Person]) -> None:
    all_say(session, people[:5])
    assert (count_feedback(), heard(session).given, heard(session).words) == (0, 0, [])


def test_what_can_still_be_changed_is_in_no_count(session: TrainingSession, people: list[Person]) -> None:
    all_say(session, people[:6], settled=False)
    assert (count_feedback(), heard(session).given) == (0, 0)


def test_six_are_counted_and_name_nobody_from_then_on(session: TrainingSession, people: list[Person]) -> None:
    all_say(session, people[:6])
    assert count_feedback() == 6
    assert heard(session).given == 6
    assert set(Feedback.objects.values_list("booking", "first_at", "part")) == {(None, None, 1)}
    with pytest.raises(Refused, match="counted with five others"):
        say(by=people[0], session=session, answers=ANSWERS)


def test_between_two_looks_nothing_changes_until_six_more_have_settled(
    session: TrainingSession, people: list[Person]
) -> None:
    all_say(session, people[:6])
    count_feedback()
    before = heard(session)
    all_say(session, people[6:11])
    assert (count_feedback(), heard(session)) == (0, before)
    all_say(session, people[11:12])
    assert (count_feedback(), heard(session).given) == (6, 12)


def test_the_words_stand_in_an_order_that_tells_nothing(session: TrainingSession, people: list[Person]) -> None:
    all_say(session, people[5::-1])
    count_feedback()
    assert heard(session).words == [f"Words of Person {n}" for n in range(6)]


def test_who_goes_changes_nothing_that_is_shown(session: TrainingSession, people: list[Person]) -> None:
    all_say(session, people[:7])
    count_feedback()
    before = heard(session)
    for one in (people[0], people[6]):
        forget(one)
    assert (heard(session), Feedback.objects.count(), Booking.objects.filter(came=True).count()) == (before, 6, 13)


def test_what_stays_under_six_goes_a_month_later(session: TrainingSession, people: list[Person]) -> None:
    all_say(session, people[:7])
    past = timezone.now() - timedelta(days=32)
    TrainingSession.objects.update(starts_at=past - timedelta(hours=2), ends_at=past)
    count_feedback()
    assert list(Feedback.objects.values_list("part", flat=True)) == [1] * 6


def test_the_trainer_s_name_goes_off_the_programme_with_them(cast: Cast) -> None:
    session = a_session(cast, trainer="Ben Birch and Carys Cedar")
    forget(cast.head_b)
    session.refresh_from_db()
    assert session.trainer == "a trainer and Carys Cedar"
