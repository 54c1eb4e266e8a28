"""A school is taken out of the register while somebody has its form open: it is said in words, and nothing breaks."""

import pytest
from django.urls import reverse

from taskgroups.evaluation.models import Evidence
from taskgroups.kit.design.tests.page_rules import check_page, text_of
from taskgroups.meetings.models import TaskGroup
from taskgroups.meetings.tests.plan.planned import form
from taskgroups.schools.models import Consortium, School

pytestmark = pytest.mark.django_db
NOT_THERE = "There is no such page"


@pytest.fixture
def gone(cast) -> int:
    """Dune has no Task Group and nothing on file: a register file that brought it is taken back."""
    urn = cast.d.urn
    School.objects.filter(urn=urn).delete()
    return urn


@pytest.mark.parametrize("name", ["school", "school-sharing", "school-evidence-add", "school-actions"])
def test_its_pages_are_not_there_and_a_form_that_was_open_writes_nothing(cast, as_, gone, name) -> None:
    browser, where = as_(cast.stranger), reverse(name, args=[gone])
    answers = browser.get(where), browser.post(where, {"title": "Reading log", "evaluation": "3"})
    assert [one.status_code for one in answers] in ([404, 404], [404, 405])
    assert NOT_THERE in text_of(check_page(answers[0].content))
    assert not Evidence.objects.exists()


def test_a_consortium_is_formed_of_the_schools_that_are_still_there(cast, as_, gone) -> None:
    where = reverse("consortium-new")
    as_(cast.lead).post(where, {"name": "Two Rivers", "pick": [gone, cast.b.urn]})
    assert list(Consortium.objects.get(name="Two Rivers").schools.all()) == [cast.b]
    alone = as_(cast.lead).post(where, {"name": "Three Rivers", "pick": [gone]})
    assert (alone.status_code, "Choose at least one school." in text_of(check_page(alone.content))) == (422, True)


def test_no_task_group_is_planned_for_it(cast, as_, gone) -> None:
    where = f"{reverse('task-group-new')}?consortium={cast.harbour.slug}&school={gone}"
    assert as_(cast.lead).post(where, form(cast)).status_code == 404
    assert not TaskGroup.objects.exists()


def test_search_and_the_home_of_its_head_do_without_it(cast, as_, gone) -> None:
    browser = as_(cast.stranger)
    assert "Dune" not in browser.get("/search/?q=dune").text.replace('value="dune"', "")
    assert browser.get("/").status_code == 200
