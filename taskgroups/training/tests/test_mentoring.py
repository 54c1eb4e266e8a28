"""Mentors: who may be one, what they sign, and what waits for them and for the lead who names them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from taskgroups.kit.access.refused import Refused
from taskgroups.kit.design.tests.page_rules import check_page, text_of
from taskgroups.kit.post.models import Letter
from taskgroups.people.models import Person
from taskgroups.schools.models import Authority, Consortium
from taskgroups.schools.policy import today
from taskgroups.training.accrediting.policy import may_mentor, still_near
from taskgroups.training.accrediting.reading import standing_of
from taskgroups.training.domain import accredit, mentor
from taskgroups.training.models import Mentoring, Step
from taskgroups.training.tests.on_the_way import ALL, at, came_so_far
from tests.cast import Cast, consortium, give
from tests.cast import accredit as let_be_accredited
from tests.cast import person as new_person

pytestmark = pytest.mark.django_db


def test_a_mentor_signs_once_everything_is_there(cast: Cast, as_, learner: Mentoring) -> None:
    came_so_far(cast, *ALL[:3])
    browser, place = as_(cast.head_b), at("-sign", cast.observer.pk)
    page = check_page(browser.get(place).content)
    assert text_of(page.find(".//h1")) == "Omar Observer Sign the accreditation"
    assert "Still to come: a Task Group chaired with the mentor present" in text_of(page)
    given = {"phases": ["primary"], "what": "She left the answers to the school", "sure": "on"}
    assert browser.post(place, given).status_code == 422
    came_so_far(cast, "chaired")
    check_page(browser.get(place).content)
    assert browser.post(place, given).status_code == 302
    now = standing_of(cast.observer)
    assert (now.state, now.phases) == ("accredited", {"primary"})
    letter = Letter.objects.filter(to=cast.observer.email).latest("pk")
    assert "Ben Birch has signed your accreditation" in letter.text


def test_a_mentor_whose_own_has_lapsed_does_not_sign(cast: Cast, learner: Mentoring) -> None:
    came_so_far(cast, *ALL)
    Step.objects.filter(person=cast.head_b).update(until=today() - timedelta(days=1))
    with pytest.raises(Refused, match="Your own accreditation does not hold today"):
        accredit.sign(mentoring=learner, phases=["primary"], what="")


def test_who_is_mentor_no_longer_does_not_sign(cast: Cast, learner: Mentoring) -> None:
    came_so_far(cast, *ALL)
    mentor.name_mentor(person=cast.observer, by=cast.lead, mentor=cast.head_c)
    with pytest.raises(Refused, match="Somebody else mentors them now"):
        accredit.sign(mentoring=learner, phases=["primary"], what="")


def test_a_way_is_read_by_its_mentor_while_they_are_that_and_by_no_other_mentor(
    cast: Cast, as_, learner: Mentoring
) -> None:
    def read() -> list[int]:
        return [as_(who).get(at("", cast.observer.pk)).status_code for who in (cast.head_b, cast.head_c)]

    Mentoring.objects.create(person=cast.clerk, mentor=cast.head_c, named_by=cast.lead, named_at=timezone.now())
    assert read() == [200, 404]
    mentor.name_mentor(person=cast.observer, by=cast.lead, mentor=cast.head_c)
    assert read() == [404, 200]


def test_a_mentor_whose_last_role_has_ended_reads_and_signs_nothing(cast: Cast, as_, learner: Mentoring) -> None:
    came_so_far(cast, *ALL)
    cast.head_b.roles.update(ends=today() - timedelta(days=1))
    browser = as_(cast.head_b)
    assert [browser.get(at(part, cast.observer.pk)).status_code for part in ("", "-sign")] == [404, 404]
    assert "Omar Observer" not in browser.get("/mentoring/").text + browser.get("/").text


def test_a_mentor_who_heads_and_chairs_nothing_near_any_more_reads_why_they_cannot_sign(
    cast: Cast, as_, learner: Mentoring
) -> None:
    """Any other role, a governor's or an observer's, is not enough."""
    came_so_far(cast, *ALL)
    cast.head_b.roles.update(ends=today() - timedelta(days=1))
    give(cast.head_b, "leader", school=cast.b)
    told = "You head no school and chair nothing in the authority Omar Observer belongs to any more."
    browser = as_(cast.head_b)
    for part in ("", "-sign"):
        assert told in text_of(check_page(browser.get(at(part, cast.observer.pk)).content))
    with pytest.raises(Refused, match=told):
        accredit.sign(mentoring=learner, phases=["primary"], what="")
    give(cast.head_b, "chair", consortium=cast.moor)  # a neighbour's, of the same authority
    accredit.sign(mentoring=learner, phases=["primary"], what="")
    assert standing_of(cast.observer).accredited


@pytest.mark.parametrize("why", ["nothing stands in the way", "they left the county", "their own has lapsed"])
def test_home_and_whom_you_mentor_ask_for_what_the_page_lets_them_sign(
    cast: Cast, as_, learner: Mentoring, why: str
) -> None:
    came_so_far(cast, *ALL)
    if why == "they left the county":
        cast.head_b.roles.update(ends=today() - timedelta(days=1))
        give(cast.head_b, "leader", school=cast.b)
    if why == "their own has lapsed":
        Step.objects.filter(person=cast.head_b).update(until=today() - timedelta(days=1))
    browser, place = as_(cast.head_b), at("-sign", cast.observer.pk)
    asked = [f'href="{place}"' in browser.get(one).text for one in ("/", "/mentoring/")]
    signs = accredit.why_not_sign(learner) == ""
    assert (signs, asked) == (why == "nothing stands in the way", [signs, signs])


@pytest.mark.parametrize("why", ["they left the county", "their account is closed"])
def test_the_lead_is_asked_to_name_another_where_the_mentor_may_mentor_no_more(
    cast: Cast, as_, learner: Mentoring, why: str
) -> None:
    came_so_far(cast, *ALL)
    browser = as_(cast.lead)
    assert "Name a mentor for Omar Observer" not in browser.get("/").text
    if why == "they left the county":
        cast.head_b.roles.update(ends=today() - timedelta(days=1))
        give(cast.head_b, "leader", school=cast.b)
    else:
        Person.objects.filter(pk=cast.head_b.pk).update(is_active=False)
    assert "Name a mentor for Omar Observer" in browser.get("/").text


def test_the_rule_for_many_is_the_rule_for_one(cast: Cast) -> None:
    """Every two of the cast, with one who chairs in the neighbour's consortium and a school that waits to join."""
    give(cast.clerk, "chair", consortium=cast.moor)
    cast.a.memberships.update(waits=True)
    away = Authority.objects.create(code="999", name="Elsewhere")
    give(cast.governor_a, "chair", consortium=consortium("Far", away, []))
    give(cast.administrator, "chair", consortium=consortium("Free", None, []))
    give(cast.leader_a, "observer", consortium=Consortium.objects.get(name="Free"))
    people, found = list(Person.objects.all()), dict[Person, set[int]]()
    for one in people:
        Mentoring.objects.all().delete()
        others = [other for other in people if other != one]
        now = {"named_by": cast.lead, "named_at": timezone.now()}
        Mentoring.objects.bulk_create(Mentoring(person=other, mentor=one, **now) for other in others)
        found[one] = set(still_near(Mentoring.objects.all()).values_list("person", flat=True))
        assert found[one] == {other.pk for other in others if may_mentor(one, other)}
    assert (found[cast.head_a], found[cast.administrator]) == (set(), {cast.leader_a.pk})
    assert cast.observer.pk in found[cast.head_b] & found[cast.clerk] & found[cast.stranger]


