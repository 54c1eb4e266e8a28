"""Who comes, for which items and why."""

from datetime import timedelta

import pytest
from django.urls import reverse

from taskgroups.kit.access.refused import Refused
from taskgroups.kit.design.tests.page_rules import check_page, text_of
from taskgroups.kit.design.words import day
from taskgroups.meetings.domain import seats
from taskgroups.meetings.models import Seat
from taskgroups.meetings.plan.candidates import Candidate, candidates
from taskgroups.meetings.plan.suggestions import _alike
from taskgroups.meetings.tests.plan.planned import plan


@pytest.fixture
def group(cast):
    return plan(cast)


def item_page(group, item):
    return reverse("task-group-item-people", args=[group.public_id, item.pk])


def add_page(group, part):
    return reverse("task-group-add", args=[group.public_id, part])


def seat_page(group, seat):
    return reverse("task-group-seat", args=[group.public_id, seat.pk])


def names(found, part):
    return [one.person.name for one in found.of(part)]


def test_each_part_is_open_to_the_right_people(cast, group):
    found = candidates(group)
    assert names(found, "host") == ["Asha Alder", "Grace Alder", "Lewis Alder"]
    assert names(found, "member") == ["Ben Birch", "Carys Cedar"]
    assert names(found, "co_chair") == ["Ben Birch", "Carys Cedar"]
    assert names(found, "observer") == ["Omar Observer"]
    assert names(found, "clerk") == ["Kim Clerk"]
    assert names(found, "guest") == ["Ben Birch", "Carys Cedar", "Lena Lead", "Ola Officer"]


def test_the_head_of_a_school_that_has_not_agreed_to_join_has_no_seat_yet(cast, group):
    cast.harbour.memberships.filter(school=cast.c).update(waits=True)
    found = candidates(group)
    assert [names(found, part) for part in ("member", "co_chair")] == [["Ben Birch"], ["Ben Birch"]]
    assert "Carys Cedar" not in names(found, "guest")


def test_somebody_whose_account_is_closed_has_no_seat(cast, group):
    type(cast.head_c).objects.filter(pk=cast.head_c.pk).update(is_active=False)
    found = candidates(group)
    assert [names(found, part) for part in ("member", "co_chair")] == [["Ben Birch"], ["Ben Birch"]]


def test_the_head_of_another_school_becomes_a_member_with_a_reason(cast, as_, group):
    sent = {"person": cast.head_c.pk, "reason": "Leads a school with a strong curriculum."}
    as_(cast.lead).post(add_page(group, "member"), sent)
    seat = group.seats.get(person=cast.head_c)
    assert (seat.part, seat.reason) == ("member", "Leads a school with a strong curriculum.")


def test_a_member_becomes_co_chair_where_they_sit_and_a_member_again(cast, as_, group):
    seat = seats.seat(group=group, by=cast.lead, person=cast.head_c, part="member")
    Seat.objects.filter(pk=seat.pk).update(reply="yes")
    for part, label in (("co_chair", "Co-chair"), ("member", "Member")):
        page = as_(cast.lead).get(add_page(group, part))
        assert "Carys Cedar" in text_of(check_page(page.content))
        assert as_(cast.lead).post(add_page(group, part), {"person": cast.head_c.pk}).status_code == 302
        seat.refresh_from_db()
        assert (seat.get_part_display(), seat.reply, seat.reason) == (label, "yes", seats.REASONS[part])


def test_nobody_takes_the_part_they_have_and_a_guest_or_the_chair_becomes_no_co_chair(cast, group):
    seats.seat(group=group, by=cast.lead, person=cast.head_c, part="guest")
    for who, told in ((cast.head_c, "has a seat already, as guest"), (cast.head_b, "has a seat already, as chair")):
        with pytest.raises(Refused, match=told):
            seats.seat(group=group, by=cast.lead, person=who, part="co_chair")
    Seat.objects.filter(person=cast.head_c).update(part="co_chair")
    with pytest.raises(Refused, match="has a seat already, as co-chair"):
        seats.seat(group=group, by=cast.lead, person=cast.head_c, part="co_chair")


