"""Who comes for which items: chosen for a seat, or for an item among the host school's people."""

import pytest

from taskgroups.kit.access.refused import Refused
from taskgroups.meetings.domain import seats
from taskgroups.meetings.domain.versions import changes_since
from taskgroups.meetings.tests.plan.planned import plan


@pytest.fixture
def group(cast):
    return plan(cast)


def test_the_head_who_comes_for_everything_is_not_narrowed_to_an_item(cast, group):
    item = group.agenda.get(area="early-years")
    seats.choose_for_item(group=group, by=cast.head_a, item=item.pk, wanted={cast.head_a: "Knows."})
    assert group.seats.get(person=cast.head_a).places.count() == 0


def test_who_came_for_one_item_alone_leaves_with_it_and_the_row_stays(cast, group):
    item = group.agenda.get(area="early-years")
    seats.choose_for_item(group=group, by=cast.head_a, item=item.pk, wanted={cast.leader_a: "Teaches."})
    seats.choose_for_item(group=group, by=cast.head_a, item=item.pk, wanted={})
    assert group.seats.get(person=cast.leader_a).left_at is not None


def items_of(group, person):
    seat = group.seats.get(person=person)
    return seat.left_at is None, list(seat.items.order_by("position"))


def test_who_came_for_two_items_stays_for_the_other(cast, group):
    first, second = group.agenda.all()[:2]
    for item in (first, second):
        wanted = {cast.leader_a: "Teaches."}
        assert seats.choose_for_item(group=group, by=cast.head_a, item=item.pk, wanted=wanted) == 1
    assert items_of(group, cast.leader_a) == (True, [first, second])
    seats.choose_for_item(group=group, by=cast.head_a, item=first.pk, wanted={})
    assert items_of(group, cast.leader_a) == (True, [second])


def test_the_clerk_who_comes_for_an_item_stays_whoever_the_school_sends(cast, group):
    item, seat = group.agenda.first(), group.seats.get(person=cast.clerk)
    seats.choose(group=group, by=cast.lead, seat=seat, places={item.pk: "Notes it."}, reason="")
    seats.choose_for_item(group=group, by=cast.head_a, item=item.pk, wanted={cast.leader_a: "Teaches."})
    assert items_of(group, cast.clerk) == (True, [item])


def test_whose_seat_was_taken_away_has_it_again_for_an_item(cast, group):
    seat, item = seats.seat(group=group, by=cast.lead, person=cast.leader_a, part="host"), group.agenda.first()
    seats.take_away(group=group, by=cast.lead, seat=seat)
    seats.choose_for_item(group=group, by=cast.head_a, item=item.pk, wanted={cast.leader_a: "Teaches."})
    assert items_of(group, cast.leader_a) == (True, [item])


def test_who_sits_in_another_task_group_still_comes_for_an_item_of_this_one(cast, group):
    item = group.agenda.first()
    seats.seat(group=plan(cast), by=cast.lead, person=cast.leader_a, part="host")
    seats.choose_for_item(group=group, by=cast.head_a, item=item.pk, wanted={cast.leader_a: "Teaches."})
    assert items_of(group, cast.leader_a) == (True, [item])


def test_nobody_of_another_school_is_chosen_for_the_host(cast, group):
    item = group.agenda.first()
    with pytest.raises(Refused, match="Carys Cedar does not belong to Alder Primary School"):
        seats.choose_for_item(group=group, by=cast.lead, item=item.pk, wanted={cast.head_c: "No."})


def test_items_chosen_again_for_a_seat_replace_those_before(cast, group):
    seat, (first, second) = group.seats.get(person=cast.clerk), group.agenda.all()[:2]
    for item in (first, second):
        seats.choose(group=group, by=cast.lead, seat=seat, places={item.pk: "Notes it."}, reason=seat.reason)
    assert list(seat.places.values_list("item", "reason")) == [(second.pk, "Notes it.")]


def test_an_item_taken_out_meanwhile_is_chosen_for_no_seat(cast, group):
    seat = group.seats.get(person=cast.clerk)
    with pytest.raises(Refused, match="1 of the items chosen is no longer on the agenda"):
        seats.choose(group=group, by=cast.lead, seat=seat, places={999999: ""}, reason="")


def test_once_it_is_under_way_nobody_is_chosen_for_an_item(cast, group):
    type(group).objects.filter(pk=group.pk).update(state="open")
    seat, item = group.seats.get(person=cast.clerk), group.agenda.first()
    with pytest.raises(Refused, match="This Task Group is under way"):
        seats.choose(group=group, by=cast.lead, seat=seat, places={item.pk: ""}, reason="")
    with pytest.raises(Refused, match="This Task Group is under way"):
        seats.choose_for_item(group=group, by=cast.lead, item=item.pk, wanted={cast.leader_a: "Teaches."})


def test_for_what_somebody_comes_is_written_down(cast, group):
    seat, (first, second) = group.seats.get(person=cast.clerk), group.agenda.all()[:2]
    for places in ({first.pk: "", second.pk: ""}, {second.pk: ""}, {}):
        seats.choose(group=group, by=cast.lead, seat=seat, places=places, reason="")
    for wanted in ({cast.leader_a: "Teaches."}, {}):
        seats.choose_for_item(group=group, by=cast.lead, item=first.pk, wanted=wanted)
    assert [line.details["changes"] for line in changes_since(group, group.plan_version)] == [
        {"Kim Clerk": ["", f"{first.title}, {second.title}"]},
        {"Kim Clerk": ["", second.title]},
        {"Kim Clerk": ["", "all items"]},
        {first.title: ["", "Lewis Alder"]},
        {first.title: ["", "nobody for this item alone"]},
    ]
