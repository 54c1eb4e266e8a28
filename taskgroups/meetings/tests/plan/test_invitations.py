"""Invitations, replies and protocols."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from taskgroups.evaluation.models import Judgement
from taskgroups.frameworks import shelf
from taskgroups.kit import post
from taskgroups.kit.access.refused import Refused
from taskgroups.kit.design.tests.page_rules import check_page, parse, text_of
from taskgroups.kit.design.words import day
from taskgroups.kit.post.models import Letter
from taskgroups.meetings.domain import agenda, invite, postpone, seats
from taskgroups.meetings.domain import plan as planning
from taskgroups.meetings.domain.prepare import send_preparation
from taskgroups.meetings.domain.reply import accept_protocols, reply
from taskgroups.meetings.tests.plan.planned import at, in_days, invited, plan, wanted


def entry_of(letter):
    calendar = Calendar.from_ical(bytes(letter.enclosures.get().content))
    event = next(iter(calendar.walk("VEVENT")))
    return str(calendar["METHOD"]), str(event["UID"]), int(event["SEQUENCE"])


def entries_to(person):
    return [entry_of(letter) for letter in Letter.objects.filter(to=person.email).order_by("pk")]


def reply_address(seat, answer=""):
    return (
        reverse("reply-with", args=[seat.reply_token, answer]) if answer else reverse("reply", args=[seat.reply_token])
    )


def test_everybody_with_a_seat_is_invited_once(cast):
    group = invited(cast)
    assert sorted(Letter.objects.values_list("to", flat=True)) == [
        "asha.alder@cast.example",
        "ben.birch@cast.example",
        "kim.clerk@cast.example",
    ]
    assert invite.send_invitations(group=group, by=cast.lead) == []
    assert Letter.objects.count() == 3


def test_the_button_pressed_twice_sends_once(cast, as_):
    group = plan(cast)
    browser = as_(cast.lead)
    page = check_page(browser.get(reverse("task-group", args=[group.public_id])).content)
    there = reverse("task-group-invite", args=[group.public_id])
    press = page.xpath(f"//form[@action='{there}']//input[@name='press']/@value")[0]
    browser.post(there, {"press": press})
    browser.post(there, {"press": press})
    assert Letter.objects.count() == 3


def test_the_letter_says_when_where_part_reason_items_reply_and_protocols(cast):
    group = plan(cast, video_link="https://video.example/room")
    item = group.agenda.get(area="early-years")
    seats.choose_for_item(group=group, by=cast.lead, item=item.pk, wanted={cast.leader_a: "Knows the youngest."})
    invite.send_invitations(group=group, by=cast.lead)
    text = Letter.objects.get(to=cast.leader_a.email).text
    seat = group.seats.get(person=cast.leader_a)
    for said in (
        "You are invited to a Task Group at Alder Primary School.",
        "1:30pm to 3:40pm",
        "Where: The library, or by video: https://video.example/room",
        "Your part: Host school. Speaks for the school and owns its actions.",
        f"- {item.title}",
        reply_address(seat, "yes"),
        f"You need no account:\n{settings.ADDRESS}{reply_address(seat)}#protocols",
    ):
        assert said in text


def test_no_letter_holds_a_judgement_or_words_somebody_added(cast):
    pack = shelf.packs()["eif-2019"]
    area = pack.areas[0]
    group = plan(cast)
    _judge(cast, area)
    agenda.add_own(group=group, by=cast.lead, title="Why maths is inadequate", reason="It fell.", minutes=5)
    own = group.agenda.get(kind="own")
    seats.choose_for_item(group=group, by=cast.lead, item=own.pk, wanted={cast.governor_a: ""})
    invite.send_invitations(group=group, by=cast.lead)
    send_preparation(group=group, by=cast.head_a)
    postpone.postpone(group=group, by=cast.lead, reason="The school is inadequate.")
    words = [grade.name.lower() for grade in area.scale] + ["reading is weak", "below the secure line", "descriptor"]
    for letter in Letter.objects.all():
        sent = (letter.subject + letter.text).lower()
        sent += "".join(bytes(one.content).decode().replace("\r\n ", "").lower() for one in letter.enclosures.all())
        assert [word for word in words if word in sent] == []


def _judge(cast, area):
    Judgement.objects.create(
        school=cast.a,
        pack="eif-2019",
        area=area.slug,
        value="inadequate",
        why="Reading is weak.",
        by=cast.head_a,
        made_at=timezone.now(),
    )


def test_the_number_of_the_entry_rises_and_its_name_stays(cast):
    group = invited(cast)
    planning.change(
        group=group,
        by=cast.lead,
        base=group.plan_version,
        wanted=wanted(cast, starts_at=at(in_days(37), 13), ends_at=at(in_days(37), 15)),
    )
    postpone.postpone(group=group, by=cast.lead, reason="Snow")
    group.refresh_from_db()
    planning.change(group=group, by=cast.lead, base=group.plan_version, wanted=wanted(cast))
    postpone.cancel(group=group, by=cast.lead, reason="No longer wanted")
    postpone.restore(group=group, by=cast.lead)
    found = entries_to(cast.clerk)
    assert [(method, number) for method, _, number in found] == [
        ("REQUEST", 0),
        ("REQUEST", 1),
        ("CANCEL", 2),
        ("REQUEST", 3),
        ("CANCEL", 4),
        ("REQUEST", 5),
    ]
    assert {uid for _, uid, _ in found} == {f"{group.public_id}@task-groups"}


def test_somebody_whose_seat_is_taken_away_has_it_taken_out_of_their_calendar(cast):
    group = invited(cast)
    seats.take_away(group=group, by=cast.lead, seat=group.seats.get(person=cast.clerk))
    assert [method for method, _, _ in entries_to(cast.clerk)] == ["REQUEST", "CANCEL"]
    assert [method for method, _, _ in entries_to(cast.head_a)] == ["REQUEST"]


def test_nobody_is_invited_to_a_postponed_task_group(cast):
    group = plan(cast)
    postpone.postpone(group=group, by=cast.lead, reason="Snow")
    with pytest.raises(Refused, match="This Task Group is postponed"):
        invite.send_invitations(group=group, by=cast.lead)


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
        assert "Replies: 2 no reply yet, 1 coming." in page


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


def test_the_lead_sees_whose_e_mail_did_not_go(cast, as_):
    group = invited(cast)
    there = reverse("task-group-people", args=[group.public_id])
    letter = Letter.objects.filter(to=cast.clerk.email).latest("pk")
    for state, tries, says in (
        ("waiting", 1, "1 e-mail has not been delivered yet. It is tried again by itself, for four days."),
        ("given up", 1, "1 e-mail could not be delivered: the mail server refused the address, or was away for days."),
    ):
        Letter.objects.filter(pk=letter.pk).update(state=state, tries=tries)
        assert says in text_of(check_page(as_(cast.lead).get(there).content))
        assert "delivered" not in text_of(check_page(as_(cast.head_a).get(there).content))


def test_an_e_mail_on_its_way_or_sent_since_is_nobodys_worry(cast, as_):
    group = invited(cast)
    there = reverse("task-group-people", args=[group.public_id])
    assert "delivered" not in text_of(check_page(as_(cast.lead).get(there).content))
    first = Letter.objects.filter(to=cast.clerk.email).latest("pk")
    Letter.objects.filter(pk=first.pk).update(state="given up")
    later = post.send(to=cast.clerk.email, subject="Task Group", text="It moved.", about=first.about)
    Letter.objects.filter(pk=later.pk).update(state="sent")
    assert "delivered" not in text_of(check_page(as_(cast.lead).get(there).content))
