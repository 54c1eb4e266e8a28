"""Setting up a Task Group: which school, when, and who may chair it."""

import pytest
from django.urls import reverse
from django.utils import timezone

from taskgroups.frameworks import shelf
from taskgroups.kit.access.refused import Refused
from taskgroups.kit.design.tests.page_rules import check_page, text_of
from taskgroups.meetings.domain import plan as planning
from taskgroups.meetings.domain.postpone import postpone
from taskgroups.meetings.models import TaskGroup
from taskgroups.meetings.plan.choosing import last_and_next
from taskgroups.meetings.tests.plan.planned import (
    address,
    at,
    errors_of,
    form,
    in_days,
    new_address,
    plan,
    wanted,
)
from taskgroups.schools.models import Inspection, InspectionGrade
from taskgroups.training.models import Step
from tests.cast import accredit, give
from tests.days import noon_ago


def test_the_lead_plans_a_task_group(cast, as_):
    response = as_(cast.lead).post(new_address(cast), form(cast))
    group = TaskGroup.objects.get()
    assert response.url == address(group)
    assert (group.school, group.number, group.state, group.pack) == (
        cast.a,
        1,
        "planned",
        shelf.pack_on(in_days(30)).slug,
    )
    assert sorted(group.seats.values_list("part", "person__name")) == [
        ("chair", "Ben Birch"),
        ("clerk", "Kim Clerk"),
        ("host", "Asha Alder"),
    ]
    assert sum(group.agenda.values_list("minutes", flat=True)) == group.minutes == 130


def test_times_are_on_the_clocks_of_london(cast, as_):
    as_(cast.lead).post(new_address(cast), form(cast))
    local = timezone.localtime(TaskGroup.objects.get().starts_at)
    assert (local.date(), local.hour, local.minute) == (in_days(30), 13, 30)


def test_another_framework_may_be_chosen_and_is_named(cast, as_):
    as_(cast.lead).post(new_address(cast), form(cast, pack="cif-2016"))
    group = TaskGroup.objects.get()
    page = text_of(check_page(as_(cast.lead).get(address(group)).content))
    assert group.pack == "cif-2016"
    assert "Framework Common inspection framework 2015, handbook of August 2016" in page
    assert f"On that day the framework in force is {shelf.pack_on(in_days(30)).title}" in page


def test_a_chair_plans_too_but_a_clerk_or_an_officer_does_not(cast, as_):
    assert as_(cast.head_b).get(new_address(cast)).status_code == 200
    for person in (cast.clerk, cast.officer, cast.head_a, cast.observer, cast.stranger):
        assert as_(person).get(new_address(cast)).status_code == 404


def test_a_school_of_another_consortium_cannot_be_chosen(cast, as_):
    there = f"{reverse('task-group-new')}?consortium={cast.harbour.slug}&school={cast.d.urn}"
    assert as_(cast.lead).get(there).status_code == 404
    assert as_(cast.lead).post(there, form(cast)).status_code == 404


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"end": "1pm"}, "It ends before it starts. Enter an end after 1:30pm."),
        ({"end": "11pm"}, "It lasts longer than 8 hours. Enter an earlier end."),
        ({"place": ""}, "There is neither a place nor a video link. Enter one of them."),
        (
            {"video_link": "javascript:alert(1)"},
            "The video link is not a whole address. Enter one that starts with https://",
        ),
        ({"video_link": "https://["}, "The video link is not a whole address. Enter one that starts with https://"),
        ({"chair": ""}, "Nobody is chosen as chair. Choose somebody."),
        ({"pack": "no-such"}, "That choice is not on the list. Choose one of those shown."),
        ({"start": "soon"}, "‘soon’ cannot be read as a time. Enter the time like 3:30pm or 15:30."),
        ({"day-month": "sometime"}, "The date cannot be read. Enter the date as three numbers, for example 14 6 2027."),
    ],
)
def test_what_cannot_be_is_refused_in_words(cast, as_, change, says):
    response = as_(cast.lead).post(new_address(cast), form(cast) | change)
    assert (response.status_code, errors_of(response)) == (422, [says])
    assert not TaskGroup.objects.exists()


def test_a_date_in_the_past_is_refused(cast, as_):
    response = as_(cast.lead).post(new_address(cast), form(cast, day=in_days(-1)))
    assert errors_of(response)[0].startswith("The date is in the past. Enter a date after ")


def test_a_chair_of_the_host_school_is_refused_with_the_reason(cast):
    with pytest.raises(Refused) as refused:
        planning.plan(by=cast.lead, consortium=cast.harbour, school=cast.b, wanted=wanted(cast))
    assert refused.value.field == "chair"
    assert str(refused.value) == (
        "Ben Birch belongs to Birch Primary School, the host school. A chair comes from outside it, so that the "
        "questions do. Choose somebody else."
    )


def test_somebody_who_is_no_chair_cannot_chair(cast):
    with pytest.raises(Refused, match="Carys Cedar is not a chair in Harbour on that day"):
        plan(cast, chair=cast.head_c)


def test_the_page_gives_rhythm_and_its_reason_from_the_latest_inspection(cast, as_):
    found = Inspection.objects.create(school=cast.a, framework="eif-2019", started_on=in_days(-400))
    InspectionGrade.objects.create(inspection=found, judgement="Overall effectiveness", grade="Requires improvement")
    page = text_of(check_page(as_(cast.lead).get(new_address(cast)).content))
    assert "Half-termly is proposed, because: Overall effectiveness was graded Requires improvement" in page


