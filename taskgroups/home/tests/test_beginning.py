"""Somebody whose school or consortium has nothing yet is told how to begin."""

from datetime import timedelta

import pytest
from django.utils import timezone

from taskgroups.evaluation.models import Judgement
from taskgroups.home.beginning import first_steps
from taskgroups.meetings.models import TaskGroup
from taskgroups.schools.models import ConsortiumSchool
from tests.cast import Cast


def told(person: object) -> list[tuple[str, str]]:
    return [(row.what, row.about) for row in first_steps(person)]  # type: ignore[arg-type]


def test_the_lead_of_an_empty_consortium_chooses_its_schools(cast: Cast) -> None:
    ConsortiumSchool.objects.all().delete()
    assert told(cast.lead) == [("Choose the schools", cast.harbour.name)]


def test_the_lead_of_schools_without_a_task_group_invites_people(cast: Cast) -> None:
    assert told(cast.lead) == [("Invite people, then plan the first Task Group", cast.harbour.name)]


def test_a_head_begins_by_saying_where_the_school_is(cast: Cast) -> None:
    assert told(cast.head_a) == [("Say where the school is", cast.a.name)]


@pytest.mark.parametrize("person", ["officer", "clerk", "leader_a"])
def test_nobody_else_is_told_to_begin(cast: Cast, person: str) -> None:
    assert told(getattr(cast, person)) == []


def test_who_has_begun_is_told_nothing(cast: Cast) -> None:
    now = timezone.now()
    TaskGroup.objects.create(
        school=cast.b, consortium=cast.harbour, pack="none", number=1, starts_at=now, ends_at=now + timedelta(hours=2),
        planned_by=cast.lead, planned_at=now,
    )  # fmt: skip
    Judgement.objects.create(
        school=cast.a, pack="none", area="x", voice="school", value="met", by=cast.head_a, made_at=now
    )
    assert [told(person) for person in (cast.lead, cast.head_a, cast.head_b)] == [[], [], []]