def test_nobody_of_the_host_school_chairs_it_together(cast, group):
    with pytest.raises(Refused, match="Lewis Alder belongs to the host school"):
        seats.seat(group=group, by=cast.lead, person=cast.leader_a, part="co_chair")


def test_a_stranger_cannot_be_given_a_seat(cast, as_, group):
    response = as_(cast.lead).post(add_page(group, "member"), {"person": cast.stranger.pk})
    assert response.status_code == 422
    with pytest.raises(Refused, match="Stan Stranger cannot sit as member"):
        seats.seat(group=group, by=cast.lead, person=cast.stranger, part="member")


def test_one_of_the_host_school_sits_for_it_only(cast, group):
    with pytest.raises(Refused, match="Lewis Alder belongs to the host school, so sits for it"):
        seats.seat(group=group, by=cast.lead, person=cast.leader_a, part="member")


def test_nobody_sits_twice(cast, group):
    with pytest.raises(Refused, match="Asha Alder has a seat already, as host school"):
        seats.seat(group=group, by=cast.lead, person=cast.head_a, part="host")


def test_the_head_chooses_the_schools_people_and_nobody_elses(cast, as_, group):
    assert as_(cast.head_a).get(add_page(group, "host")).status_code == 200
    assert as_(cast.head_a).get(add_page(group, "member")).status_code == 404
    chair = group.seats.get(part="chair")
    assert as_(cast.head_a).post(seat_page(group, chair), {"away": "1"}).status_code == 404


def test_other_leaders_and_members_choose_nobody(cast, as_, group):
    seats.seat(group=group, by=cast.lead, person=cast.head_c, part="member")
    for person in (cast.leader_a, cast.head_c, cast.stranger):
        assert as_(person).post(add_page(group, "host"), {"person": cast.governor_a.pk}).status_code == 404


def test_the_framework_suggests_who_comes_for_an_item_and_why(cast, as_, group):
    item = group.agenda.get(area="leadership")
    page = check_page(as_(cast.head_a).get(item_page(group, item)).content)
    labels = [text_of(one) for one in page.xpath("//label[starts-with(@for, 'person-')]")]
    assert labels[0].startswith("Chair of governors")
    chosen = page.xpath("//select[@id='person-0']/option[@selected]/text()")
    assert chosen == ["Grace Alder, Chair of governors"]


def test_somebody_chosen_for_an_item_gets_a_seat_for_it_with_the_reason(cast, as_, group):
    item = group.agenda.get(area="early-years")
    as_(cast.head_a).post(item_page(group, item), {"other": cast.leader_a.pk, "reason": "Teaches there."})
    seat = group.seats.get(person=cast.leader_a)
    assert [(place.item, place.reason) for place in seat.places.all()] == [(item, "Teaches there.")]


def test_saving_an_item_keeps_those_chosen_before(cast, as_, group):
    item = group.agenda.get(area="early-years")
    browser = as_(cast.head_a)
    browser.post(item_page(group, item), {"other": cast.leader_a.pk, "reason": "Teaches there."})
    page = check_page(browser.get(item_page(group, item)).content)
    shown = {
        select.get("name"): (select.xpath("option[@selected]/@value") or [""])[0]
        for select in page.xpath("//main//select")
    }
    browser.post(item_page(group, item), shown | {"other": cast.governor_a.pk})
    assert sorted(item.places.values_list("seat__person__name", "reason")) == [
        ("Grace Alder", "Speaks to this item for the school."),
        ("Lewis Alder", "Teaches there."),
    ]


def test_items_and_reason_of_a_seat_change(cast, as_, group):
    seat = group.seats.get(person=cast.clerk)
    item = group.agenda.first()
    as_(cast.lead).post(seat_page(group, seat), {"reason": "Notes the start.", "items": [item.pk]})
    seat.refresh_from_db()
    assert (seat.reason, list(seat.items.all())) == ("Notes the start.", [item])