def test_the_schools_to_choose_from_stand_with_their_rhythm(cast, as_):
    plan(cast)
    page = check_page(as_(cast.lead).get(reverse("task-group-new")).content)
    assert [text_of(one) for one in page.xpath("//tbody//th")] == [
        "Alder Primary School",
        "Birch Primary School",
        "Cedar High School",
    ]


def test_a_button_pressed_twice_plans_once(cast, as_):
    browser = as_(cast.lead)
    page = check_page(browser.get(new_address(cast)).content)
    sent = form(cast, press=page.xpath("//main//input[@name='press']/@value")[0])
    first, second = browser.post(new_address(cast), sent), browser.post(new_address(cast), sent)
    assert first.url == second.url
    assert TaskGroup.objects.count() == 1


def test_one_that_was_put_off_was_not_held_and_is_not_planned_for_the_day_it_had(cast, as_):
    group = postpone(group=plan(cast), by=cast.lead, reason="Snow")
    page = text_of(check_page(as_(cast.lead).get(new_address(cast)).content))
    assert "One was put off and has no new date yet." in page
    schools = text_of(check_page(as_(cast.lead).get(reverse("task-group-new")).content))
    assert schools.count("Postponed, no new date yet") == 1
    TaskGroup.objects.filter(pk=group.pk).update(starts_at=noon_ago(9), ends_at=noon_ago(8))
    assert last_and_next([cast.a]) == ({}, {}, {cast.a.pk})


def test_a_date_is_proposed_by_the_rhythm_after_the_last(cast, as_):
    planning.plan(
        by=cast.lead,
        consortium=cast.harbour,
        school=cast.a,
        wanted=wanted(cast, starts_at=at(in_days(3), 13), ends_at=at(in_days(3), 15)),
    )
    page = check_page(as_(cast.lead).get(new_address(cast)).content)
    proposed = [page.xpath(f"//input[@name='day-{part}']/@value")[0] for part in ("year", "month", "day")]
    assert "-".join(f"{int(one):02}" for one in proposed) >= in_days(3 + 98).isoformat()


@pytest.mark.parametrize(("name", "status"), [("task-group-new", 404), ("task-groups", 200)])
def test_an_odd_number_in_the_address_breaks_no_page(cast, as_, name, status) -> None:
    assert as_(cast.lead).get(reverse(name), {"consortium": "harbour", "school": "²"}).status_code == status


def test_nothing_is_planned_for_a_school_whose_head_has_not_agreed(cast, as_):
    cast.harbour.memberships.filter(school=cast.a).update(waits=True)
    shown, sent = as_(cast.lead).get(new_address(cast)), as_(cast.lead).post(new_address(cast), form(cast))
    said = text_of(check_page(shown.content).xpath("//main")[0])
    assert (shown.status_code, sent.status_code, TaskGroup.objects.count()) == (200, 422, 0)
    assert "Ask the head to agree Asha Alder, asha.alder@cast.example" in said
    assert f"/schools/{cast.a.urn}/sharing/" in said


def test_the_rule_itself_refuses_a_school_that_has_not_agreed(cast):
    cast.harbour.memberships.filter(school=cast.a).update(waits=True)
    with pytest.raises(Refused, match="has not yet agreed to join Harbour"):
        plan(cast)


def test_where_the_headship_is_vacant_the_page_says_who_names_a_head(cast, as_):
    cast.harbour.memberships.filter(school=cast.a).update(waits=True)
    cast.a.roles.filter(kind="head").delete()
    page = check_page(as_(cast.lead).get(new_address(cast)).content)
    assert "Ask the school’s chair of governors, an officer of its authority or an administrator" in text_of(page)


def test_the_list_of_schools_says_who_has_not_agreed(cast, as_):
    cast.harbour.memberships.filter(school=cast.a).update(waits=True)
    page = check_page(as_(cast.lead).get(reverse("task-group-new")).content)
    links = [text_of(one) for one in page.xpath("//tbody//td/a")]
    assert links == ["The head has not agreed yet: Alder Primary School", "Plan a Task Group for Birch Primary School",
                     "Plan a Task Group for Cedar High School"]  # fmt: skip


def test_those_who_may_chair_stand_first_and_another_may_be_chosen_with_a_warning(cast, as_) -> None:
    give(cast.observer, "chair", consortium=cast.harbour)
    page = check_page(as_(cast.lead).get(f"/task-groups/new/?consortium=harbour&school={cast.a.urn}").content)
    offered = [text_of(one) for one in page.xpath("//select[@name='chair']/option")]
    assert offered == ["Choose a chair", "Ben Birch", "Omar Observer (not accredited today)"]
    group = plan(cast, chair=cast.observer)
    for who, told in ((cast.lead, True), (cast.observer, True), (cast.clerk, False), (cast.head_a, False)):
        shown = as_(who).get(f"/task-groups/{group.public_id}/").text
        assert ("may not chair here by rights yet" in shown) == told


def test_a_chair_for_other_phases_stands_last_with_why(cast, as_) -> None:
    Step.objects.filter(person=cast.head_b).delete()
    accredit(cast.head_b, phases=["secondary"])
    page = check_page(as_(cast.lead).get(f"/task-groups/new/?consortium=harbour&school={cast.a.urn}").content)
    offered = [text_of(one) for one in page.xpath("//select[@name='chair']/option")]
    assert offered[1:] == ["Ben Birch (may chair, but not at this phase of school)"]
    group = plan(cast)
    assert "not for this phase: Secondary only" in as_(cast.lead).get(f"/task-groups/{group.public_id}/").text
