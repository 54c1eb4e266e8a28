"""What arrives late: a device was away, and somebody else went on."""

import uuid
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from taskgroups.kit.access.refused import Refused
from taskgroups.kit.design.tests.page_rules import parse, text_of
from taskgroups.meetings.domain import capture, run
from taskgroups.meetings.domain.capture import Stamp
from taskgroups.meetings.models import Event, Record, TaskGroup
from taskgroups.meetings.projections.item import item_state
from taskgroups.meetings.projections.reading import entries_of
from taskgroups.meetings.room.screen import screen_for
from taskgroups.meetings.tests.room.cast import item, under_way
from tests.cast import Cast

NOW = timezone.now()


@pytest.fixture(autouse=True)
def clock_that_stands() -> Iterator[None]:
    """Minutes are counted to the minute below, however slow the machine is."""
    with time_machine.travel(NOW, tick=False):
        yield


def ago(minutes: float) -> datetime:
    return NOW - timedelta(minutes=minutes)


@pytest.fixture
def group(cast: Cast) -> TaskGroup:
    """Opened an hour ago, at its first item."""
    group = under_way(cast)
    TaskGroup.objects.filter(pk=group.pk).update(opened_at=ago(60))
    Event.objects.filter(task_group=group).update(at=ago(60))
    group.refresh_from_db()
    return group


def move(group: TaskGroup, who: object, to: str, minutes: float, seen_at: str = "") -> TaskGroup:
    """Move as a device that was away does: with the time, and the item the room was seen at."""
    came_from = item(group, seen_at).pk if seen_at else None
    run.move(by=who, group=group, item=item(group, to), came_from=came_from, at=ago(minutes))  # type: ignore[arg-type]
    group.refresh_from_db()
    return group


def used(group: TaskGroup, cast: Cast) -> list[int]:
    return [timed.used for timed in screen_for(cast.head_b, group).room.items]


def test_a_move_kept_while_away_moves_the_room_where_nobody_else_did(cast: Cast, group: TaskGroup) -> None:
    move(group, cast.head_b, "achievement", 20, "opening")
    assert (group.current_item.area, group.events.last().payload, used(group, cast)) == (
        "achievement",
        {},
        [40, 20, 0, 0],
    )


def test_an_older_move_does_not_move_the_room_back_and_counts_in_time(cast: Cast, group: TaskGroup) -> None:
    move(group, cast.clerk, "inclusion", 10, "opening")
    move(group, cast.head_b, "achievement", 30, "opening")
    stays = item(group, "inclusion").pk
    assert (group.current_item_id, group.events.last().payload) == (stays, {"away": "earlier", "stays": stays})
    assert used(group, cast) == [30, 20, 10, 0]


def test_a_newer_move_from_where_the_room_no_longer_is_moves_nothing(cast: Cast, group: TaskGroup) -> None:
    move(group, cast.clerk, "inclusion", 30, "opening")
    move(group, cast.head_b, "achievement", 10, "opening")
    assert (group.current_item.area, group.events.last().payload["away"]) == ("inclusion", "elsewhere")
    assert used(group, cast) == [30, 0, 30, 0]
    assert screen_for(cast.head_b, group).room.current.item.title == "Inclusion"


def test_both_pressing_next_is_one_move(cast: Cast, group: TaskGroup) -> None:
    move(group, cast.clerk, "achievement", 30, "opening")
    move(group, cast.head_b, "achievement", 20, "opening")
    assert group.events.count() == 3


def test_whoever_comes_back_level_leads_on(cast: Cast, group: TaskGroup) -> None:
    move(group, cast.clerk, "achievement", 30, "opening")
    move(group, cast.head_b, "achievement", 20, "opening")
    move(group, cast.head_b, "inclusion", 10, "achievement")
    assert group.current_item.area == "inclusion"


