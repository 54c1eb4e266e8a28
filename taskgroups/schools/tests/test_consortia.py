"""Consortia: formed from a list or the map, their schools, their people, districts."""

import pytest
from django.urls import reverse

from taskgroups.kit.design.tests.page_rules import check_page, parse, text_of
from taskgroups.kit.post.models import Letter
from taskgroups.people.models import Person
from taskgroups.schools import map as picture
from taskgroups.schools.models import Audience, Authority, Consortium, ConsortiumSchool, Role, School, Sharing
from taskgroups.schools.policy import may_see
from taskgroups.schools.queries.circle import who_sees
from tests.cast import LONG_AGO, consortium, give, person, school

pytestmark = pytest.mark.django_db


def texts(page, path):
    return [text_of(one) for one in page.xpath(path)]


def test_a_consortium_shows_its_schools_on_a_map_and_in_a_list(cast, as_):
    School.objects.filter(pk=cast.b.pk).update(easting=None, northing=None)
    page = check_page(as_(cast.head_a).get(reverse("consortium", args=["harbour"])).content, "consortium")
    assert texts(page, "//ol[contains(@class, 'sch-rows')]/li/a") == [
        "Alder Primary School", "Birch Primary School", "Cedar High School",
    ]  # fmt: skip
    assert page.xpath("//*[name()='svg'][@role='group']//*[name()='a']/@aria-label") == [
        "1: Alder Primary School", "3: Cedar High School",
    ]  # fmt: skip
    assert texts(page, "//h3/following-sibling::ul[1]/li") == ["Birch Primary School"]


def test_without_any_place_there_is_no_map_but_the_list_stands(cast, as_):
    School.objects.update(easting=None, northing=None)
    page = check_page(as_(cast.lead).get(reverse("consortium", args=["harbour"])).content, "consortium")
    assert (len(page.xpath("//*[contains(@class, 'sch-pin')]")), len(page.xpath("//main//ol/li/a"))) == (0, 3 + 0)


@pytest.mark.parametrize(("who", "status"), [("lead", 200), ("clerk", 200), ("officer", 200), ("stranger", 404)])
def test_a_consortium_is_for_those_in_it_and_its_authority(cast, as_, who, status):
    browser = as_(getattr(cast, who))
    for name in ("consortium", "consortium-people"):
        assert browser.get(reverse(name, args=["harbour"])).status_code == status


def test_north_is_up_and_kilometres_are_true(cast):
    schools = [School(urn=1, easting=430000, northing=260000), School(urn=2, easting=440000, northing=270000)]
    drawn = picture.draw(schools)
    south, north = drawn.pins
    assert (south.x < north.x, south.y > north.y) == (True, True)
    assert round((north.x - south.x) / 10 * drawn.km, 1) == round(drawn.km_wide, 1)


def test_one_school_alone_still_has_a_map():
    assert [(pin.number, pin.x) for pin in picture.draw([School(urn=1, easting=1, northing=1)]).pins] == [(1, 320.0)]


def test_schools_side_by_side_stand_in_the_middle_of_a_map_one_can_see() -> None:
    drawn = picture.draw([School(urn=1, easting=100, northing=900), School(urn=2, easting=1100, northing=900)])
    assert (drawn.height, {pin.y for pin in drawn.pins}) == (260, {120.0})


def test_the_lead_forms_another_consortium_from_a_list(cast, as_):
    browser, where = as_(cast.lead), reverse("consortium-new")
    page = check_page(browser.get(where, {"q": "alder"}).content, "choose")
    assert page.xpath("//input[@name='pick']/@value") == ["990001"]
    named = browser.get(where, {"pick": ["990001", "990004"], "step": "name", "chosen": "1"})
    assert check_page(named.content, "name").xpath("//input[@name='pick']/@value") == ["990001", "990004"]
    browser.post(where, {"name": "Lighthouse", "pick": ["990001", "990004"]})
    made = Consortium.objects.get(slug="lighthouse")
    assert (sorted(one.urn for one in made.schools.all()), made.authority) == ([990001, 990004], cast.authority)
    assert Role.objects.filter(person=cast.lead, consortium=made, kind="lead").count() == 1


