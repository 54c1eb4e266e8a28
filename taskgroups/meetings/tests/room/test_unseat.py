"""Somebody is taken from a Task Group that is under way: out at once, and what was stays."""

import pytest
from django.urls import reverse

from taskgroups.kit.access.refused import Refused
from taskgroups.kit.design.tests.page_rules import check_page, text_of
from taskgroups.meetings.domain import capture, run, seats
from taskgroups.meetings.models import Event, TaskGroup
from taskgroups.meetings.projections.reading import entries_of
from taskgroups.meetings.record.people import who_was_there
from taskgroups.meetings.tests.room.cast import under_way
from tests.cast import Cast


@pytest.fixture
def group(cast: Cast) -> TaskGroup:
    """Under way, the clerk and the observer noted as here; the clerk asked something."""
    group = under_way(cast)
    run.mark_attendance(by=cast.head_b, group=group, people=[cast.clerk, cast.observer], came=True)
    capture.ask(capture.Stamp(cast.clerk, group, group.current_item), text="How do you know?")
    return group


def take_away(group, by, person):
    return seats.take_away(group=group, by=by, seat=group.seats.get(person=person))


def page(name, group, *more):
    return reverse(name, args=[group.public_id, *more])


@pytest.mark.parametrize("state", ["open", "paused"])
def test_the_next_request_finds_nothing_and_the_log_keeps_that_they_were_there_and_left(cast, as_, group, state):
    if state == "paused":
        run.pause(by=cast.head_b, group=group)
    before = group.events.count()
    browser = as_(cast.observer)
    assert browser.get(page("task-group-room", group)).status_code == 200
    away = page("task-group-seat", group, group.seats.get(person=cast.observer).pk)
    assert as_(cast.lead).post(away, {"away": "1"}).status_code == 302
    answers = [browser.get(page(name, group)).status_code for name in ("task-group-room", "task-group-room-look")]
    told = group.events.order_by("number").values_list("kind", "payload")[before:]
    gone = {"person": cast.observer.pk, "name": "Omar Observer", "came": False, "unseated": True}
    assert (answers, list(told)) == ([404, 404], [("attendance", gone)])


def test_a_clerk_who_is_taken_away_writes_nothing_more_and_stands_in_the_record(cast, as_, group):
    take_away(group, cast.head_b, cast.clerk)
    sent = {"text": "One more.", "key": "5a3c2f0e-1111-4222-8333-444455556666"}
    headers = {"X-Away-Person": str(cast.clerk.pk), "X-Away-Delivery": "1"}
    answer = as_(cast.clerk).post(page("task-group-room-form", group, "answer"), sent, headers=headers)
    said = group.events.filter(kind=Event.Kind.QUESTION).values_list("by__name", "text")
    assert (answer.status_code, list(said)) == (404, [("Kim Clerk", "How do you know?")])
    people = who_was_there(group, entries_of(group, confidential=False))
    assert (people.clerk, people.present) == ("Kim Clerk", ("Omar Observer, Observer, a chair in training",))


def test_the_chair_stays_until_the_chair_is_handed_over(cast, group):
    with pytest.raises(Refused, match="Hand over the chair in the room first"):
        take_away(group, cast.lead, cast.head_b)
    seen_as_a_member = group.seats.get(person=cast.head_c)
    run.hand_over(by=cast.head_b, group=group, to=cast.head_c)
    with pytest.raises(Refused, match="needs its chair"):
        seats.take_away(group=group, by=cast.lead, seat=seen_as_a_member)
    assert take_away(group, cast.lead, cast.head_b).left_at


def test_pressed_twice_they_leave_once_and_given_back_they_are_in_again(cast, as_, group):
    for _ in range(2):
        take_away(group, cast.lead, cast.observer)
    assert group.events.filter(kind="attendance", payload__came=False).count() == 1
    add = page("task-group-add", group, "observer")
    assert as_(cast.head_b).post(add, {"person": cast.observer.pk, "reason": ""}).status_code == 302
    assert as_(cast.observer).get(page("task-group-room", group)).status_code == 200


def test_the_head_takes_away_the_schools_own_only_and_a_member_nobody(cast, as_, group):
    away = page("task-group-seat", group, group.seats.get(person=cast.observer).pk)
    assert [as_(one).post(away, {"away": "1"}).status_code for one in (cast.head_a, cast.head_c)] == [404, 404]


def test_once_it_is_closed_who_had_a_seat_stays_as_it_was(cast, group):
    run.close(by=cast.head_b, group=group)
    with pytest.raises(Refused, match="This Task Group is held, so its seats can no longer be changed"):
        take_away(group, cast.lead, cast.observer)


def test_the_people_page_offers_it_under_way_and_not_for_the_chair(cast, as_, group):
    shown = check_page(as_(cast.lead).get(page("task-group-people", group)).content)
    offers = [text_of(one) for one in shown.xpath("//a[starts-with(normalize-space(), 'Take the seat away')]")]
    assert len(offers) == 4
    assert not [one for one in offers if "Ben Birch" in one]