def test_a_move_sent_again_after_its_answer_was_lost_is_not_overtaken(cast: Cast, group: TaskGroup) -> None:
    key, first = uuid.uuid4(), item(group, "opening").pk
    wanted = {"by": cast.head_b, "item": item(group, "achievement"), "came_from": first, "key": key, "at": ago(20)}
    run.move(group=group, **wanted)
    move(group, cast.clerk, "inclusion", 10, "achievement")
    run.move(group=group, **wanted)
    assert group.events.count() == 4


def test_a_move_made_while_another_had_paused_waits_for_nobody(cast: Cast, group: TaskGroup) -> None:
    run.pause(by=cast.clerk, group=group, at=ago(20))
    move(group, cast.head_b, "achievement", 10, "opening")
    assert (group.current_item.kind, group.events.last().payload["away"]) == ("opening", "elsewhere")
    move(group, cast.head_b, "achievement", 30, "opening")
    assert (group.current_item.area, used(group, cast)) == ("achievement", [30, 10, 0, 0])


def test_a_press_on_a_page_that_is_behind_takes_nobody_back(cast: Cast, group: TaskGroup) -> None:
    first = item(group, "opening").pk
    run.move(by=cast.clerk, group=group, item=item(group, "inclusion"), came_from=first)
    run.move(by=cast.head_b, group=group, item=item(group, "achievement"), came_from=first)
    group.refresh_from_db()
    assert group.current_item.area == "inclusion"


def test_a_pause_kept_while_away_counts_and_the_later_word_stands(cast: Cast, group: TaskGroup) -> None:
    run.pause(by=cast.head_b, group=group, at=ago(30))
    run.resume(by=cast.head_b, group=group, at=ago(20))
    group.refresh_from_db()
    assert (group.state, used(group, cast)[0]) == ("open", 50)


def test_a_pause_from_before_anothers_pause_does_not_stop_the_clock_again(cast: Cast, group: TaskGroup) -> None:
    run.pause(by=cast.clerk, group=group, at=ago(20))
    run.resume(by=cast.clerk, group=group, at=ago(15))
    run.pause(by=cast.head_b, group=group, at=ago(40))
    run.resume(by=cast.head_b, group=group, at=ago(35))
    group.refresh_from_db()
    assert (group.state, used(group, cast)[0]) == ("open", 50)


def test_a_pause_where_it_was_paused_already_is_nothing(cast: Cast, group: TaskGroup) -> None:
    run.pause(by=cast.clerk, group=group, at=ago(20))
    run.pause(by=cast.head_b, group=group, at=ago(10))
    assert [e.kind for e in group.events.all()].count("paused") == 1


def test_what_was_agreed_last_stands_not_what_was_sent_last(cast: Cast, group: TaskGroup) -> None:
    where = item(group, "achievement")
    for who, value, minutes in ((cast.clerk, "strong", 10), (cast.head_b, "expected", 30)):
        capture.agree(Stamp(who, group, where, at=ago(minutes)), value=value, why="Because.")
    assert item_state(entries_of(group, item=where)).judgement.value == "strong"
    assert [one.line.value for one in screen_for(cast.head_b, group).agreed] == ["strong"]


def test_both_who_run_the_room_are_told_what_was_overtaken(cast: Cast, as_, group: TaskGroup) -> None:
    move(group, cast.clerk, "inclusion", 30, "opening")
    move(group, cast.head_b, "achievement", 10, "opening")
    for who in (cast.head_b, cast.clerk):
        said = text_of(parse(as_(who).get(reverse("task-group-room", args=[group.public_id])).content))
        assert "The room had gone on to Inclusion and stays there." in said
        assert "Ben Birch moved to Achievement (noted at" in said
    member = text_of(parse(as_(cast.head_c).get(reverse("task-group-room", args=[group.public_id])).content))
    assert "gone on to" not in member