def test_what_is_chosen_stays_chosen_elsewhere(cast, as_):
    page = parse(as_(cast.lead).get(reverse("consortium-new"), {"q": "alder", "pick": "990004"}).content)
    assert page.xpath("//input[@name='pick'][@checked]/@value") == ["990004"]


@pytest.mark.parametrize("name", ["consortium-new", "consortium-schools"])
def test_who_goes_on_without_a_school_is_told_to_choose_one(cast, as_, name):
    where = reverse(name, args=["harbour"] if name == "consortium-schools" else [])
    page = check_page(as_(cast.lead).get(where, {"chosen": "1", "step": "name"}).content, "choose")
    assert "No school is chosen. Tick one in the list, then go on." in text_of(page)


def test_a_lead_begins_with_schools_of_their_own_authority(cast, as_):
    Authority.objects.create(code="001", name="Abbotshire")
    page = parse(as_(cast.lead).get(reverse("consortium-new")).content)
    assert page.xpath("//select[@name='authority']/option[@selected]/@value") == [cast.authority.code]


@pytest.mark.parametrize("sent", [{"name": "", "pick": "990001"}, {"name": "Lighthouse"}, {"name": "X", "pick": "abc"}])
def test_a_consortium_needs_a_name_and_a_school(cast, as_, sent):
    answer = as_(cast.lead).post(reverse("consortium-new"), sent)
    assert (answer.status_code, Consortium.objects.count()) == (422, 2)


@pytest.mark.parametrize("who", ["head_a", "clerk", "officer", "administrator", "stranger"])
def test_only_a_lead_forms_or_changes_one(cast, as_, who):
    browser = as_(getattr(cast, who))
    for where in (reverse("consortium-new"), reverse("consortium-schools", args=["harbour"])):
        assert browser.post(where, {"name": "X", "pick": "990001"}).status_code == 404


def checked(browser, pick: list[str]) -> dict[str, list[str]]:
    """What the page that says which schools join and leave sends when it is saved."""
    where = reverse("consortium-schools", args=["harbour"])
    page = check_page(browser.get(where, {"pick": pick, "step": "name", "chosen": "1"}).content, "check the schools")
    return {name: page.xpath(f"//form//input[@name='{name}']/@value") for name in ("pick", "had")}


def test_the_lead_changes_its_schools_and_is_told_which_join_and_leave(cast, as_):
    browser, where = as_(cast.lead), reverse("consortium-schools", args=["harbour"])
    assert len(check_page(browser.get(where).content, "schools").xpath("//input[@checked]")) == 3
    page = parse(browser.get(where, {"pick": ["990001", "990004"], "step": "name"}).content)
    assert texts(page, "//form/p") == [
        "Joining: Dune Primary School.", "Leaving: Birch Primary School, Cedar High School.",
    ]  # fmt: skip
    browser.post(where, checked(browser, ["990001", "990004"]))
    assert sorted(one.urn for one in cast.harbour.schools.all()) == [990001, 990004]


def test_what_others_changed_while_a_lead_was_choosing_stays_changed(cast, as_):
    browser, where = as_(cast.lead), reverse("consortium-schools", args=["harbour"])
    sent = checked(browser, ["990001", "990002"])
    other = give(person("Other Lead"), "lead", consortium=cast.harbour).person
    again = as_(other)
    again.post(where, checked(again, ["990001", "990003", "990004"]))
    browser.post(where, sent)
    assert sorted(one.urn for one in cast.harbour.schools.all()) == [990001, 990004]


