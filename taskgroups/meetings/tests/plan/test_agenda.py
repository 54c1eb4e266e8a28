"""Changing the agenda of a Task Group."""

import pytest
from django.urls import reverse

from taskgroups.kit.access.refused import Refused
from taskgroups.kit.design.tests.page_rules import check_page, text_of
from taskgroups.meetings.domain import agenda, seats
from taskgroups.meetings.domain.versions import changes_since
from taskgroups.meetings.tests.plan.planned import at, in_days, plan


@pytest.fixture
def group(cast):
    return plan(cast)


def page_of(group):
    return reverse("task-group-agenda", args=[group.public_id])


def press(browser, group, do, **minutes):
    group.refresh_from_db()
    return browser.post(page_of(group), {"do": do, "base": group.plan_version, **minutes})


def titles(group):
    return list(group.agenda.values_list("title", flat=True))


def test_an_item_moves_up_and_down(cast, as_, group):
    before = titles(group)
    second = group.agenda.get(title=before[1])
    assert press(as_(cast.head_b), group, f"up:{second.pk}").url == f"{page_of(group)}#item-{second.pk}"
    assert titles(group) == [before[1], before[0], *before[2:]]
    press(as_(cast.head_b), group, f"down:{second.pk}")
    assert titles(group) == before


def test_the_first_item_stays_when_moved_up(cast, as_, group):
    before = titles(group)
    press(as_(cast.head_b), group, f"up:{group.agenda.first().pk}")
    assert titles(group) == before


def test_the_last_item_stays_when_moved_down(cast, as_, group):
    before = titles(group)
    press(as_(cast.head_b), group, f"down:{group.agenda.last().pk}")
    assert titles(group) == before


def test_a_move_to_the_last_place_is_written_down_with_both_places(cast, group):
    before = titles(group)
    moved = agenda.move(group=group, by=cast.lead, item=group.agenda.get(title=before[-2]).pk, places=1)
    assert titles(group) == [*before[:-2], before[-1], before[-2]]
    [line] = changes_since(group, moved.plan_version - 1)
    assert line.details["changes"] == {f"Place of {before[-2]}": [str(len(before) - 1), str(len(before))]}


def test_minutes_typed_are_kept_with_any_press(cast, as_, group):
    first, second = group.agenda.all()[:2]
    press(as_(cast.lead), group, f"up:{second.pk}", **{f"minutes-{first.pk}": "9"})
    assert group.agenda.get(pk=first.pk).minutes == 9


@pytest.mark.parametrize("typed", ["0", "ten", "-5", "241", "", "5.5"])
def test_minutes_that_cannot_be_are_refused_and_kept_on_the_page(cast, as_, group, typed):
    first = group.agenda.first()
    response = press(as_(cast.lead), group, "save", **{f"minutes-{first.pk}": typed})
    page = check_page(response.content)
    assert response.status_code == 422
    assert page.xpath(f"//input[@id='minutes-{first.pk}']/@value") == [typed]
    assert f"{first.title} has ‘{typed}’ minutes. Enter a whole number from 1 to 240." in text_of(page)


def test_an_item_has_1_to_240_minutes_wherever_they_come_from(cast, group):
    first = group.agenda.first()
    for given in (1, 240):
        group.refresh_from_db()
        agenda.set_minutes(group=group, by=cast.lead, base=group.plan_version, minutes={first.pk: given})
        assert group.agenda.first().minutes == given
    group.refresh_from_db()
    for given in (0, 241):
        with pytest.raises(Refused, match=f"{given} minutes is not possible"):
            agenda.set_minutes(group=group, by=cast.lead, base=group.plan_version, minutes={first.pk: given})


def test_minutes_as_they_were_are_no_change(cast, as_, group):
    first, before = group.agenda.first(), group.plan_version
    press(as_(cast.lead), group, "save", **{f"minutes-{first.pk}": str(first.minutes)})
    group.refresh_from_db()
    assert (group.plan_version, group.agenda_changed_at) == (before, None)


