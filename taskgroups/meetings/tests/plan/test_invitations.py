"""Invitations: to whom, what they say, their calendar entries, and those that did not go."""

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from taskgroups.evaluation.models import Judgement
from taskgroups.frameworks import shelf
from taskgroups.kit import post
from taskgroups.kit.access.refused import Refused
from taskgroups.kit.design.tests.page_rules import check_page, text_of
from taskgroups.kit.post.models import Letter
from taskgroups.meetings.domain import agenda, invite, postpone, seats
from taskgroups.meetings.domain import plan as planning
from taskgroups.meetings.domain.prepare import send_preparation
from taskgroups.meetings.tests.plan.planned import at, in_days, invited, plan, reply_address, wanted


def entry_of(letter):
    calendar = Calendar.from_ical(bytes(letter.enclosures.get().content))
    event = next(iter(calendar.walk("VEVENT")))
    return str(calendar["METHOD"]), str(event["UID"]), int(event["SEQUENCE"])


def entries_to(person):
    return [entry_of(letter) for letter in Letter.objects.filter(to=person.email).order_by("pk")]


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