@pytest.mark.parametrize("many", [1, 12])
def test_twelve_who_are_mentored_cost_as_many_questions_as_one(
    cast: Cast, as_, many: int, django_assert_max_num_queries
) -> None:
    for number in range(many):
        give(one := new_person(f"Learner {number}"), "observer", consortium=cast.harbour)
        mentor.name_mentor(person=one, by=cast.lead, mentor=cast.head_b)
    browser = as_(cast.head_b)
    browser.get("/mentoring/")
    with django_assert_max_num_queries(15):
        assert f"Learner {many - 1}" in browser.get("/mentoring/").text


def test_nobody_is_named_mentor_who_heads_and_chairs_nothing_near(cast: Cast) -> None:
    let_be_accredited(cast.officer)
    with pytest.raises(Refused, match="Ola Officer heads no school and chairs nothing in the authority"):
        mentor.name_mentor(person=cast.observer, by=cast.lead, mentor=cast.officer)
    assert not Mentoring.objects.filter(mentor=cast.officer).exists()


def test_nobody_mentors_who_is_not_accredited_nor_themselves(cast: Cast) -> None:
    for who, told in ((cast.clerk, "is not accredited today"), (cast.observer, "their own mentor")):
        with pytest.raises(Refused, match=told):
            mentor.name_mentor(person=cast.observer, by=cast.lead, mentor=who)


def test_a_mentor_sees_whom_they_mentor_and_what_waits_for_them(cast: Cast, as_, learner: Mentoring) -> None:
    browser = as_(cast.head_b)
    assert "Still to come: training" in text_of(check_page(browser.get("/mentoring/").content))
    came_so_far(cast, *ALL)
    page = check_page(browser.get("/mentoring/").content)
    assert page.xpath("//main//a[starts-with(text(), 'Sign')]/@href") == [at("-sign", cast.observer.pk)]
    assert "Nobody yet" in text_of(check_page(as_(cast.head_c).get("/mentoring/").content))


def test_home_tells_the_mentor_to_sign_and_the_lead_to_name_one(cast: Cast, as_, learner: Mentoring) -> None:
    came_so_far(cast, *ALL)
    assert "Sign the accreditation of Omar Observer" in as_(cast.head_b).get("/").text
    Mentoring.objects.update(ended_at=timezone.now())
    assert "Name a mentor for Omar Observer" in as_(cast.lead).get("/").text
    Step.objects.filter(person=cast.head_c).update(until=today() + timedelta(days=20))
    assert "Have your accreditation as a chair renewed" in as_(cast.head_c).get("/").text
