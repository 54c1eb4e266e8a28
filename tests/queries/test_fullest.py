"""The school's page at its fullest: everything there is to show, for each who comes near."""

from datetime import timedelta

import pytest
from django.utils import timezone

from taskgroups.schools.models import Audience, Inspection, InspectionGrade, Link, Role, Sharing, Thing
from tests.cast import LONG_AGO, Cast, school
from tests.queries.growing import actions, evidence, task_groups

MOST = 14


@pytest.fixture
def full(cast: Cast) -> Cast:
    """School A with all a page can show: predecessors, inspections, work, a Task Group to come, everything shared."""
    for number in (1, 2):
        actions(cast, number)
        evidence(cast, number)
        task_groups(cast, number)
    for thing in Thing.values:
        Sharing.objects.create(school=cast.a, thing=thing, audience=Audience.AUTHORITY)
    school(990091, "Old Alder School", cast.authority, open=False, status="Closed")
    for older, newer in ((990091, 990001), (990090, 990091)):
        Link.objects.create(urn=newer, linked_urn=older, linked_name="Old Alder School", kind="Predecessor")
    found = Inspection.objects.create(
        school=cast.a, kind="graded", framework="2019", started_on=timezone.localdate() - timedelta(days=99)
    )
    InspectionGrade.objects.create(inspection=found, judgement="Overall effectiveness", grade="Good")
    return cast


@pytest.mark.parametrize("who", ["lead", "officer", "governor_a", "administrator"])
@pytest.mark.parametrize("ended", [True, False], ids=["left", "never"])
def test_so_does_that_of_a_school_whose_headship_is_vacant(
    full: Cast, as_, who: str, ended: bool, django_assert_max_num_queries
) -> None:
    heads = Role.objects.filter(school=full.a, kind="head")
    heads.update(ends=LONG_AGO + timedelta(days=9)) if ended else heads.delete()
    browser = as_(getattr(full, who))
    browser.get("/schools/990001/")
    with django_assert_max_num_queries(MOST):
        assert browser.get("/schools/990001/").status_code == 200


@pytest.mark.parametrize("who", ["head_a", "head_b", "lead", "officer", "administrator", "stranger"])
def test_the_fullest_school_page_asks_fewer_than_fifteen_questions(
    full: Cast, as_, who: str, django_assert_max_num_queries
) -> None:
    browser = as_(getattr(full, who))
    browser.get("/schools/990001/")
    with django_assert_max_num_queries(MOST):
        assert browser.get("/schools/990001/").status_code == 200
