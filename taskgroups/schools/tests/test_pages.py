"""Finding schools, a school on a page, and what its head says of it."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from taskgroups.kit.access.models import Entry
from taskgroups.kit.design.tests.page_rules import check_page, parse, text_of
from taskgroups.kit.design.words import plural
from taskgroups.schools.models import Audience, Inspection, InspectionGrade, Link, School, Sharing
from tests.cast import school

pytestmark = pytest.mark.django_db


def names(answer):
    return [text_of(one) for one in parse(answer.content).xpath("//tbody/tr/th")]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("alder", ["Alder Primary School"]),
        ("ALDER  prim", ["Alder Primary School"]),
        ("990003", ["Cedar High School"]),
        ("saltmarsh high", ["Cedar High School"]),
        ("zz1 1aa dune", ["Dune Primary School"]),
        ("nowhere", []),
        ("100%_\\", []),
    ],
)
def test_a_school_is_found_by_name_town_postcode_or_urn(cast, as_, typed, found):
    assert names(as_(cast.head_a).get(reverse("schools"), {"q": typed})) == found


def test_the_search_page_keeps_the_rules_of_pages(cast, as_):
    check_page(as_(cast.head_a).get(reverse("schools")).content, "schools")


def test_typing_brings_the_list_alone(cast, as_):
    answer = as_(cast.lead).get(
        reverse("schools"), {"q": "birch"}, headers={"HX-Request": "true", "HX-Target": "found"}
    )
    assert parse(answer.content).get("id") == "found"


@pytest.mark.parametrize(("many", "looks"), [(0, 1), (30, 1), (31, 2)])
def test_schools_that_fit_on_one_page_are_not_counted_apart(cast, as_, many, looks):
    for number in range(many):
        school(991000 + number, f"Fir {number:02} School", cast.authority)
    with CaptureQueriesContext(connection) as asked:
        page = as_(cast.lead).get(reverse("schools"), {"q": "fir"})
    assert (sum("LIKE" in one["sql"] for one in asked), len(names(page))) == (looks, min(many, 30))
    told = text_of(parse(page.content))
    assert (f"{plural(many, 'school')} found" in told, "Page 1 of 2" in told) == (True, many > 30)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"phase": "secondary"}, ["Cedar High School"]),
        ({"authority": "991"}, []),
        (
            {"sort": "-name"},
            ["Dune Primary School", "Cedar High School", "Birch Primary School", "Alder Primary School"],
        ),
        ({"page": "99", "q": "cedar"}, ["Cedar High School"]),
    ],
)
def test_schools_are_filtered_and_sorted(cast, as_, asked, found):
    assert names(as_(cast.lead).get(reverse("schools"), asked)) == found


def test_closed_schools_show_where_they_are_asked_for(cast, as_):
    School.objects.filter(pk=cast.d.pk).update(open=False)
    browser = as_(cast.lead)
    assert names(browser.get(reverse("schools"), {"q": "dune"})) == []
    assert len(names(browser.get(reverse("schools"), {"q": "dune", "closed": "yes"}))) == 1


def test_an_empty_register_says_how_it_starts(cast, as_):
    nobody = parse(as_(cast.lead).get(reverse("schools"), {"q": "zebra"}).content)
    assert text_of(nobody.xpath("//*[@class='tg-empty__heading']")[0]) == "No school found"


@pytest.mark.parametrize("rows", [1, 3, 30])
def test_the_list_of_schools_costs_the_same_whatever_its_length(cast, as_, django_assert_max_num_queries, rows):
    for number in range(rows):
        school(991000 + number, f"Fir {number} School", cast.authority)
    browser = as_(cast.lead)
    with django_assert_max_num_queries(6):
        browser.get(reverse("schools"), {"q": "fir"})


def inspected(of, started, framework, **grades):
    made = Inspection.objects.create(school=of, framework=framework, started_on=started)
    for judgement, grade in grades.items():
        InspectionGrade.objects.create(inspection=made, judgement=judgement, grade=grade)
    return made


def test_a_school_is_told_on_a_page(cast, as_):
    inspected(cast.a, date(2019, 6, 12), "cif-2016", Overall="Good")
    inspected(cast.a, date(2023, 6, 12), "eif-2019", Overall="Outstanding")
    page = check_page(as_(cast.stranger).get(reverse("school", args=[cast.a.urn])).content, "school")
    assert [text_of(one) for one in page.xpath("//section/h3")] == [
        "Education inspection framework 2019, with overall effectiveness",
        "Common inspection framework 2015, handbook of August 2016",
    ]
    assert [text_of(one) for one in page.xpath("//section//h4")] == [
        "Graded inspection, 12 June 2023", "Graded inspection, 12 June 2019",
    ]  # fmt: skip


def test_what_was_found_under_an_earlier_urn_stays_with_the_school(cast, as_):
    Link.objects.create(urn=cast.a.urn, linked_urn=cast.d.urn, kind="Predecessor", from_date=date(2020, 9, 1))
    inspected(cast.d, date(2018, 6, 12), "cif-2016", Overall="Good")
    page = parse(as_(cast.head_a).get(reverse("school", args=[cast.a.urn])).content)
    assert "As Dune Primary School (URN 990004)." in text_of(page.xpath("//section[contains(., 'URN 990004')]")[0])


def test_a_school_that_is_not_there_is_not_found(cast, as_):
    assert as_(cast.head_a).get(reverse("school", args=[999999])).status_code == 404
    assert as_(cast.head_a).get(reverse("school", args=[10**30])).status_code == 404


@pytest.mark.parametrize("many", [1, 3, 30])
def test_a_school_page_costs_the_same_whatever_its_history(cast, as_, django_assert_max_num_queries, many):
    for year in range(many):
        inspected(cast.a, date(1990 + year, 1, 9), "", Overall="Good")
    browser = as_(cast.head_a)
    with django_assert_max_num_queries(14):
        browser.get(reverse("school", args=[cast.a.urn]))


@pytest.mark.parametrize(("who", "links"), [("head_a", 1), ("head_c", 1), ("lead", 1), ("officer", 1), ("stranger", 0)])
def test_a_school_page_leads_to_its_consortium_only_who_may_open_it(cast, as_, who, links):
    page = check_page(as_(getattr(cast, who)).get(reverse("school", args=[cast.a.urn])).content)
    assert len(page.xpath("//main//a[@href='/consortia/harbour/']")) == links


@pytest.mark.parametrize(
    ("website", "address"),
    [
        ("www.alder.example", "http://www.alder.example"),
        ("https://alder.example/x", "https://alder.example/x"),
        ("javascript:alert(1).x", ""),
        ("not a site", ""),
        ("", ""),
    ],
)
def test_only_a_web_address_becomes_a_link(website, address):
    assert School(urn=1, website=website).web_address == address


def test_the_head_corrects_the_provision_and_takes_it_back(cast, as_):
    browser, where = as_(cast.head_a), reverse("school-provision", args=[cast.a.urn])
    check_page(browser.get(where).content, "provision")
    browser.post(where, {"early_years": "no", "post_16": "yes"})
    cast.a.refresh_from_db()
    assert (cast.a.early_years, cast.a.post_16) == (False, True)
    browser.post(where, {"early_years": "", "post_16": ""})
    cast.a.refresh_from_db()
    assert (cast.a.early_years, cast.a.post_16) == (True, False)


@pytest.mark.parametrize("who", ["leader_a", "head_b", "lead", "officer", "administrator", "stranger"])
@pytest.mark.parametrize("page", ["school-provision", "school-sharing", "school-people", "school-history"])
def test_the_heads_own_pages_are_not_found_by_others(cast, as_, who, page):
    browser, where = as_(getattr(cast, who)), reverse(page, args=[cast.a.urn])
    assert (browser.get(where).status_code, browser.post(where, {}).status_code) == (404, 404)


def test_the_head_moves_who_may_see_and_it_is_written_down(cast, as_):
    browser, where = as_(cast.head_a), reverse("school-sharing", args=[cast.a.urn])
    sent = {"evaluation": "2", "evidence": "0", "improvement": "3", "record": "0"}
    browser.post(where, sent)
    assert dict(Sharing.objects.values_list("thing", "audience")) == {
        "evaluation": Audience.CONSORTIUM, "improvement": Audience.AUTHORITY,
    }  # fmt: skip
    assert [(one.verb, one.about, one.school_urn) for one in Entry.objects.order_by("about")] == [
        ("moved who may see", "Improvement issues and actions", 990001),
        ("moved who may see", "Self-evaluation", 990001),
    ]
    browser.post(where, sent)
    assert Entry.objects.count() == 2


def test_the_sharing_page_names_who_sees_from_which_audience_on(cast, as_):
    page = check_page(as_(cast.head_a).get(reverse("school-sharing", args=[cast.a.urn])).content, "sharing")
    rows = [
        [text_of(cell.xpath("*[last()]")[0] if cell.xpath("*") else cell) for cell in row]
        for row in page.xpath("//tbody/tr")
    ]
    assert rows[0] == ["Asha Alder", "Host head, Alder Primary School", "The school only"]
    assert [row[0] for row in rows] == [
        "Asha Alder", "Grace Alder", "Lewis Alder", "Ben Birch", "Carys Cedar", "Lena Lead", "Ola Officer",
    ]  # fmt: skip


def test_an_audience_that_is_none_is_refused(cast, as_):
    sent = {"evaluation": "9", "evidence": "0", "improvement": "0", "record": "0"}
    assert as_(cast.head_a).post(reverse("school-sharing", args=[cast.a.urn]), sent).status_code == 422
    assert Sharing.objects.count() == 0


def test_the_head_reads_what_others_did(cast, as_):
    Entry.objects.create(by=cast.lead, verb="took the school into a consortium", about="Harbour", school_urn=cast.a.urn)
    Entry.objects.create(by=cast.lead, verb="elsewhere", school_urn=cast.b.urn)
    page = check_page(as_(cast.head_a).get(reverse("school-history", args=[cast.a.urn])).content, "history")
    assert [text_of(one) for one in page.xpath("//tbody/tr/td[2]/*[2]")] == ["Took the school into a consortium"]


@pytest.mark.parametrize(
    ("who", "parts"),
    [
        ("head_a", ["On a page", "Self-evaluation", "Evidence", "Improvement", "Task Groups", "Sharing"]),
        ("leader_a", ["On a page", "Self-evaluation", "Evidence", "Improvement", "Task Groups"]),
        ("head_b", ["On a page", "Evidence"]),
        ("stranger", ["On a page"]),
        ("officer", ["On a page"]),
    ],
)
def test_the_parts_of_a_school_are_those_a_person_may_open(cast, monkeypatch, who, parts):
    from taskgroups.schools import navigation

    monkeypatch.setattr(navigation, "_address", lambda name, urn: f"/{name}/")
    Sharing.objects.create(school=cast.a, thing="evidence", audience=Audience.CONSORTIUM)
    found = navigation.school_parts(getattr(cast, who), cast.a, "Evidence")
    assert [text for text, _, _ in found] == parts
    assert [text for text, _, here in found if here] == [text for text in parts if text == "Evidence"]
