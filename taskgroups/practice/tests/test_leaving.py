"""Practice goes with the person: what becomes of it when an account closes, and when somebody stops chairing."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from taskgroups.meetings.models import TaskGroup
from taskgroups.meetings.tests.room.cast import under_way
from taskgroups.people.models import Person
from taskgroups.practice import models
from taskgroups.practice.domain.leave import forget_who_left
from taskgroups.practice.domain.share import share
from taskgroups.practice.domain.tap import tap
from taskgroups.practice.models import Kept, Leaving, Share, Tap, Transcript
from taskgroups.practice.own import PRACTICE
from taskgroups.schools.domain.account import close_account, open_account
from taskgroups.schools.models import Role
from taskgroups.schools.policy import today
from tests.cast import Cast


@pytest.fixture
def group(cast: Cast) -> TaskGroup:
    """A chair with a tap, a share with the lead, and a transcript that is kept."""
    group = under_way(cast)
    tap(by=cast.head_b, group=group, act="question")
    share(by=cast.head_b, mentor=cast.lead, until=today() + timedelta(days=30))
    coded = Transcript.objects.create(person=cast.head_b, task_group=group, words=1, all_words=2)
    Kept.objects.create(transcript=coded, reason="To read it again", until=today(), turns=[])
    return group


def left(person: Person) -> tuple[int, int, int]:
    return (
        Share.objects.open_on(today()).count(),
        Kept.objects.count(),
        Tap.objects.filter(person=person).count(),
    )


def test_at_closing_shares_and_a_kept_transcript_end_at_once_and_the_figures_stay_a_month(
    cast: Cast, group: TaskGroup
) -> None:
    close_account(person=cast.head_b, by=cast.administrator)
    assert (left(cast.head_b), forget_who_left(), left(cast.head_b)) == ((0, 0, 1), 0, (0, 0, 1))


def test_opened_again_in_time_the_figures_are_theirs_and_nothing_is_shared_by_itself(
    cast: Cast, as_, group: TaskGroup
) -> None:
    close_account(person=cast.head_b, by=cast.administrator)
    open_account(person=cast.head_b, by=cast.administrator)
    assert (left(cast.head_b), Leaving.objects.count()) == ((0, 0, 1), 0)


def test_after_a_month_all_of_it_is_deleted_and_the_log_stays(cast: Cast, group: TaskGroup) -> None:
    said = group.events.count()
    close_account(person=cast.head_b, by=cast.administrator)
    Leaving.objects.update(since=timezone.now() - timedelta(days=30))
    assert (forget_who_left(), forget_who_left(), left(cast.head_b)) == (1, 0, (0, 0, 0))
    assert (Transcript.objects.count(), group.events.count()) == (0, said)


def test_an_account_closed_in_another_way_begins_its_month_too(cast: Cast, group: TaskGroup) -> None:
    Person.objects.filter(pk=cast.head_b.pk).update(is_active=False)
    assert (forget_who_left(), left(cast.head_b)) == (0, (0, 0, 1))
    assert Leaving.objects.get().person == cast.head_b


def test_when_the_mentor_s_account_closes_the_share_ends(cast: Cast, group: TaskGroup) -> None:
    close_account(person=cast.lead, by=cast.administrator)
    assert Share.objects.get().withdrawn_at is not None


def test_who_stops_chairing_keeps_their_own_and_who_takes_over_sees_none_of_it(
    cast: Cast, as_, group: TaskGroup
) -> None:
    Role.objects.filter(person=cast.head_b, kind=Role.Kind.CHAIR).update(ends=today() - timedelta(days=1))
    page = reverse("task-group-practice", args=[group.public_id])
    assert [as_(who).get(page).status_code for who in (cast.head_b, cast.lead, cast.head_c)] == [200, 404, 404]


def test_a_mentor_who_is_neither_chair_nor_lead_any_more_sees_nothing(cast: Cast, as_, group: TaskGroup) -> None:
    Role.objects.filter(person=cast.lead).update(ends=today() - timedelta(days=1))
    assert as_(cast.lead).get(reverse("practice-shared", args=[Share.objects.get().pk])).status_code == 404


def test_every_table_of_a_person_s_practice_goes_with_their_row() -> None:
    keys = [
        field
        for name in models.__all__
        for field in getattr(models, name)._meta.get_fields()
        if field.many_to_one and field.related_model is Person
    ]
    assert [str(one) for one in keys if one.remote_field.on_delete.__name__ != "CASCADE"] == []


def test_the_file_of_everything_about_somebody_tells_what_they_said_on_a_transcript(
    cast: Cast, group: TaskGroup
) -> None:
    models.Consent.objects.create(task_group=group, person=cast.head_b, agrees=True, keeping=True)
    models.Consent.objects.create(task_group=group, person=cast.head_a, agrees=False)
    told = {
        who.name: [words for _, what, words in PRACTICE.rows(who) if what == "On the use of a transcript"]
        for who in (cast.head_b, cast.head_a, cast.clerk)
    }
    assert told == {"Ben Birch": ["Yes, and to its being kept"], "Asha Alder": ["No"], "Kim Clerk": []}
