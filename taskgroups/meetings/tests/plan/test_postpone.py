"""Postponing, cancelling, and taking that back."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from taskgroups.kit.access.refused import Refused
from taskgroups.kit.design.dates import parts
from taskgroups.kit.design.tests.page_rules import check_page, text_of
from taskgroups.kit.post.models import Letter
from taskgroups.meetings.domain import plan as planning
from taskgroups.meetings.domain import postpone
from taskgroups.meetings.domain.prepare import send_preparation
from taskgroups.meetings.models import TaskGroup
from taskgroups.meetings.tests.plan.planned import in_days, invited, plan, wanted


def address(group, name="task-group"):
    return reverse(name, args=[group.public_id])


def test_a_postponed_task_group_keeps_everything_and_waits(cast, as_):
    group = invited(cast)
    send_preparation(group=group, by=cast.head_a)
    agenda = list(group.agenda.values_list("title", flat=True))
    as_(cast.head_b).post(address(group, "task-group-postpone"), {"reason": "Snow is forecast."})
    group.refresh_from_db()
    assert (group.state, group.state_reason) == ("postponed", "Snow is forecast.")
    assert group.prepared_at is not None
    assert list(group.agenda.values_list("title", flat=True)) == agenda
    assert group.seats.current().count() == 3


@pytest.mark.parametrize("away", [postpone.postpone, postpone.cancel])
def test_a_plan_without_a_day_offers_nothing_that_needs_one(cast, as_, away):
    group, client = invited(cast, video_link="https://video.example/1"), as_(cast.head_b)
    offered = ("Join by video", "the next would be about", "Reply")
    before = check_page(client.get(address(group)).content, "plan")
    assert [one in text_of(before) for one in offered] == [True] * 3
    away(group=group, by=cast.lead, reason="Snow is forecast.")
    after = check_page(client.get(address(group)).content, "plan")
    assert [one in text_of(after) for one in offered] == [False] * 3
    assert "Termly is proposed for this school." in text_of(after)


def test_it_may_go_straight_to_a_new_date(cast, as_):
    group = invited(cast)
    sent = {"reason": "Snow.", **parts("day", in_days(44)), "start": "9am", "end": "11:10am"}
    as_(cast.lead).post(address(group, "task-group-postpone"), sent)
    group.refresh_from_db()
    assert (group.state, timezone.localdate(group.starts_at), group.invitation_sequence) == ("planned", in_days(44), 1)


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({"reason": ""}, "‘Why is it postponed?’ has no answer. Answer it."),
        (
            {"reason": "Snow.", **parts("day", in_days(44))},
            "A new date needs a start and an end as well. Fill in all three, or leave all three empty.",
        ),
        (
            {"reason": "Snow.", **parts("day", in_days(44)), "start": "11am", "end": "9am"},
            "It ends before it starts. Enter an end after 11am.",
        ),
    ],
)
def test_what_is_wrong_is_said(cast, as_, sent, says):
    group = plan(cast)
    response = as_(cast.lead).post(address(group, "task-group-postpone"), sent)
    page = check_page(response.content)
    assert response.status_code == 422
    assert [text_of(one) for one in page.xpath("//*[@class='govuk-error-summary__body']//li")] == [says]
    group.refresh_from_db()
    assert group.state == "planned"


def test_a_new_date_plans_it_again(cast):
    group = invited(cast)
    postpone.postpone(group=group, by=cast.lead, reason="Snow.")
    group.refresh_from_db()
    planning.change(group=group, by=cast.lead, base=group.plan_version, wanted=wanted(cast))
    group.refresh_from_db()
    assert (group.state, group.state_reason, group.invitation_sequence) == ("planned", "", 2)


def test_a_cancelled_one_can_be_taken_back(cast, as_):
    group = invited(cast)
    as_(cast.lead).post(address(group, "task-group-cancel"), {"reason": "The school has closed."})
    group.refresh_from_db()
    assert group.state == "cancelled"
    as_(cast.lead).post(address(group, "task-group-restore"))
    group.refresh_from_db()
    assert (group.state, group.seats.current().count()) == ("planned", 3)


def test_one_whose_date_went_by_comes_back_postponed(cast):
    group = plan(cast)
    postpone.cancel(group=group, by=cast.lead, reason="No.")
    day = timezone.now() - timedelta(days=1)
    TaskGroup.objects.update(starts_at=day, ends_at=day + timedelta(hours=2))
    assert postpone.restore(group=group, by=cast.lead).state == "postponed"


def test_cancelling_twice_tells_people_once(cast):
    group = invited(cast)
    Letter.objects.all().delete()
    for _ in range(2):
        postpone.cancel(group=group, by=cast.lead, reason="No.")
    assert Letter.objects.count() == 3


def test_postponing_twice_tells_people_once(cast):
    group = invited(cast)
    Letter.objects.all().delete()
    for _ in range(2):
        postpone.postpone(group=group, by=cast.lead, reason="Snow.")
    assert Letter.objects.count() == 3


@pytest.mark.parametrize("work", [postpone.postpone, postpone.cancel])
def test_one_under_way_is_neither_postponed_nor_cancelled(cast, work):
    group = plan(cast)
    TaskGroup.objects.update(state="open")
    with pytest.raises(Refused, match="This Task Group is under way"):
        work(group=group, by=cast.lead, reason="No.")


def test_only_a_cancelled_one_is_taken_back(cast):
    with pytest.raises(Refused, match="there is nothing to take back"):
        postpone.restore(group=plan(cast), by=cast.lead)


@pytest.mark.parametrize(("name", "state"), [("postpone", "postponed"), ("cancel", "cancelled")])
def test_a_reason_that_may_name_a_pupil_is_asked_about_once(cast, as_, name, state):
    group, browser = plan(cast), as_(cast.head_b)
    sent = {"reason": "Jamie Sparrow in Year 4 is ill."}
    asked = browser.post(address(group, f"task-group-{name}"), sent)
    assert check_page(asked.content).xpath("//main//input[@type='checkbox']/@name") == ["no_pupil"]
    browser.post(address(group, f"task-group-{name}"), sent | {"no_pupil": "on"})
    group.refresh_from_db()
    assert (group.state, group.state_reason) == (state, "Jamie Sparrow in Year 4 is ill.")