def test_a_seat_taken_away_can_be_given_back(cast, as_, group):
    seat = group.seats.get(person=cast.clerk)
    as_(cast.lead).post(seat_page(group, seat), {"away": "1"})
    assert as_(cast.clerk).get(reverse("task-group", args=[group.public_id])).status_code == 404
    as_(cast.lead).post(add_page(group, "clerk"), {"person": cast.clerk.pk})
    seat.refresh_from_db()
    assert (seat.left_at, group.seats.filter(person=cast.clerk).count()) == (None, 1)


def test_the_chairs_seat_is_not_taken_away(cast, group):
    with pytest.raises(Refused, match="A Task Group needs its chair"):
        seats.take_away(group=group, by=cast.lead, seat=group.seats.get(part="chair"))


def test_the_page_says_who_accepted_the_protocols_and_who_did_not(cast, as_, group):
    as_(cast.head_a).post(reverse("task-group-protocols", args=[group.public_id]))
    page = check_page(as_(cast.head_b).get(reverse("task-group-people", args=[group.public_id])).content)
    says = ["Protocols not accepted yet" in text_of(row) for row in page.xpath("//tbody/tr")]
    assert says == [True, True, False]  # the chair, the clerk, the host head


def test_a_title_says_the_same_in_other_words(cast, group):
    people = [Candidate(cast.leader_a, "Early years lead"), Candidate(cast.head_a, "Head, Alder Primary School")]
    roles = ["Head teacher", "Early years leader", "School business manager"]
    assert [_alike(role, people) for role in roles] == [cast.head_a.pk, cast.leader_a.pk, None]


NAMES = "Teaches Jamie Sparrow in Year 4."


def test_why_somebody_is_asked_for_an_item_is_asked_about_where_it_may_name_a_pupil(cast, as_, group):
    item, browser = group.agenda.get(area="leadership"), as_(cast.head_a)
    sent = {"person-0": "", "other": cast.leader_a.pk, "reason": NAMES}
    page = check_page(browser.post(item_page(group, item), sent).content)
    assert page.xpath("//select[@id='other']/option[@selected]/text()") == ["Lewis Alder, Deputy head"]
    assert page.xpath("//select[@id='person-0']/option[@selected]") == []
    assert page.xpath("//input[@name='reason']/@value") == [NAMES]
    assert item.places.count() == 0
    browser.post(item_page(group, item), sent | {"no_pupil": "on"})
    assert item.places.get().reason == NAMES


def test_why_somebody_has_a_seat_is_asked_about_where_it_may_name_a_pupil(cast, as_, group):
    browser, sent = as_(cast.lead), {"person": cast.observer.pk, "reason": NAMES}
    assert browser.post(add_page(group, "observer"), sent).status_code == 422
    assert browser.post(add_page(group, "observer"), sent | {"no_pupil": "on"}).status_code == 302
    seat = group.seats.get(person=cast.observer)
    sent = {"reason": f"{NAMES} Again.", "items": []}
    assert browser.post(seat_page(group, seat), sent).status_code == 422
    assert browser.post(seat_page(group, seat), sent | {"no_pupil": "on"}).status_code == 302


@pytest.mark.parametrize("name", ["task-group", "task-group-people"])
def test_where_it_was_opened_on_another_day_than_planned_both_days_are_said(cast, as_, group, name):
    days = (group.starts_at, group.starts_at - timedelta(days=3))
    said = f"Planned for {day(days[0])}, opened on {day(days[1])}."
    for opened in days:
        group.opened_at = opened
        group.save(update_fields=["opened_at"])
        page = check_page(as_(cast.head_b).get(reverse(name, args=[group.public_id])).content)
        assert (said in text_of(page)) == (opened == days[1])
