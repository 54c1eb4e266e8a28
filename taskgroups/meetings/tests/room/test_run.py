"""Opening, pausing, moving, handing over and closing the room."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from taskgroups.kit.access.refused import Refused
from taskgroups.meetings import policy
from taskgroups.meetings.domain import capture, run
from taskgroups.meetings.models import TaskGroup
from taskgroups.meetings.tests.room.cast import item, planned, under_way
from taskgroups.people.models import Person
from tests.cast import Cast


def kinds(group: TaskGroup) -> list[str]:
    return list(group.events.order_by("number").values_list("kind", flat=True))


def test_opening_starts_at_the_first_item(cast: Cast) -> None:
    group = run.open_room(by=cast.head_b, group=planned(cast))
    assert (group.state, group.current_item.title, kinds(group)) == ("open", "Welcome", ["opened", "item"])


def test_on_another_day_the_room_asks_first(cast: Cast) -> None:
    group = planned(cast, starts_at=timezone.now() + timedelta(days=9))
    with pytest.raises(Refused, match="planned for"):
        run.open_room(by=cast.head_b, group=group)
    assert run.open_room(by=cast.head_b, group=group, another_day=True).state == "open"


@pytest.mark.parametrize(
    ("state", "says"), [("postponed", "postponed"), ("cancelled", "cancelled"), ("closed", "closed")]
)
def test_what_is_not_planned_does_not_open(cast: Cast, state: str, says: str) -> None:
    with pytest.raises(Refused, match=says):
        run.open_room(by=cast.head_b, group=planned(cast, state=state))


def test_an_empty_agenda_does_not_open(cast: Cast) -> None:
    group = planned(cast)
    group.agenda.all().delete()
    with pytest.raises(Refused, match="agenda is empty"):
        run.open_room(by=cast.head_b, group=group)


def test_opening_twice_with_one_key_opens_once(cast: Cast) -> None:
    group, key = planned(cast), uuid.uuid4()
    run.open_room(by=cast.head_b, group=group, key=key)
    run.open_room(by=cast.head_b, group=group, key=key)
    assert kinds(group) == ["opened", "item"]


def test_next_pressed_by_two_people_at_once_skips_nothing(cast: Cast) -> None:
    group = under_way(cast)
    for who in (cast.head_b, cast.clerk):
        run.move(by=who, group=group, item=item(group, "achievement"))
    group.refresh_from_db()
    assert (group.current_item.area, kinds(group)) == ("achievement", ["opened", "item", "item"])


def test_an_item_of_another_agenda_is_refused(cast: Cast) -> None:
    other, group = planned(cast), under_way(cast)
    with pytest.raises(Refused, match="not on this agenda"):
        run.move(by=cast.head_b, group=group, item=item(other, "inclusion"))


def test_pausing_stops_moves_until_it_is_resumed(cast: Cast) -> None:
    group = run.pause(by=cast.head_b, group=under_way(cast), reason="Fire bell")
    with pytest.raises(Refused, match="Resume it first"):
        run.move(by=cast.head_b, group=group, item=item(group, "inclusion"))
    run.resume(by=cast.clerk, group=group)
    assert run.move(by=cast.head_b, group=group, item=item(group, "inclusion")).state == "open"


def test_what_is_paused_is_not_paused_again_nor_what_is_under_way_resumed(cast: Cast) -> None:
    group = under_way(cast)
    with pytest.raises(Refused, match="under way already"):
        run.resume(by=cast.head_b, group=group)
    run.pause(by=cast.head_b, group=group)
    with pytest.raises(Refused, match="is paused"):
        run.pause(by=cast.head_b, group=group)


def test_what_a_device_sends_again_with_the_same_key_is_done_once(cast: Cast) -> None:
    group = under_way(cast)
    presses = [(run.pause, {}), (run.resume, {}), (run.hand_over, {"to": cast.head_c}), (run.close, {})]
    for press, more in presses:
        key = uuid.uuid4()
        for _ in range(2):
            press(by=cast.head_b, group=group, key=key, **more)
    assert kinds(group) == ["opened", "item", "paused", "resumed", "handover", "closed"]


def test_closing_is_for_good(cast: Cast) -> None:
    group = run.close(by=cast.head_b, group=under_way(cast))
    assert (group.state, group.closed_at is not None) == ("closed", True)
    with pytest.raises(Refused, match="cannot be opened again"):
        run.resume(by=cast.head_b, group=group)


def test_the_chair_hands_over_and_stays_as_a_member(cast: Cast) -> None:
    group = run.hand_over(by=cast.head_b, group=under_way(cast), to=cast.head_c)
    parts = dict(group.seats.values_list("person__name", "part"))
    assert (parts["Ben Birch"], parts["Carys Cedar"]) == ("member", "chair")
    assert group.events.last().payload["names"] == ["Ben Birch", "Carys Cedar"]


def test_two_who_chair_together_hand_the_chair_to_and_fro(cast: Cast) -> None:
    group = under_way(cast)
    group.seats.filter(person=cast.head_c).update(part="co_chair")
    found = []
    for by, to in ((cast.head_b, cast.head_c), (cast.head_c, cast.head_b)):
        run.hand_over(by=by, group=group, to=to)
        parts = dict(group.seats.values_list("person__name", "part"))
        found.append((parts["Ben Birch"], parts["Carys Cedar"]))
    assert found == [("co_chair", "chair"), ("chair", "co_chair")]


def test_who_is_handed_the_chair_again_writes_on(cast: Cast) -> None:
    group = under_way(cast)
    for by, to in ((cast.head_b, cast.head_c), (cast.head_c, cast.head_b)):
        run.hand_over(by=by, group=group, to=to)
    capture.ask(capture.Stamp(cast.head_b, group, item(group, "achievement")), text="What changed?")
    assert group.events.get(kind="question").by == cast.head_b


def test_a_co_chair_has_no_console_until_the_chair_is_handed_to_them(cast: Cast) -> None:
    group = under_way(cast)
    group.seats.filter(person=cast.head_c).update(part="co_chair")
    assert policy.run_task_group(cast.head_c, group.public_id) is None
    run.hand_over(by=cast.head_b, group=group, to=cast.head_c)
    again = Person.objects.get(pk=cast.head_c.pk)
    assert policy.run_task_group(again, group.public_id) == group
    assert policy.run_task_group(Person.objects.get(pk=cast.head_b.pk), group.public_id) is None


def test_the_chair_is_not_handed_to_the_host_school_or_a_stranger(cast: Cast) -> None:
    group = under_way(cast)
    for who, says in ((cast.head_a, "outside the host school"), (cast.stranger, "has a seat")):
        with pytest.raises(Refused, match=says):
            run.hand_over(by=cast.head_b, group=group, to=who)


def test_who_came_is_noted_once(cast: Cast) -> None:
    group = under_way(cast)
    run.mark_attendance(by=cast.clerk, group=group, people=[cast.head_c, cast.observer], came=True)
    run.mark_attendance(by=cast.head_b, group=group, people=[cast.head_c], came=True)
    assert kinds(group).count("attendance") == 2


def test_who_never_came_does_not_leave(cast: Cast) -> None:
    group = under_way(cast)
    run.mark_attendance(by=cast.clerk, group=group, people=[cast.head_c], came=False)
    assert "attendance" not in kinds(group)


def test_a_meeting_held_on_paper_carries_its_real_times(cast: Cast) -> None:
    began = timezone.now() - timedelta(days=3)
    group = run.enter_from_paper(by=cast.clerk, group=planned(cast), began=began)
    run.move(by=cast.clerk, group=group, item=item(group, "achievement"), at=began + timedelta(minutes=7))
    run.close(by=cast.clerk, group=group, at=began + timedelta(hours=2))
    group.refresh_from_db()
    assert (group.entered_later, group.opened_at, group.closed_at) == (True, began, began + timedelta(hours=2))
    assert set(group.events.values_list("entered_later", flat=True)) == {True}


def test_a_meeting_held_on_paper_did_not_begin_in_the_future(cast: Cast) -> None:
    with pytest.raises(Refused, match="in the future"):
        run.enter_from_paper(by=cast.clerk, group=planned(cast), began=timezone.now() + timedelta(minutes=1))


@pytest.mark.parametrize("state", ["open", "closed", "cancelled"])
def test_what_is_not_planned_is_not_entered_from_paper(cast: Cast, state: str) -> None:
    with pytest.raises(Refused):
        run.enter_from_paper(by=cast.clerk, group=planned(cast, state=state), began=timezone.now() - timedelta(days=3))


def test_entered_from_paper_twice_with_one_key_it_begins_once(cast: Cast) -> None:
    group, key, began = planned(cast), uuid.uuid4(), timezone.now() - timedelta(days=3)
    for _ in range(2):
        run.enter_from_paper(by=cast.clerk, group=group, began=began, key=key)
    assert kinds(group) == ["opened", "item"]


def test_on_paper_a_time_left_out_is_that_of_the_entry_before(cast: Cast) -> None:
    began = timezone.now() - timedelta(days=3)
    group = run.enter_from_paper(by=cast.clerk, group=planned(cast), began=began)
    run.move(by=cast.clerk, group=group, item=item(group, "achievement"), at=began + timedelta(minutes=7))
    run.move(by=cast.clerk, group=group, item=item(group, "inclusion"))
    group.refresh_from_db()
    assert (group.events.last().at, group.current_item.area) == (began + timedelta(minutes=7), "inclusion")


def test_on_paper_nothing_is_late_so_what_is_paused_moves_only_once_it_is_resumed(cast: Cast) -> None:
    began = timezone.now() - timedelta(days=3)
    group = run.enter_from_paper(by=cast.clerk, group=planned(cast), began=began)
    run.pause(by=cast.clerk, group=group, at=began + timedelta(minutes=20))
    with pytest.raises(Refused, match="Resume it first"):
        run.move(by=cast.clerk, group=group, item=item(group, "achievement"), at=began + timedelta(minutes=30))


def test_on_paper_a_time_in_the_future_is_refused(cast: Cast) -> None:
    began = timezone.now() - timedelta(hours=3)
    group = run.enter_from_paper(by=cast.clerk, group=planned(cast), began=began)
    with pytest.raises(Refused, match="in the future"):
        run.move(by=cast.head_b, group=group, item=item(group, "inclusion"), at=timezone.now() + timedelta(hours=1))


def test_numbers_have_no_gap(cast: Cast) -> None:
    group = under_way(cast)
    for area in ("achievement", "inclusion", "achievement"):
        run.move(by=cast.head_b, group=group, item=item(group, area))
    assert list(group.events.values_list("number", flat=True)) == [1, 2, 3, 4, 5]