def test_a_consortium_sees_what_a_school_shares_once_its_head_agrees(cast, as_):
    Sharing.objects.create(school=cast.d, thing="evaluation", audience=Audience.CONSORTIUM)
    as_(cast.lead).post(reverse("consortium-schools", args=["harbour"]), {"pick": ["990001", "990004"]})
    where = reverse("school-consortium-agree", args=[cast.d.urn, "harbour"])

    def sees() -> list[bool]:
        return [
            may_see(Person.objects.get(pk=one.pk), school, "evaluation")
            for one, school in ((cast.lead, cast.d), (cast.head_a, cast.d))
        ]

    before = [*sees(), "Asha Alder" in {one.name for one in who_sees(cast.d)}]
    assert as_(cast.head_a).post(where).status_code == 404
    check_page(as_(cast.stranger).get(reverse("school-sharing", args=[cast.d.urn])).content, "sharing")
    as_(cast.stranger).post(where)
    assert (before, sees()) == ([False, False, False], [True, True])


def test_who_waits_to_join_sees_nothing_of_the_others_yet(cast, as_):
    Sharing.objects.create(school=cast.a, thing="evaluation", audience=Audience.CONSORTIUM)
    as_(cast.lead).post(reverse("consortium-schools", args=["harbour"]), {"pick": ["990001", "990004"]})
    before = may_see(cast.stranger, cast.a, "evaluation")
    as_(cast.stranger).post(reverse("school-consortium-agree", args=[cast.d.urn, "harbour"]))
    later = Person.objects.get(pk=cast.stranger.pk)  # what a person may see is read once per request
    assert (before, may_see(later, cast.a, "evaluation")) == (False, True)


def test_a_school_without_a_head_that_shares_nothing_is_taken_in_at_once(cast, as_):
    Role.objects.filter(school=cast.d).delete()
    as_(cast.lead).post(reverse("consortium-schools", args=["harbour"]), {"pick": ["990004"]})
    assert cast.harbour.memberships.get(school=cast.d).waits is False


def test_a_head_hears_that_the_school_was_taken_in_and_may_leave(cast, as_):
    pick = ["990001", "990002", "990003", "990004"]
    as_(cast.lead).post(reverse("consortium-schools", args=["harbour"]), {"pick": pick})
    assert Letter.objects.get().to == cast.stranger.email
    where = reverse("school-consortium-leave", args=[cast.d.urn, "harbour"])
    assert as_(cast.head_a).post(where).status_code == 404
    as_(cast.stranger).post(where)
    assert [one.slug for one in cast.d.consortia.all()] == ["moor"]
    assert as_(cast.stranger).post(where).status_code == 404


def test_the_lead_draws_a_district_of_its_own_schools_only(cast, as_):
    browser, where = as_(cast.lead), reverse("consortium-districts", args=["harbour"])
    check_page(browser.get(where).content, "districts")
    browser.post(where, {"name": "North shore", "schools": ["990001", "990003"]})
    drawn = School.objects.filter(district__name="North shore", district__drawn=True)
    assert sorted(one.urn for one in drawn) == [990001, 990003]
    assert browser.post(where, {"name": "North shore", "schools": ["990004"]}).status_code == 422


def test_people_and_their_dates_are_listed_and_found(cast, as_):
    where = reverse("consortium-people", args=["harbour"])
    page = check_page(as_(cast.lead).get(where).content, "people")
    assert texts(page, "//tbody/tr/th") == [
        "Asha Alder", "Ben Birch", "Ben Birch", "Carys Cedar", "Kim Clerk", "Lena Lead", "Omar Observer",
    ]  # fmt: skip
    assert texts(parse(as_(cast.lead).get(where, {"q": "kim"}).content), "//tbody/tr/th") == ["Kim Clerk"]
    assert parse(as_(cast.clerk).get(where).content).xpath("//tbody//a") == []
    turned = parse(as_(cast.lead).get(where, {"sort": "-name"}).content)
    assert texts(turned, "//tbody/tr/th")[0] == "Omar Observer"


@pytest.mark.parametrize("rows", [1, 3, 30])
def test_lists_of_people_cost_the_same_whatever_their_length(cast, as_, django_assert_max_num_queries, rows):
    for number in range(rows):
        give(person(f"Extra {number}"), "chair", consortium=cast.harbour)
    browser = as_(cast.lead)
    with django_assert_max_num_queries(10):
        browser.get(reverse("consortium-people", args=["harbour"]))


