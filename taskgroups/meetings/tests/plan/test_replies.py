"""Answering an invitation by its link, and accepting the protocols."""

import pytest
from django.test import Client
from django.urls import reverse

from taskgroups.kit.access.refused import Refused
from taskgroups.kit.design.tests.page_rules import check_page, parse, text_of
from taskgroups.kit.design.words import day
from taskgroups.meetings.domain import postpone, seats
from taskgroups.meetings.domain.reply import accept_protocols, reply
from taskgroups.meetings.tests.plan.planned import at, in_days, invited, plan, reply_address


def test_a_reply_takes_one_press_without_an_account(cast):
    seat = invited(cast).seats.get(person=cast.head_a)
    browser = Client(enforce_csrf_checks=True)
    page = check_page(browser.get(reply_address(seat, "maybe")).content)
    pressed = page.xpath("//button[@name='answer'][not(contains(@class, 'secondary'))]/@value")
    token = page.xpath("//input[@name='csrfmiddlewaretoken']/@value")[0]
    response = browser.post(reply_address(seat), {"answer": "maybe", "csrfmiddlewaretoken": token}, follow=True)
    seat.refresh_from_db()
    assert (pressed, seat.reply, response.status_code) == (["maybe"], "maybe", 200)


def test_who_replies_is_led_to_how_we_work_together_until_it_is_accepted(cast, client):
    seat = invited(cast).seats.get(person=cast.head_a)
    led = []
    for press in ({"answer": "no"}, {"answer": "yes"}, {"accept": "1"}):
        page = check_page(client.post(reply_address(seat), press, follow=True).content)
        led.append(page.xpath("//a[@href='#protocols']") != [])
    assert led == [False, True, False]


def test_looking_at_a_link_writes_nothing(cast, client):
    seat = invited(cast).seats.get(person=cast.head_a)
    for answer in ("", "yes", "no"):
        client.get(reply_address(seat, answer))
    seat.refresh_from_db()
    assert (seat.reply, seat.replied_at) == ("", None)


def test_a_reply_may_be_changed_and_the_same_again_writes_nothing(cast):
    seat = invited(cast).seats.get(person=cast.head_a)
    first = reply(seat=seat, answer="yes").replied_at
    assert reply(seat=seat, answer="yes").replied_at == first
    assert reply(seat=seat, answer="no").reply == "no"


def test_a_reply_counts_for_the_date_that_was_shown_alone(cast, client):
    group = invited(cast)
    address = reply_address(group.seats.get(person=cast.head_a))
    old = parse(client.get(address).content).xpath("//input[@name='begins']/@value")
    postpone.postpone(
        group=group, by=cast.lead, reason="Snow", starts_at=at(in_days(30), 15), ends_at=at(in_days(30), 17)
    )
    late = parse(client.post(address, {"answer": "yes", "begins": old}, follow=True).content)
    assert "another date since you opened the page" in text_of(late)
    assert not group.seats.filter(reply="yes").exists()
    client.post(address, {"answer": "yes", "begins": late.xpath("//input[@name='begins']/@value")})
    assert group.seats.get(reply="yes").person == cast.head_a


def test_a_wrong_link_is_answered_plainly(client, db):
    response = client.get(reverse("reply", args=["no-such-token"]))
    assert response.status_code == 404
    assert "There is no invitation at this address" in text_of(check_page(response.content))


def test_a_seat_that_was_left_takes_no_reply(cast, client):
    seat = invited(cast).seats.get(person=cast.clerk)
    seats.leave(seat)
    page = text_of(check_page(client.get(reply_address(seat, "yes")).content))
    assert "You no longer have a part in this Task Group. Nobody expects a reply." in page
    assert "The library" not in page
    client.post(reply_address(seat), {"answer": "yes"})
    seat.refresh_from_db()
    assert seat.reply == ""


@pytest.mark.parametrize(
    ("state", "says"),
    [
        ("cancelled", "This Task Group has been cancelled. Nobody expects a reply."),
        ("postponed", "This Task Group has been postponed. You will be asked again when it has a new date."),
        ("closed", "A reply can no longer be given."),
    ],
)
def test_no_reply_is_taken_once_it_is_off_or_over(cast, client, state, says):
    group = invited(cast)
    type(group).objects.update(state=state)
    seat = group.seats.get(person=cast.head_a)
    assert says in text_of(check_page(client.get(reply_address(seat)).content))
    client.post(reply_address(seat), {"answer": "yes"})
    seat.refresh_from_db()
    assert seat.reply == ""


def test_a_reply_to_one_that_was_put_off_gives_no_day_it_will_not_be_on(cast, client):
    group = invited(cast)
    type(group).objects.update(state="postponed")
    page = text_of(check_page(client.get(reply_address(group.seats.get(person=cast.head_a))).content))
    assert f"When No new date yet. It was to be on {day(group.starts_at)}. Where" in page


def test_an_answer_that_is_none_is_refused(cast, client):
    seat = invited(cast).seats.get(person=cast.head_a)
    page = client.post(reply_address(seat), {"answer": "perchance"}, follow=True)
    assert "That is not one of the answers. Choose yes, perhaps or no." in text_of(check_page(page.content))


def test_the_chair_and_the_lead_see_who_replied_what(cast, as_):
    group = invited(cast)
    reply(seat=group.seats.get(person=cast.head_a), answer="yes")
    for person in (cast.head_b, cast.lead):
        page = text_of(check_page(as_(person).get(reverse("task-group-people", args=[group.public_id])).content))
        assert "Replies: 1 coming, no reply yet from 2." in page


def test_before_anybody_replied_it_is_said_once(cast, as_):
    page = text_of(check_page(as_(cast.lead).get(reverse("task-group-people", args=[invited(cast).public_id])).content))
    assert "Replies: none yet." in page


def test_the_protocols_are_accepted_once_and_the_day_is_kept(cast, as_):
    group = plan(cast)
    there = reverse("task-group-protocols", args=[group.public_id])
    as_(cast.head_a).post(there)
    first = group.seats.get(person=cast.head_a)
    as_(cast.head_a).post(there)
    again = group.seats.get(person=cast.head_a)
    assert first.protocols_accepted_at == again.protocols_accepted_at is not None
    assert again.protocols_version == "1"


def test_the_protocols_may_be_accepted_by_the_link_too(cast, client):
    seat = invited(cast).seats.get(person=cast.head_a)
    client.post(reply_address(seat), {"accept": "1"})
    seat.refresh_from_db()
    assert seat.protocols_accepted_at is not None


def test_the_lead_without_a_seat_accepts_nothing(cast, as_):
    group = plan(cast)
    page = check_page(as_(cast.lead).get(reverse("task-group-protocols", args=[group.public_id])).content)
    assert page.xpath("//button[contains(., 'I accept')]") == []


def test_nothing_is_accepted_for_a_seat_that_was_left(cast):
    seat = plan(cast).seats.get(person=cast.clerk)
    seats.leave(seat)
    with pytest.raises(Refused, match="You no longer have a seat"):
        accept_protocols(seat=seat)
