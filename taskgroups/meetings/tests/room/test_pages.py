"""The room's pages: who sees what, and when."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from taskgroups.improvement.models import Action
from taskgroups.kit.design.tests.page_rules import check_page, text_of
from taskgroups.kit.design.words import day
from taskgroups.meetings import protocols
from taskgroups.meetings.domain import capture, run
from taskgroups.meetings.domain.capture import Stamp
from taskgroups.meetings.models import AgendaItem, TaskGroup
from taskgroups.meetings.tests.record.cast import earlier_action
from taskgroups.meetings.tests.room.cast import item, planned, under_way
from taskgroups.meetings.tests.room.pages import at, page_of
from taskgroups.schools.policy import today
from tests.cast import Cast

STARTS = datetime(2026, 5, 5, 13, tzinfo=UTC)  # 2pm in London


@pytest.fixture
def group(cast: Cast) -> TaskGroup:
    group = under_way(cast)
    return run.move(by=cast.head_b, group=group, item=item(group, "achievement"))


@pytest.mark.parametrize("who", ["head_b", "clerk", "head_c", "observer", "head_a", "governor_a"])
@pytest.mark.parametrize("state", ["planned", "open", "paused", "closed"])
def test_everybody_in_the_room_has_their_page(cast: Cast, as_, who: str, state: str) -> None:
    group = planned(cast) if state == "planned" else under_way(cast)
    if state == "paused":
        run.pause(by=cast.head_b, group=group)
    if state == "closed":
        run.close(by=cast.head_b, group=group)
    page_of(as_(getattr(cast, who)), group)


@pytest.mark.parametrize("who", ["stranger", "officer", "administrator", "lead"])
@pytest.mark.parametrize("name", ["", "wall", "look", "help", "balance", "close", "hand-over"])
def test_nobody_else_finds_it(cast: Cast, as_, group: TaskGroup, who: str, name: str) -> None:
    assert as_(getattr(cast, who)).get(at(group, name)).status_code == 404


def test_before_it_opens_the_page_says_when_and_what_waits(cast: Cast, as_) -> None:
    group = planned(cast)
    said = text_of(page_of(as_(cast.head_c), group).find(".//main"))
    assert "All have accepted" in said
    assert "Open the room" not in said


def test_before_it_opens_the_preparation_is_one_press_away_once_it_was_sent(cast: Cast, as_) -> None:
    group = planned(cast)
    papers = reverse("task-group-papers", args=[group.public_id])
    assert group.prepared_at is None
    assert page_of(as_(cast.head_c), group).xpath(f"//main//a[@href='{papers}']") == []
    group.prepared_at = timezone.now()
    group.save(update_fields=["prepared_at"])
    assert len(page_of(as_(cast.head_c), group).xpath(f"//main//a[@href='{papers}']")) == 1


def test_the_first_item_shows_how_the_group_works_together_and_the_others_do_not(cast: Cast, as_, group) -> None:
    opening = group.agenda.get(kind="opening")
    for one in (opening, group.agenda.exclude(pk=opening.pk).first()):
        page = check_page(as_(cast.clerk).get(f"{at(group)}?item={one.pk}").content)
        said = [text_of(title) for title in page.xpath("//ul[@class='rm-protocols']/li/strong")]
        assert said == ([each.title for each in protocols.current().all] if one == opening else [])


def test_an_action_from_before_says_how_late_it_is_and_what_difference_somebody_saw(cast: Cast, as_) -> None:
    late, seen = earlier_action(cast, what="Check"), earlier_action(cast, what="Teach")
    Action.objects.filter(pk=late.pk).update(due=today() - timedelta(days=5))
    Action.objects.filter(pk=seen.pk).update(status="under_way", impact="some")
    group = under_way(cast)
    AgendaItem.objects.filter(pk=item(group, "opening").pk).update(kind="actions")
    said = [
        text_of(one)
        for one in page_of(as_(cast.head_c), group).xpath("//*[@id='room-item']//*[@class='rm-actions']//p[2]")
    ]
    assert said == [
        f"{late.owner.name}, by {day(today() - timedelta(days=5))}, 5 days late. ◐Not started",
        f"{seen.owner.name}, by {day(seen.due)}. ◐Under way –Some difference",
    ]


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (-60, "The room opens today at 2pm."),
        (30, "It was to begin at 2pm. The room is not open yet."),
        (180, "The Task Group was planned for 5 May 2026 at 2pm. The room was not opened."),
    ],
)
def test_before_it_opens_the_page_says_whether_its_time_is_to_come_or_gone(
    cast: Cast, as_, monkeypatch: pytest.MonkeyPatch, minutes: int, words: str
) -> None:
    group = planned(cast, starts_at=STARTS)
    client = as_(cast.head_c)
    monkeypatch.setattr(timezone, "now", lambda: STARTS + timedelta(minutes=minutes))
    assert words in text_of(page_of(client, group).find(".//main"))


@pytest.mark.parametrize(
    ("who", "minutes", "words"),
    [
        ("head_b", 30, "It was to begin at 2pm. Go to the room"),
        ("lead", 30, "It was to begin at 2pm. Its room is not open yet."),
        ("lead", 180, "Its date has gone by."),
    ],
)
def test_the_plan_says_that_its_date_has_gone_by_only_when_it_would_be_over(
    cast: Cast, as_, monkeypatch: pytest.MonkeyPatch, who: str, minutes: int, words: str
) -> None:
    group = planned(cast, starts_at=STARTS)
    client = as_(getattr(cast, who))
    monkeypatch.setattr(timezone, "now", lambda: STARTS + timedelta(minutes=minutes))
    said = text_of(check_page(client.get(reverse("task-group", args=[group.public_id])).content).find(".//main"))
    assert words in said
    assert ("Its date has gone by" in said) == (minutes > 120)


def test_the_chair_opens_it_with_one_press(cast: Cast, as_) -> None:
    group = planned(cast)
    as_(cast.head_b).post(at(group, "open"), {"key": uuid.uuid4()})
    group.refresh_from_db()
    assert group.state == "open"


def test_a_confidential_note_is_seen_by_chair_clerk_and_host_head_alone(cast: Cast, as_, group) -> None:
    capture.note_confidential(Stamp(cast.clerk, group, group.current_item), text="A staffing matter")
    sees = {who: "A staffing matter" in as_(getattr(cast, who)).get(at(group)).text
            for who in ("head_b", "clerk", "head_a", "head_c", "observer", "governor_a")}  # fmt: skip
    assert sees == {"head_b": True, "clerk": True, "head_a": True, "head_c": False, "observer": False,
                    "governor_a": False}  # fmt: skip
    assert "A staffing matter" not in as_(cast.head_b).get(at(group, "wall")).text
    look = as_(cast.observer).get(at(group, "look"), {"seen": 0})
    assert "A staffing matter" not in look.text


def test_advice_is_the_chairs_own_affair(cast: Cast, as_, group) -> None:
    capture.advise(Stamp(cast.head_b, group, group.current_item), text="Try reading buddies")
    sees = {who: "Try reading buddies" in as_(getattr(cast, who)).get(at(group)).text for who in ("head_b", "head_a")}
    assert sees == {"head_b": True, "head_a": False}
    assert as_(cast.clerk).get(at(group, "balance")).status_code == 404


def test_after_a_hand_over_each_chair_sees_only_their_own_counts(cast: Cast, as_, group) -> None:
    capture.ask(Stamp(cast.head_b, group, group.current_item), text="What shows that?")
    assert as_(cast.head_c).get(at(group, "balance")).status_code == 404
    run.hand_over(by=cast.head_b, group=group, to=cast.head_c)
    capture.advise(Stamp(cast.head_c, group, group.current_item), text="Try reading buddies")
    rows = [
        [text_of(one) for one in check_page(as_(who).get(at(group, "balance")).content).xpath("//tbody/tr[last()]/*")]
        for who in (cast.head_b, cast.head_c)
    ]
    assert [[cell[-1] for cell in row[1:]] for row in rows] == [["1", "0"], ["0", "1"]]
    assert as_(cast.clerk).get(at(group, "balance")).status_code == 404
    assert [at(group, "balance") in as_(who).get(at(group)).text for who in (cast.head_b, cast.head_a)] == [True, False]


def test_a_screen_that_has_seen_everything_is_told_nothing(cast: Cast, as_, group) -> None:
    group.refresh_from_db()
    client = as_(cast.head_c)
    assert client.get(at(group, "look"), {"seen": group.last_number}).status_code == 204
    assert client.get(at(group, "look"), {"seen": group.last_number - 1}).status_code == 200


def test_the_forms_are_left_alone_until_the_item_changes(cast: Cast, as_, group) -> None:
    client = as_(cast.clerk)
    (key,) = page_of(client, group).xpath("//div[@id='room-seen']/@data-side")
    assert 'id="room-side"' not in client.get(at(group, "look"), {"seen": 0, "had": key}).text
    run.move(by=cast.head_b, group=group, item=item(group, "inclusion"))
    assert 'id="room-side"' in client.get(at(group, "look"), {"seen": 0, "had": key}).text


def test_a_waiting_page_goes_to_the_room_when_it_opens(cast: Cast, as_) -> None:
    group = planned(cast)
    client = as_(cast.head_c)
    assert client.get(at(group, "look"), {"seen": 0, "waiting": 1}).status_code == 204
    run.open_room(by=cast.head_b, group=group)
    assert client.get(at(group, "look"), {"seen": 0, "waiting": 1})["HX-Refresh"] == "true"


def test_closing_names_what_is_unfinished_first(cast: Cast, as_, group) -> None:
    said = text_of(check_page(as_(cast.head_b).get(at(group, "close")).content))
    assert "Achievement: no judgement is agreed" in said
    assert "cannot be opened again" in said
    group.refresh_from_db()
    assert group.state == "open"


def test_one_held_on_paper_is_entered_by_hand(cast: Cast, as_) -> None:
    group = planned(cast)
    client = as_(cast.clerk)
    check_page(client.get(at(group, "paper")).content)
    client.post(at(group, "paper"), {"day-day": "3", "day-month": "3", "day-year": "2026", "began": "1:30pm"})
    page_of(client, group)
    fields = {"text": "Most", "item": item(group, "achievement").pk, "when": "2:05pm"}
    client.post(at(group, "answer"), fields)
    event = group.events.get(kind="answer")
    assert (event.entered_later, event.at.strftime("%d %H:%M")) == (True, "03 14:05")
    reply = client.post(at(group, "answer"), fields | {"when": "9am"})
    assert "before the Task Group began" in reply.text


@pytest.mark.parametrize("who", ["head_b", "clerk", "observer"])
@pytest.mark.parametrize("said", [1, 60])
def test_a_look_takes_as_many_queries_after_a_long_meeting_as_after_a_short_one(
    cast: Cast, as_, group, django_assert_max_num_queries, who: str, said: int
) -> None:
    for number in range(said):
        capture.ask(Stamp(cast.head_b, group, group.current_item), text=f"Question {number}")
    client = as_(getattr(cast, who))
    for place, given in ((at(group), {}), (at(group, "look"), {"seen": 0})):
        with django_assert_max_num_queries(15):
            client.get(place, given)


@pytest.mark.parametrize("name", ["wall", "help", "hand-over", "balance", "close"])
def test_every_page_of_the_chair_keeps_the_rules(cast: Cast, as_, group, name: str) -> None:
    check_page(as_(cast.head_b).get(at(group, name)).content, at(group, name))


PUBLIC, OWN = "The last inspection found this area below the secure line.", "Of 10 statements, 8 are not yet met."


@pytest.mark.parametrize(
    ("who", "sent", "sees"),
    [("head_a", False, True), ("head_c", False, False), ("head_b", False, False), ("head_c", True, True)],
)
def test_reasons_from_the_schools_own_view_come_with_its_preparation(
    cast: Cast, as_, group: TaskGroup, who: str, sent: bool, sees: bool
) -> None:
    group.agenda.update(because=[PUBLIC], because_school=[OWN])
    TaskGroup.objects.update(prepared_at=group.opened_at if sent else None)
    client = as_(getattr(cast, who))
    said = text_of(page_of(client, group))
    assert (PUBLIC in said, OWN in said) == (True, sees)
    assert OWN not in client.get(at(group, "wall")).content.decode()