@pytest.mark.parametrize("rows", [1, 3, 30])
def test_consortia_and_their_schools_cost_the_same(cast, as_, django_assert_max_num_queries, rows):
    for number in range(rows):
        extra = school(991000 + number, f"Fir {number} School", cast.authority)
        ConsortiumSchool.objects.create(consortium=cast.harbour, school=extra, joined_on=LONG_AGO)
        give(cast.lead, "lead", consortium=consortium(f"Extra{number}", cast.authority, [extra]))
    browser = as_(cast.lead)
    for where in (reverse("consortium", args=["harbour"]), reverse("consortia"), reverse("consortium-new")):
        with django_assert_max_num_queries(8):
            browser.get(where)


def test_consortia_are_those_one_has_to_do_with(cast, as_):
    def found(who):
        return texts(
            check_page(as_(who).get(reverse("consortia")).content, "consortia"), "//ul[contains(@class, 'sch-rows')]//a"
        )

    assert (found(cast.lead), found(cast.officer), found(cast.stranger)) == (["Harbour"], ["Harbour", "Moor"], ["Moor"])
    assert found(cast.administrator) == []


def test_an_empty_choice_takes_no_school_out(cast, as_):
    as_(cast.lead).post("/consortia/harbour/schools/", {})
    assert cast.harbour.memberships.count() == 3


def test_a_school_asked_to_join_is_said_to_be_and_not_counted(cast, as_):
    cast.harbour.memberships.filter(school=cast.c).update(waits=True)
    page = check_page(as_(cast.head_a).get(reverse("consortium", args=["harbour"])).content, "consortium")
    assert "2 schools, and 1 asked to join" in texts(page, "//h2")
    hints = texts(page, "//ol[contains(@class, 'sch-rows')]/li/span")
    assert [one.startswith("Asked to join, its head has not agreed yet") for one in hints] == [False, False, True]
    for who, where in (("lead", reverse("consortia")), ("officer", reverse("authority", args=["990"]))):
        assert "2 schools" in text_of(check_page(as_(getattr(cast, who)).get(where).content, where))


@pytest.mark.parametrize("who", ["lead", "head_a", "stranger"])
def test_the_head_of_a_school_asked_to_join_is_not_among_the_people_yet(cast, as_, who):
    for asked in (cast.c, cast.d):
        ConsortiumSchool.objects.update_or_create(
            consortium=cast.harbour, school=asked, defaults={"waits": True, "joined_on": LONG_AGO}
        )
    page = check_page(as_(getattr(cast, who)).get(reverse("consortium-people", args=["harbour"])).content, "people")
    assert texts(page, "//tbody/tr/th") == [
        "Asha Alder", "Ben Birch", "Ben Birch", "Kim Clerk", "Lena Lead", "Omar Observer",
    ]  # fmt: skip


def test_a_school_that_has_closed_stays_until_the_lead_takes_it_out(cast, as_):
    School.objects.filter(pk=cast.c.pk).update(open=False, status="Closed")
    browser, where = as_(cast.lead), reverse("consortium-schools", args=["harbour"])
    pick = ["990001", "990002", "990003"]
    ticked = check_page(browser.get(where, {"pick": pick, "q": "alder"}).content, "schools").xpath("//input[@checked]")
    assert [one.get("value") for one in ticked] == ["990002", "990003", "990001"]
    browser.post(where, checked(browser, pick))
    assert cast.harbour.memberships.count() == 3
    browser.post(where, checked(browser, pick[:2]))
    assert sorted(cast.harbour.schools.values_list("urn", flat=True)) == [990001, 990002]


def test_a_closed_school_that_is_none_of_them_is_not_taken_in(cast, as_):
    School.objects.filter(pk=cast.d.pk).update(open=False, status="Closed")
    browser = as_(cast.lead)
    browser.post(reverse("consortium-schools", args=["harbour"]), checked(browser, ["990001", "990004"]))
    assert sorted(cast.harbour.schools.values_list("urn", flat=True)) == [990001]
