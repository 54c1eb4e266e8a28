"""What a Task Group that is held is evidence of: observed, chaired with the mentor there, or chaired."""

import pytest

from taskgroups.meetings.domain import run
from taskgroups.meetings.domain.learned import note_what_was_learned
from taskgroups.meetings.domain.log import append
from taskgroups.meetings.known import names_of
from taskgroups.meetings.models import Seat, TaskGroup
from taskgroups.meetings.tests.room.cast import under_way
from taskgroups.training.domain.mentor import name_mentor
from taskgroups.training.models import Step
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def learned() -> set[tuple[str, str]]:
    """Who did what, as far as Task Groups have said."""
    return set(Step.objects.exclude(source="").values_list("person__name", "kind"))


def note_came(cast: Cast, group: TaskGroup, who) -> None:
    append(group=group, by=cast.clerk, kind="attendance", payload={"person": who.pk, "name": who.name, "came": True})


def test_closing_it_writes_down_who_observed_and_who_chaired(cast: Cast) -> None:
    run.close(by=cast.head_b, group=under_way(cast))
    assert learned() == {("Omar Observer", "observed"), ("Ben Birch", "led")}


def test_with_the_mentor_there_it_was_chaired_under_observation(cast: Cast) -> None:
    name_mentor(person=cast.head_b, by=cast.lead, mentor=cast.head_c)
    run.close(by=cast.head_b, group=under_way(cast))
    step = Step.objects.get(person=cast.head_b, kind="chaired")
    assert (step.mentor, step.what) == (cast.head_c, "")


def test_who_was_not_noted_as_having_come_did_not_observe(cast: Cast) -> None:
    name_mentor(person=cast.head_b, by=cast.lead, mentor=cast.head_c)
    group = under_way(cast)
    note_came(cast, group, cast.head_a)
    run.close(by=cast.head_b, group=group)
    assert learned() == {("Ben Birch", "led")}


def test_whose_seat_was_taken_away_did_not_observe(cast: Cast) -> None:
    group = under_way(cast)
    Seat.objects.filter(person=cast.observer).update(left_at=group.opened_at)
    run.close(by=cast.head_b, group=group)
    assert learned() == {("Ben Birch", "led")}


def test_told_twice_it_is_written_once(cast: Cast) -> None:
    group = run.close(by=cast.head_b, group=under_way(cast))
    assert note_what_was_learned(group) == 0
    assert len(learned()) == 2


def test_whose_task_group_it_was_is_told_to_who_may_open_it(cast: Cast) -> None:
    group = under_way(cast)
    assert names_of(cast.observer, [group.public_id])[group.public_id].text.startswith("Task Group at Alder Primary")
    assert names_of(cast.officer, [group.public_id]) == {}
