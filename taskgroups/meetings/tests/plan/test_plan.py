"""The plan of a Task Group: changing it, and what it says is next."""

import pytest
from django.urls import reverse
from django.utils import timezone

from taskgroups.kit.access.models import Entry
from taskgroups.kit.access.refused import Refused
from taskgroups.kit.design.tests.page_rules import check_page, text_of
from taskgroups.kit.post.models import Letter
from taskgroups.meetings.domain import plan as planning
from taskgroups.meetings.tests.plan.planned import (
    address,
    form,
    in_days,
    invited,
    plan,
    wanted,
)
from tests.cast import give


def test_a_change_of_date_keeps_the_seats_and_asks_again(cast, as_):
    group = invited(cast)
    group.seats.update(reply="yes")
    Letter.objects.all().delete()
    base = {"base": group.plan_version}
    as_(cast.lead).post(address(group, "task-group-change"), form(cast, day=in_days(40), pack="eif-2019", **base))
    group.refresh_from_db()
    assert timezone.localdate(group.starts_at) == in_days(40)
    assert set(group.seats.values_list("reply", flat=True)) == {""}
    assert sorted(Letter.objects.values_list("to", flat=True)) == sorted(
        group.seats.values_list("person__email", flat=True)
    )


def test_a_change_of_place_keeps_the_replies(cast, as_):
    group = invited(cast)
    group.seats.update(reply="yes")
    change = form(cast, place="The hall", pack="eif-2019", base=group.plan_version)
    as_(cast.lead).post(address(group, "task-group-change"), change)
    assert set(group.seats.values_list("reply", flat=True)) == {"yes"}


def test_saving_without_a_change_tells_nobody_and_writes_nothing(cast, as_):
    group = invited(cast)
    Letter.objects.all().delete()
    as_(cast.lead).post(address(group, "task-group-change"), form(cast, pack="eif-2019", base=group.plan_version))
    version = group.plan_version
    group.refresh_from_db()
    assert (group.plan_version, group.invitation_sequence, Letter.objects.count()) == (version, 0, 0)


def test_the_second_of_two_people_sees_what_changed_and_loses_nothing(cast, as_):
    group = plan(cast)
    opened = group.plan_version
    there = address(group, "task-group-change")
    as_(cast.head_b).post(there, form(cast, place="The hall", pack="eif-2019", base=opened))
    response = as_(cast.lead).post(there, form(cast, place="The gym", pack="eif-2019", base=opened))
    page = check_page(response.content)
    assert response.status_code == 409
    assert "Ben Birch changed the plan" in text_of(page)
    assert "Place: was The library, now The hall" in text_of(page)
    assert page.xpath("//input[@name='place']/@value") == ["The gym"]
    base = page.xpath("//input[@name='base']/@value")[0]
    as_(cast.lead).post(there, form(cast, place="The gym", pack="eif-2019", base=base))
    group.refresh_from_db()
    assert group.place == "The gym"


def test_a_new_chair_takes_the_seat_and_the_old_one_leaves_it(cast):
    from tests.cast import give

    group = plan(cast)
    give(cast.head_c, "chair", consortium=cast.harbour)
    planning.change(group=group, by=cast.lead, base=group.plan_version, wanted=wanted(cast, chair=cast.head_c))
    assert group.seats.get(person=cast.head_b).left_at is not None
    assert list(group.seats.current().filter(part="chair").values_list("person__name", flat=True)) == ["Carys Cedar"]


def test_another_framework_lays_the_agenda_afresh(cast):
    group = plan(cast)
    planning.change(group=group, by=cast.lead, base=group.plan_version, wanted=wanted(cast, pack="cif-2016"))
    areas = list(group.agenda.exclude(area="").values_list("area", flat=True))
    assert areas == ["outcomes", "teaching", "personal-development", "early-years", "leadership"]


def test_a_held_task_group_is_not_planned_again(cast):
    group = plan(cast)
    group.state = "closed"
    group.save()
    with pytest.raises(Refused, match="This Task Group is held, so its plan"):
        planning.change(group=group, by=cast.lead, base=group.plan_version, wanted=wanted(cast))


def test_strangers_find_nothing_and_members_cannot_plan(cast, as_):
    from taskgroups.meetings.domain import seats

    group = plan(cast)
    seats.seat(group=group, by=cast.lead, person=cast.head_c, part="member")
    names = ["task-group", "task-group-people", "task-group-protocols"]
    assert [as_(cast.stranger).get(address(group, name)).status_code for name in names] == [404, 404, 404]
    assert [as_(cast.head_c).get(address(group, name)).status_code for name in names] == [200, 200, 200]
    for name in ("change", "agenda", "postpone", "cancel", "restore", "invite"):
        assert as_(cast.head_c).post(address(group, f"task-group-{name}")).status_code == 404


def test_what_was_planned_is_in_the_audit_trail(cast):
    group = plan(cast)
    entry = Entry.objects.filter(about=group.public_id).last()
    assert (entry.by, entry.verb, entry.school_urn) == (cast.lead, "planned a Task Group", cast.a.urn)


def steps_of(browser, group):
    page = check_page(browser.get(address(group)).content)
    return [text_of(one) for one in page.xpath("//ul[@class='tg-next']/li")]


def test_the_plan_says_what_is_next_for_each(cast, as_):
    group = invited(cast)
    assert steps_of(as_(cast.lead), group) == []
    assert steps_of(as_(cast.clerk), group) == ["Reply to your invitation", "Read and accept how we work together"]
    assert steps_of(as_(cast.head_a), group)[0] == "Look at the preparation and send it to the group"


def test_the_first_step_of_the_lead_is_the_invitations(cast, as_):
    assert steps_of(as_(cast.lead), plan(cast)) == ["Send 3 invitations"]


def test_an_odd_number_in_the_form_of_the_agenda_breaks_no_page(cast, as_) -> None:
    where = reverse("task-group-agenda", args=[plan(cast).public_id])
    assert as_(cast.lead).post(where, {"base": "²", "do": "up:²"}).status_code == 409


def test_a_chair_of_the_host_school_stands_last_said_so(cast, as_) -> None:
    give(cast.head_a, "chair", consortium=cast.harbour)
    page = check_page(as_(cast.lead).get(f"/task-groups/new/?consortium=harbour&school={cast.a.urn}").content)
    offered = [text_of(one) for one in page.xpath("//select[@name='chair']/option")]
    assert offered == ["Choose a chair", "Ben Birch", f"{cast.head_a.name} (belongs to this school)"]