def test_weighed_again_the_minutes_add_up_with_an_item_of_ones_own(cast, group):
    agenda.add_own(group=group, by=cast.lead, title="Lunch", reason="Hungry.", minutes=10)
    weighed = agenda.weigh(group=group, by=cast.lead, with_gaps=False)
    assert sum(group.agenda.values_list("minutes", flat=True)) == group.minutes
    assert [line.verb for line in changes_since(group, weighed.plan_version - 1)] == ["weighed the agenda"]


def test_the_page_says_that_the_minutes_add_up(cast, as_, group):
    page = text_of(check_page(as_(cast.lead).get(page_of(group)).content))
    assert "The minutes add up to 130 of 130. It fits between 1:30pm and 3:40pm." in page


def test_the_page_warns_when_it_does_not_fit(cast, as_, group):
    first = group.agenda.first()
    press(as_(cast.lead), group, "save", **{f"minutes-{first.pk}": str(first.minutes + 10)})
    page = text_of(check_page(as_(cast.lead).get(page_of(group)).content))
    assert "It does not fit between 1:30pm and 3:40pm: take 10 minutes away, or change the end." in page


def test_an_item_left_out_can_be_put_back_where_it_was_with_its_people(cast, as_, group):
    before = titles(group)
    item = group.agenda.get(area="early-years")
    seats.choose_for_item(group=group, by=cast.lead, item=item.pk, wanted={cast.leader_a: "Knows them."})
    press(as_(cast.lead), group, f"out:{item.pk}")
    assert (item.title in titles(group), group.seats.get(person=cast.leader_a).left_at is None) == (False, False)
    press(as_(cast.lead), group, f"back:{item.title}")
    back = group.agenda.get(area="early-years")
    assert titles(group) == before
    assert [(p.seat.person, p.reason, p.seat.left_at) for p in back.places.all()] == [
        (cast.leader_a, "Knows them.", None)
    ]


def test_the_only_item_is_not_taken_out(cast, group):
    last = group.agenda.last()
    group.agenda.exclude(pk=last.pk).delete()
    with pytest.raises(Refused, match="This is the only item"):
        agenda.take_out(group=group, by=cast.lead, item=last.pk)


def test_an_item_is_put_back_once_and_both_are_written_down(cast, group):
    item, before, base = group.agenda.get(area="early-years"), list(group.left_out), group.plan_version
    agenda.take_out(group=group, by=cast.lead, item=item.pk)
    assert list(group.agenda.values_list("position", flat=True)) == list(range(1, group.agenda.count() + 1))
    back = agenda.put_back(group=group, by=cast.lead, title=item.title)
    assert [line.details["changes"] for line in changes_since(back, base)] == [
        {item.title: ["on the agenda", "left out"]},
        {item.title: ["left out", "on the agenda"]},
    ]
    back.refresh_from_db()
    assert back.left_out == before
    with pytest.raises(Refused, match="That item is not among those left out"):
        agenda.put_back(group=group, by=cast.lead, title=item.title)


def test_an_area_without_provision_may_be_put_in_where_the_framework_has_it(cast, as_, group):
    out = next(one for one in group.left_out if one["area"] == "sixth-form")
    press(as_(cast.lead), group, f"back:{out['title']}")
    areas = list(group.agenda.exclude(area="").values_list("area", flat=True))
    assert areas.index("sixth-form") == areas.index("early-years") + 1


def test_an_item_of_ones_own_goes_before_the_school_reads_back(cast, as_, group):
    sent = {"title": "Lunch", "reason": "People are hungry.", "minutes": "10"}
    as_(cast.head_b).post(reverse("task-group-agenda-add", args=[group.public_id]), sent)
    kinds = list(group.agenda.values_list("kind", flat=True))
    assert kinds[kinds.index("own") + 1] in ("readback", "close")


def test_an_item_without_a_reason_is_refused(cast, as_, group):
    response = as_(cast.head_b).post(
        reverse("task-group-agenda-add", args=[group.public_id]), {"title": "Lunch", "minutes": "10"}
    )
    assert response.status_code == 422
    assert group.agenda.filter(kind="own").count() == 0