def test_an_older_judgement_is_said_to_be_overtaken(cast: Cast, as_, group: TaskGroup) -> None:
    where = item(group, "achievement")
    for who, value, minutes in ((cast.clerk, "strong", 10), (cast.head_b, "expected", 30)):
        capture.agree(Stamp(who, group, where, at=ago(minutes)), value=value, why="Because.")
    said = text_of(parse(as_(cast.clerk).get(reverse("task-group-room", args=[group.public_id])).content))
    assert "Ben Birch agreed ‘Expected standard’ for Achievement (noted at" in said
    assert "‘Strong standard’ was agreed after that, and stands." in said


def test_several_moves_of_one_person_are_said_once(cast: Cast, as_, group: TaskGroup) -> None:
    move(group, cast.clerk, "close", 30, "opening")
    move(group, cast.head_b, "achievement", 20, "opening")
    move(group, cast.head_b, "inclusion", 10, "achievement")
    (one,) = screen_for(cast.clerk, group).overtaken
    assert (one.times, one.entry.item) == (2, item(group, "inclusion").pk)
    said = text_of(parse(as_(cast.clerk).get(reverse("task-group-room", args=[group.public_id])).content))
    assert "Ben Birch moved on 2 times, last to Inclusion (noted at" in said


def test_what_arrived_long_ago_is_not_said_any_more(cast: Cast, group: TaskGroup) -> None:
    move(group, cast.clerk, "inclusion", 30, "opening")
    move(group, cast.head_b, "achievement", 10, "opening")
    assert len(screen_for(cast.head_b, group).overtaken) == 1
    Event.objects.filter(task_group=group).update(written_at=ago(11))
    assert screen_for(cast.head_b, group).overtaken == []


def test_a_device_is_given_each_item_as_it_will_be(cast: Cast, as_, group: TaskGroup) -> None:
    where = item(group, "achievement")
    parts = parse(
        as_(cast.head_b).get(f"{reverse('task-group-room-look', args=[group.public_id])}?if={where.pk}").content
    )
    assert parts.xpath("//*[@id='room-seen']/@data-current") == [str(where.pk)]
    assert [button.text for button in parts.xpath("//*[@data-next]")] == ["Next: Inclusion"]
    assert parts.xpath("//*[@id='room-next']//input[@name='from']/@value") == [str(where.pk)]
    group.refresh_from_db()
    assert group.current_item.kind == "opening"


def test_an_answer_belongs_to_the_question_before_it_in_time(cast: Cast, group: TaskGroup) -> None:
    where = item(group, "achievement")
    first = capture.ask(Stamp(cast.head_b, group, where, at=ago(30)), text="What changed?")
    capture.ask(Stamp(cast.clerk, group, where, at=ago(5)), text="And now?")
    state = item_state(entries_of(group, item=where))
    assert state.last_question_before(ago(20)).number == first.number
    assert state.last_question_before(None).text == "And now?"


def test_who_left_after_they_came_is_not_brought_back_by_an_older_note(cast: Cast, group: TaskGroup) -> None:
    run.mark_attendance(by=cast.clerk, group=group, people=[cast.head_c], came=True, at=ago(50))
    run.mark_attendance(by=cast.clerk, group=group, people=[cast.head_c], came=False, at=ago(10))
    run.mark_attendance(by=cast.head_b, group=group, people=[cast.head_c, cast.observer], came=True, at=ago(30))
    assert list(screen_for(cast.head_b, group).room.present.values()) == [cast.observer.name]


@pytest.mark.parametrize("minutes", [-90, 90, 24 * 60])
def test_a_clock_that_is_wrong_is_brought_within_the_meeting(cast: Cast, group: TaskGroup, minutes: int) -> None:
    event = capture.ask(Stamp(cast.head_b, group, item(group, "achievement"), at=ago(minutes)), text="What changed?")
    assert group.opened_at <= event.at <= timezone.now()


