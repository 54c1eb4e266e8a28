"""What a closed school left of its Task Groups: by role and school for the school that reads it, by name for who sat there."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from taskgroups.kit.design.tests.page_rules import check_page, text_of
from taskgroups.meetings.domain import record as way
from taskgroups.meetings.models import Event, Seat, SeatItem, TaskGroup
from taskgroups.meetings.tests.plan.test_list import many
from taskgroups.meetings.tests.record.cast import held
from taskgroups.schools.models import School
from tests.cast import NAMES, give, person

PAST = "?when=past"


@pytest.fixture
def group(cast):
    """Held at a school that has closed since; Carys came for one item, and Nora's school reads what is left."""
    record = way.mark_accurate(
        by=cast.head_a, record=way.send_to_head(by=cast.clerk, record=way.begin_record(group=held(cast)))
    )
    left = record.task_group
    SeatItem.objects.create(
        seat=left.seats.get(person=cast.head_c), item=left.agenda.get(area="achievement"), reason="Knows it"
    )
    shore = School.objects.create(urn=990777, name="Shore Primary School", authority=cast.authority)
    School.objects.filter(pk=cast.a.pk).update(open=False, status="Closed", passed_to=shore, passed_whole=False)
    cast.nora = person("Nora New")
    give(cast.nora, "head", school=shore)
    return left


def addresses(group):
    own = [reverse(name, args=[group.public_id]) for name in ("task-group", "task-group-people", "task-group-record")]
    listed = [reverse("task-groups") + PAST, reverse("school-task-groups", args=[group.school.urn]) + PAST]
    return [*listed, *own, reverse("search") + "?q=alder"]


def page(client, address):
    response = client.get(address)
    assert response.status_code == 200, address
    return text_of(check_page(response.content, address).xpath("//main")[0])


def names_in(text):
    return [name for name in NAMES.values() if name in text]


def test_who_reads_what_a_school_left_reads_roles_and_schools(cast, as_, group):
    for address in addresses(group):
        text = page(as_(cast.nora), address)
        assert ("Alder Primary School" in text, names_in(text)) == (True, []), address


@pytest.mark.parametrize("name", ["task-group", "task-group-people"])
def test_the_plan_and_its_people_say_who_came_by_role_and_for_what(cast, as_, group, name):
    text = page(as_(cast.nora), reverse(name, args=[group.public_id]))
    assert "Head of Birch Primary School" in text
    assert "Clerk, Harbour" in text
    assert text.count("Head of Cedar High School") == (1 if name == "task-group" else 2)


def test_lists_say_who_chaired_by_role_and_why_they_are_seen(cast, as_, group):
    for address in addresses(group)[:2]:
        text = page(as_(cast.nora), address)
        assert "ChairHead of Birch Primary SchoolYour partLeft by a closed school" in text.replace(" Your", "Your")


@pytest.mark.parametrize("who", ["head_b", "head_c", "clerk", "lead"])
def test_those_who_sat_there_and_the_lead_read_names(cast, as_, group, who):
    for address in addresses(group)[:4]:
        if who != "lead" or "schools" not in address:
            assert "Ben Birch" in page(as_(getattr(cast, who)), address), address


@pytest.mark.parametrize("by", ["seat", "note"])
def test_who_was_there_once_reads_names_for_whatever_school_they_are_now(cast, as_, group, by):
    if by == "seat":
        Seat.objects.create(task_group=group, person=cast.nora, part="guest", left_at=group.closed_at)
    else:
        came = group.events.filter(kind=Event.Kind.ATTENDANCE, payload__person=cast.head_c.pk)
        assert came.update(payload={"person": cast.nora.pk, "name": "Nora New", "came": True}) == 1
    for address in addresses(group)[:4]:
        assert "Ben Birch" in page(as_(cast.nora), address), address


def test_a_longer_list_of_what_was_left_costs_no_more(cast, as_, group):
    browser, costs = as_(cast.nora), []
    for number in (1, 2, 20):
        TaskGroup.objects.filter(pack="eif-2019").delete()
        many(cast, number)
        with CaptureQueriesContext(connection) as caught:
            assert names_in(page(browser, reverse("task-groups"))) == []
        costs.append(len(caught))
    assert len(set(costs)) == 1
