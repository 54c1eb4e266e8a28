"""Letters to owners: when, how often at most, and that they hold no word of an action."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from taskgroups.improvement.domain import remind_owners as reminding
from taskgroups.improvement.domain.remind_owners import choose, remind_by_day, remind_owners
from taskgroups.improvement.models import WORDS_TAKEN_OUT, Action, ActionUpdate, OwnerLetter, Told
from taskgroups.improvement.reading_courses import unfinished_courses
from taskgroups.improvement.tests.made import an_action
from taskgroups.kit.post.models import Letter
from taskgroups.schools.models import Role

MONDAY = date(2030, 6, 3)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def heads_want_no_digest(cast):
    """What owners hear is looked at by itself here; heads have tests of their own."""
    for head in (cast.head_a, cast.head_b):
        choose(by=head, often="as_due", digest=False)


@pytest.fixture
def on(monkeypatch):
    """Let it be a day, and remind."""

    def day_is(day: date) -> int:
        monkeypatch.setattr(reminding, "today", lambda: day)
        return remind_owners()

    return day_is


def due(cast, day: date, *, heard: date = MONDAY, **other) -> Action:
    """An action due on a day, set on another."""
    made = an_action(cast, **other)
    noon = datetime(heard.year, heard.month, heard.day, 12, tzinfo=UTC)
    Action.objects.filter(pk=made.pk).update(due=day, set_at=noon)
    made.refresh_from_db()
    return made


def later(days: int) -> date:
    return MONDAY + timedelta(days=days)


def test_one_letter_tells_of_everything_and_holds_no_word_of_an_action(cast, on):
    one, _ = due(cast, later(3)), due(cast, later(-2))
    assert on(MONDAY) == 1
    letter = Letter.objects.get()
    assert (letter.to, letter.subject) == (cast.leader_a.email, "Your actions: 2 actions due soon or late")
    assert "Alder Primary School: 2 days late" in letter.text
    assert reverse("school-action", args=[cast.a.urn, one.public_id]) in letter.text
    assert one.what not in letter.text


def test_nobody_is_written_to_twice_on_a_day(cast, on):
    due(cast, later(3))
    assert (on(MONDAY), on(MONDAY)) == (1, 0)
    due(cast, later(1))
    assert (on(MONDAY), on(later(1))) == (0, 1)


def test_the_database_itself_allows_one_letter_a_person_and_day(cast, on):
    due(cast, later(3))
    OwnerLetter.objects.create(person=cast.leader_a, on=MONDAY)
    assert reminding._remind(cast.leader_a.pk, MONDAY, weekly=False) == 0
    assert not Letter.objects.exists()


def test_what_was_told_is_not_told_again_the_next_day(cast, on):
    due(cast, later(4))
    assert [on(later(days)) for days in range(5)] == [1, 0, 0, 0, 0]


def test_a_day_that_moves_begins_anew(cast, on):
    action = due(cast, later(4))
    on(MONDAY)
    Action.objects.filter(pk=action.pk).update(due=later(9))
    assert on(later(2)) == 1


def test_what_is_late_is_told_again_each_week(cast, on):
    due(cast, later(-1))
    assert [on(later(days)) for days in (0, 1, 4, 7, 8)] == [1, 0, 0, 1, 0]


def test_silence_before_the_day_is_told_once(cast, on):
    action = due(cast, later(12), heard=later(-30))
    assert (on(MONDAY), on(later(1))) == (1, 0)
    assert Told.objects.get(action=action).stage == "slips"


def test_what_was_told_of_one_action_is_told_of_another_due_on_the_same_day(cast, on):
    due(cast, later(7))
    assert on(MONDAY) == 1
    due(cast, later(7))
    assert on(later(1)) == 1


def test_what_was_set_lately_is_not_called_silent(cast, on):
    due(cast, later(12), heard=later(-10))
    assert on(MONDAY) == 0


def test_words_taken_out_lately_are_no_words_about_the_action(cast, on):
    action = due(cast, later(12), heard=later(-30))
    noon = datetime(2030, 5, 20, 12, tzinfo=UTC)
    ActionUpdate.objects.create(action=action, by=cast.head_b, at=noon, note=WORDS_TAKEN_OUT)
    assert (on(MONDAY), unfinished_courses(cast.a, own=True)[0].heard_on) == (1, later(-30))


def test_words_written_lately_are_no_silence(cast, on):
    action = due(cast, later(12), heard=later(-30))
    noon = datetime(2030, 5, 20, 12, tzinfo=UTC)
    ActionUpdate.objects.create(action=action, by=cast.leader_a, at=noon, note="Begun")
    assert on(MONDAY) == 0


def test_nobody_is_written_to_at_a_weekend(cast, on):
    due(cast, later(3))
    assert [on(later(days)) for days in (-2, -1, 0)] == [0, 0, 1]


@pytest.mark.parametrize(("hour", "sent"), [(6, 0), (7, 1), (18, 1), (19, 0)])
def test_what_runs_every_minute_writes_by_day(cast, monkeypatch, hour, sent):
    monkeypatch.setattr(reminding, "remind_owners", lambda: 1)
    monkeypatch.setattr(timezone, "localtime", lambda: datetime(2030, 6, 3, hour, 30, tzinfo=UTC))
    assert remind_by_day() == sent


def test_who_chose_so_gets_one_letter_a_week(cast, on):
    choose(by=cast.leader_a, often="weekly")
    due(cast, later(3))
    assert [on(later(days)) for days in (1, 2, 4)] == [1, 0, 0]
    due(cast, later(20))
    assert [on(later(days)) for days in (7, 8, 14)] == [1, 0, 1]
    assert Letter.objects.order_by("pk").first().text.startswith("This week's letter")


def test_a_week_without_anything_near_has_no_letter(cast, on):
    choose(by=cast.leader_a, often="weekly")
    due(cast, later(40))
    assert on(MONDAY) == 0


@pytest.mark.parametrize("state", ["done", "stopped"])
def test_what_is_over_is_not_told(cast, on, state):
    action = due(cast, later(3))
    Action.objects.filter(pk=action.pk).update(status=state, done_on=MONDAY)
    assert on(MONDAY) == 0


def test_who_left_the_school_is_not_written_to(cast, on):
    due(cast, later(3))
    Role.objects.filter(person=cast.leader_a).update(ends=later(-1))
    assert on(MONDAY) == 0


def test_a_closed_account_is_not_written_to(cast, on):
    due(cast, later(3))
    cast.leader_a.is_active = False
    cast.leader_a.save()
    assert on(MONDAY) == 0


def test_the_command_says_what_it_did(cast, capsys, monkeypatch):
    monkeypatch.setattr(reminding, "today", lambda: MONDAY)
    due(cast, later(3))
    call_command("remind_owners")
    assert capsys.readouterr().out == "1 letter written.\n"


def test_one_chooses_how_often_on_a_page(cast, as_):
    client = as_(cast.leader_a)
    assert client.post(reverse("my-letters"), {"often": "hourly"}).status_code == 422
    assert client.post(reverse("my-letters"), {"often": "weekly"}).status_code == 302
    assert cast.leader_a.letter_choice.often == "weekly"
    assert 'value="weekly" checked' in client.get(reverse("my-letters")).content.decode()