def test_words_kept_before_the_end_are_written_after_it(cast: Cast, group: TaskGroup) -> None:
    where = item(group, "achievement")
    run.close(by=cast.clerk, group=group)
    kept = Stamp(cast.head_b, group, where, at=ago(10))
    capture.answer(kept, text="We listen to every child read")
    capture.agree(Stamp(cast.head_b, group, where, at=ago(9)), value="expected", why="Books show it")
    state = item_state(entries_of(group, item=where))
    assert [line.text for line in state.said] == ["We listen to every child read"]
    assert state.judgement.value == "expected"


def test_a_device_delivers_to_a_room_that_is_closed(cast: Cast, as_, group: TaskGroup) -> None:
    where = reverse("task-group-room-answer", args=[group.public_id])
    run.close(by=cast.clerk, group=group)
    sent = {"text": "Most of them", "item": item(group, "achievement").pk, "at": ago(10).isoformat()}
    answer = as_(cast.head_b).post(where, sent, headers={"X-Away-Delivery": "1"})
    assert (answer.status_code, group.events.get(kind="answer").text) == (204, "Most of them")


def test_who_handed_over_while_away_still_delivers_what_they_heard_as_chair(cast: Cast, as_, group: TaskGroup) -> None:
    where = reverse("task-group-room-answer", args=[group.public_id])
    run.hand_over(by=cast.clerk, group=group, to=cast.head_c, at=ago(20))

    def deliver(who: object, minutes: float) -> int:
        sent = {"text": "Most of them", "item": item(group, "achievement").pk, "at": ago(minutes).isoformat()}
        return as_(who).post(where, sent, headers={"X-Away-Delivery": "1"}).status_code

    sent = [(cast.head_b, 30), (cast.head_b, 20), (cast.head_b, 10), (cast.head_c, 10), (cast.observer, 30)]
    assert [deliver(*one) for one in sent] == [204, 422, 422, 204, 404]


def test_words_from_after_the_end_are_refused_and_so_is_what_comes_once_the_record_is_locked(
    cast: Cast, group: TaskGroup
) -> None:
    where = item(group, "achievement")
    closed = run.close(by=cast.clerk, group=group)
    with pytest.raises(Refused, match="closed"):
        capture.ask(Stamp(cast.head_b, group, where, at=closed.closed_at + timedelta(seconds=1)), text="And now?")
    Record.objects.filter(task_group=group).update(state=Record.State.AGREED)
    with pytest.raises(Refused, match="closed"):
        capture.ask(Stamp(cast.head_b, group, where, at=ago(10)), text="What changed?")


def test_after_closing_no_move_and_no_pause_is_taken(cast: Cast, group: TaskGroup) -> None:
    run.close(by=cast.clerk, group=group)
    for late in (
        lambda: move(group, cast.head_b, "inclusion", 10),
        lambda: run.pause(by=cast.head_b, group=group, at=ago(9)),
    ):
        with pytest.raises(Refused, match="closed"):
            late()


def test_what_was_sent_late_says_so(cast: Cast, group: TaskGroup) -> None:
    where = item(group, "achievement")
    capture.ask(Stamp(cast.head_b, group, where, at=ago(13)), text="What changed?")
    capture.ask(Stamp(cast.head_b, group, where), text="And now?")
    assert [line.entry.sent_late for line in item_state(entries_of(group, item=where)).said] == [True, False]


def test_a_page_read_while_the_room_moves_follows_it_and_one_that_looks_back_stays(cast: Cast) -> None:
    group = under_way(cast)
    read_before = TaskGroup.objects.get(pk=group.pk)
    run.move(by=cast.head_b, group=group, item=item(group, "achievement"))
    opening = item(group, "opening")
    group.refresh_from_db()
    follows = screen_for(cast.clerk, read_before)
    stays = screen_for(cast.clerk, read_before, item_id=opening.pk)
    assert (follows.item, follows.number < group.last_number, follows.looks_back) == (opening, True, False)
    assert (stays.item, stays.looks_back) == (opening, True)