def test_an_item_that_may_name_a_pupil_is_asked_about_once(cast, as_, group):
    sent = {"title": "Reading", "reason": "Jamie Sparrow in Year 4 reads now.", "minutes": "10"}
    address = reverse("task-group-agenda-add", args=[group.public_id])
    asked = check_page(as_(cast.head_b).post(address, sent).content)
    assert asked.xpath("//textarea[@name='reason']/text()")[0].strip() == sent["reason"]
    assert group.agenda.filter(kind="own").count() == 0
    as_(cast.head_b).post(address, sent | {"no_pupil": "on"})
    assert group.agenda.get(kind="own").reason == sent["reason"]


def test_two_items_do_not_share_a_title(cast, group):
    agenda.add_own(group=group, by=cast.lead, title="Lunch", reason="Hungry.", minutes=5)
    with pytest.raises(Refused, match="There is an item of that title already"):
        agenda.add_own(group=group, by=cast.lead, title="Lunch", reason="Hungry.", minutes=5)


def test_an_item_left_out_keeps_its_title(cast, group):
    out = group.left_out[0]["title"]
    with pytest.raises(Refused, match="There is an item of that title already"):
        agenda.add_own(group=group, by=cast.lead, title=out, reason="Hungry.", minutes=5)


def test_an_agenda_takes_forty_items(cast, group):
    for number in range(group.agenda.count(), 40):
        agenda.add_own(group=group, by=cast.lead, title=f"Visit {number}", reason="To see.", minutes=5)
    with pytest.raises(Refused, match="The agenda has 40 items already"):
        agenda.add_own(group=group, by=cast.lead, title="One more", reason="To see.", minutes=5)


def test_who_comes_for_another_item_stays_when_one_is_taken_out(cast, group):
    first, second = group.agenda.all()[:2]
    seats.choose_for_item(group=group, by=cast.lead, item=second.pk, wanted={cast.leader_a: "Knows them."})
    agenda.take_out(group=group, by=cast.lead, item=first.pk)
    assert group.seats.get(person=cast.leader_a).left_at is None


def test_the_second_of_two_people_sees_the_others_minutes(cast, as_, group):
    first = group.agenda.first()
    old = group.plan_version
    press(as_(cast.head_b), group, "save", **{f"minutes-{first.pk}": "9"})
    response = as_(cast.lead).post(page_of(group), {"do": "save", "base": old, f"minutes-{first.pk}": "12"})
    page = check_page(response.content)
    assert response.status_code == 409
    assert f"Minutes of {first.title}: was 5, now 9" in text_of(page)
    assert page.xpath(f"//input[@id='minutes-{first.pk}']/@value") == ["12"]


def test_an_item_that_is_gone_is_said_to_be(cast, as_, group):
    browser = as_(cast.lead)
    response = press(browser, group, "out:999999")
    page = text_of(check_page(browser.get(response.url).content))
    assert "That item is no longer on the agenda: somebody else may have taken it out." in page


def test_a_short_meeting_gets_a_short_agenda(cast):
    day = in_days(30)
    group = plan(cast, starts_at=at(day, 13), ends_at=at(day, 14, 30))
    assert sum(group.agenda.values_list("minutes", flat=True)) == 90


CHANGES = {
    "move": lambda group: {"item": group.agenda.first().pk, "places": 1},
    "set_minutes": lambda group: {"base": group.plan_version, "minutes": {group.agenda.first().pk: 7}},
    "take_out": lambda group: {"item": group.agenda.first().pk},
    "put_back": lambda group: {"title": group.left_out[0]["title"]},
    "add_own": lambda group: {"title": "The new hall", "reason": "It opens in May.", "minutes": 5},
    "weigh": lambda group: {"with_gaps": False},
}


@pytest.mark.parametrize("change", CHANGES)
def test_an_agenda_stays_once_the_meeting_is_under_way(cast, group, change):
    group.state = "open"
    group.save()
    with pytest.raises(Refused, match="This Task Group is under way"):
        getattr(agenda, change)(group=group, by=cast.lead, **CHANGES[change](group))
