"""Another framework lays the agenda afresh: what stays, and who still comes."""

import pytest

from taskgroups.meetings.domain import agenda, seats
from taskgroups.meetings.domain import plan as planning
from taskgroups.meetings.tests.plan.planned import plan, wanted


@pytest.fixture
def group(cast):
    return plan(cast)


def choose(cast, group, item, person):
    seats.choose_for_item(group=group, by=cast.head_a, item=item.pk, wanted={person: "Knows it."})


def lay_afresh(cast, group):
    group.refresh_from_db()
    planning.change(group=group, by=cast.lead, base=group.plan_version, wanted=wanted(cast, pack="cif-2016"))
    group.refresh_from_db()


def comes(group, person):
    """Whether somebody still has a seat, for which items and why."""
    seat = group.seats.get(person=person)
    return seat.left_at is None, list(seat.places.values_list("item__kind", "item__area", "reason"))


def test_who_was_chosen_for_an_area_comes_for_it_still_and_leaves_where_it_is_gone(cast, group):
    choose(cast, group, group.agenda.get(area="early-years"), cast.leader_a)
    choose(cast, group, group.agenda.get(area="quality-of-education"), cast.governor_a)
    lay_afresh(cast, group)
    assert comes(group, cast.leader_a) == (True, [("area", "early-years", "Knows it.")])
    assert comes(group, cast.governor_a) == (False, [])


def test_an_item_of_ones_own_stays_before_the_last_with_its_minutes_and_people(cast, group):
    own = agenda.add_own(group=group, by=cast.lead, title="Lunch", reason="Hungry.", minutes=10)
    choose(cast, group, own, cast.leader_a)
    lay_afresh(cast, group)
    assert [one.kind for one in group.agenda.all()][-2:] == ["own", "close"]
    assert list(group.agenda.values_list("position", flat=True)) == list(range(1, group.agenda.count() + 1))
    assert sum(group.agenda.values_list("minutes", flat=True)) == group.minutes
    assert comes(group, cast.leader_a) == (True, [("own", "", "Knows it.")])
    assert group.agenda_changed_at is None


def test_who_comes_for_an_item_of_another_task_group_is_let_be(cast, group):
    other = plan(cast)
    choose(cast, other, other.agenda.get(area="early-years"), cast.leader_a)
    lay_afresh(cast, group)
    assert comes(other, cast.leader_a) == (True, [("area", "early-years", "Knows it.")])
    assert not group.seats.filter(person=cast.leader_a).exists()
