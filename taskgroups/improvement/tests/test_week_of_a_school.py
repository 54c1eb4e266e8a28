"""What a head hears each week of their school's actions: counts, once, in the one letter of that day."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from taskgroups.improvement.courses import Course, Step, Week, week
from taskgroups.improvement.domain import remind_owners as reminding
from taskgroups.improvement.domain.remind_owners import choose, remind_owners
from taskgroups.improvement.models import Action
from taskgroups.improvement.tests.test_owner_letters import MONDAY, due, later
from taskgroups.kit.post.models import Letter
from taskgroups.schools.models import Role


def course(days: int, status: str = "under_way", heard: int = 0) -> Course:
    """An action due so many days from Monday, last written about so many days before it."""
    heard_on = MONDAY - timedelta(days=heard)
    return Course("1", "", "", "", (Step(heard_on, status, "", MONDAY + timedelta(days=days)),), heard_on)


def test_each_unfinished_action_is_counted_once() -> None:
    late, slipping, near = course(-1, heard=40), course(5, heard=30), course(14)
    assert week([late, slipping, near, course(15), course(-9, "done")], MONDAY) == Week(1, 1, 1)


@pytest.fixture
def on(monkeypatch):
    def day_is(day: date) -> int:
        monkeypatch.setattr(reminding, "today", lambda: day)
        return remind_owners()

    return day_is


def letters_to(person) -> list[str]:
    return [one.text for one in Letter.objects.filter(to=person.email).order_by("pk")]


@pytest.mark.django_db
def test_a_head_hears_on_the_first_working_day_and_no_word_of_an_action(cast, on):
    actions = [due(cast, later(days)) for days in (-2, 9, 12)]
    on(MONDAY)
    told = letters_to(cast.head_a)
    assert len(told) == 1
    assert "Alder Primary School: 1 action is late, 2 actions are due within a fortnight." in told[0]
    assert reverse("school-actions", args=[cast.a.urn]) in told[0]
    assert not any(one.what in told[0] for one in actions)
    assert letters_to(cast.head_b) == []


@pytest.mark.django_db
def test_a_week_is_told_once_and_the_next_one_again(cast, on):
    due(cast, later(-2))
    for days in (0, 1, 4, 7):
        on(later(days))
    assert len(letters_to(cast.head_a)) == 2


@pytest.mark.django_db
def test_a_head_with_actions_of_their_own_has_one_letter_for_both(cast, on):
    action = due(cast, later(3))
    Action.objects.filter(pk=action.pk).update(owner=cast.head_a)
    assert on(MONDAY) == 1
    (told,) = letters_to(cast.head_a)
    assert told.startswith("About your actions.")
    assert "This week at Alder Primary School: 1 action is due within a fortnight." in told


@pytest.mark.django_db
def test_who_does_not_want_it_or_left_hears_nothing(cast, on):
    due(cast, later(-2))
    choose(by=cast.head_a, often="as_due", digest=False)
    on(MONDAY)
    choose(by=cast.head_a, often="as_due", digest=True)
    Role.objects.filter(person=cast.head_a).update(ends=MONDAY)
    on(later(1))
    assert letters_to(cast.head_a) == []


@pytest.mark.django_db
def test_a_school_with_nothing_near_is_not_told_of(cast, on):
    due(cast, later(15))
    assert on(MONDAY) == 0


@pytest.mark.django_db
def test_only_a_head_is_asked_and_may_say_no(cast, as_):
    page = reverse("my-letters")
    assert "the school I head" not in as_(cast.leader_a).get(page).content.decode()
    client = as_(cast.head_a)
    assert "the school I head" in client.get(page).content.decode()
    assert client.post(page, {"often": "as_due"}).status_code == 302
    assert cast.head_a.letter_choice.digest is False
