"""The lists of Task Groups."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from taskgroups.kit.design.tests.page_rules import check_page, text_of
from taskgroups.meetings.domain import plan as planning
from taskgroups.meetings.models import Seat, TaskGroup
from taskgroups.meetings.tests.plan.planned import at, in_days, plan, wanted
from taskgroups.schools.models import Audience, Sharing

LIST = reverse("task-groups")


def many(cast, number, school=None):
    """Make that many Task Groups, a day apart, each with its chair."""
    now = timezone.now()
    start = timezone.now() + timedelta(days=1)
    rows = TaskGroup.objects.bulk_create(
        TaskGroup(
            school=school or cast.a,
            consortium=cast.harbour,
            pack="eif-2019",
            number=n + 1,
            planned_by=cast.lead,
            planned_at=now,
            starts_at=start + timedelta(days=n),
            ends_at=start + timedelta(days=n, hours=2),
        )
        for n in range(number)
    )
    Seat.objects.bulk_create(Seat(task_group=row, person=cast.head_b, part="chair") for row in rows)


def rows_of(response):
    page = check_page(response.content)
    return [[text_of(cell) for cell in row.xpath("th|td")] for row in page.xpath("//tbody/tr")]


def schools_of(response):
    return [row[0].split(",")[0] for row in rows_of(response)]


def test_each_sees_what_they_have_a_part_in(cast, as_):
    plan(cast)
    seen = {
        name: len(rows_of(as_(getattr(cast, name)).get(LIST)))
        for name in ("lead", "head_b", "clerk", "head_a", "leader_a", "head_c", "officer", "administrator", "stranger")
    }
    assert seen == {
        "lead": 1,
        "head_b": 1,
        "clerk": 1,
        "head_a": 1,
        "leader_a": 1,
        "head_c": 0,
        "officer": 0,
        "administrator": 0,
        "stranger": 0,
    }


def test_a_row_says_school_day_chair_part_and_state(cast, as_):
    group = plan(cast)
    (row,) = rows_of(as_(cast.clerk).get(LIST))
    assert row[0].startswith("Alder Primary School")
    assert row[2:] == ["ChairBen Birch", "Your partClerk", "State▸Planned"]
    assert str(timezone.localdate(group.starts_at).day) in row[1]


def test_an_empty_list_says_how_it_starts(cast, as_):
    page = text_of(check_page(as_(cast.head_c).get(LIST).content))
    assert "None is planned Task Groups you have a part in will be here once a date is set." in page


def test_an_officer_with_whom_records_are_shared_is_told_when_one_stands_there(cast, as_):
    Sharing.objects.create(school=cast.a, thing="record", audience=Audience.AUTHORITY)
    there = reverse("school-task-groups", args=[cast.a.urn])
    for when, title in (("coming", "None that you take part in"), ("past", "None that is shared with you")):
        page = text_of(check_page(as_(cast.officer).get(there, {"when": when}).content))
        assert f"{title} Task Groups you have a part in are here, and under Past those whose record" in page


def test_past_and_coming_stand_apart_and_are_counted(cast, as_):
    many(cast, 3)
    first = TaskGroup.objects.order_by("starts_at").first()
    TaskGroup.objects.filter(pk=first.pk).update(state="closed")
    page = check_page(as_(cast.lead).get(LIST).content)
    assert [text_of(one) for one in page.xpath("//nav[@aria-label='Which']//a")] == ["Coming (2)", "Past (1)"]
    assert len(rows_of(as_(cast.lead).get(LIST, {"when": "past"}))) == 1


def test_todays_stays_among_the_coming_ones_after_its_hour(cast, as_):
    many(cast, 1)
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    TaskGroup.objects.update(starts_at=midnight, ends_at=midnight + timedelta(minutes=1))
    assert len(rows_of(as_(cast.lead).get(LIST))) == 1


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"q": "cedar"}, ["Cedar High School"]),
        ({"q": "990003"}, ["Cedar High School"]),
        ({"q": "cedar nowhere"}, []),
        ({"school": "990001"}, ["Alder Primary School"]),
        ({"school": "x"}, ["Alder Primary School", "Cedar High School"]),
        ({"state": "postponed"}, []),
        ({"state": "no-such"}, ["Alder Primary School", "Cedar High School"]),
        ({"sort": "-school"}, ["Cedar High School", "Alder Primary School"]),
        ({"sort": "password"}, ["Alder Primary School", "Cedar High School"]),
    ],
)
def test_it_is_narrowed_and_sorted(cast, as_, asked, expected):
    plan(cast)
    day = in_days(60)
    planning.plan(
        by=cast.lead,
        consortium=cast.harbour,
        school=cast.c,
        wanted=wanted(cast, starts_at=at(day, 9), ends_at=at(day, 11)),
    )
    assert schools_of(as_(cast.lead).get(LIST, asked)) == expected


def test_thirty_stand_on_a_page(cast, as_):
    many(cast, 31)
    assert len(rows_of(as_(cast.lead).get(LIST))) == 30
    assert len(rows_of(as_(cast.lead).get(LIST, {"page": "2"}))) == 1
    assert len(rows_of(as_(cast.lead).get(LIST, {"page": "nine"}))) == 30


def queries_for(browser, address):
    with CaptureQueriesContext(
        connection,
    ) as caught:
        assert browser.get(address).status_code == 200
    return len(caught)


def test_a_longer_list_costs_no_more(cast, as_):
    browser = as_(cast.lead)
    costs = []
    for number in (1, 2, 27):
        TaskGroup.objects.all().delete()
        many(cast, number)
        costs.append(queries_for(browser, LIST))
    assert len(set(costs)) == 1
    assert costs[0] <= 15


def test_more_people_and_items_cost_no_more(cast, as_):
    from taskgroups.meetings.domain import agenda, seats

    group = plan(cast)
    browser = as_(cast.head_b)
    pages = [reverse(name, args=[group.public_id]) for name in ("task-group", "task-group-people", "task-group-agenda")]
    before = [queries_for(browser, page) for page in pages]
    seats.seat(group=group, by=cast.lead, person=cast.head_c, part="member")
    agenda.add_own(group=group, by=cast.lead, title="Lunch", reason="Hungry.", minutes=5)
    for item in group.agenda.all()[:5]:
        seats.choose_for_item(group=group, by=cast.lead, item=item.pk, wanted={cast.leader_a: "", cast.governor_a: ""})
    assert [queries_for(browser, page) for page in pages] == before
    assert max(before) <= 15


def test_a_schools_list_is_for_its_people_its_lead_and_those_with_a_seat(cast, as_):
    plan(cast)
    there = reverse("school-task-groups", args=[cast.a.urn])
    seen = {
        name: as_(getattr(cast, name)).get(there).status_code
        for name in (
            "head_a",
            "governor_a",
            "lead",
            "head_b",
            "clerk",
            "head_c",
            "officer",
            "stranger",
            "administrator",
        )
    }
    assert seen == {
        "head_a": 200,
        "governor_a": 200,
        "lead": 200,
        "head_b": 200,
        "clerk": 200,
        "head_c": 404,
        "officer": 404,
        "stranger": 404,
        "administrator": 404,
    }


def test_a_schools_list_holds_that_school_alone(cast, as_):
    plan(cast)
    many(cast, 2, cast.c)
    assert schools_of(as_(cast.lead).get(reverse("school-task-groups", args=[cast.a.urn]))) == ["Alder Primary School"]
