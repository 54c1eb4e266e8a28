"""In the room: what the words are, the counter, and that no other screen has any of it."""

import json
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from taskgroups.kit.design.tests.page_rules import check_page, parse, text_of
from taskgroups.meetings.domain import capture, run
from taskgroups.meetings.domain.capture import Stamp
from taskgroups.meetings.models import TaskGroup
from taskgroups.meetings.tests.room.cast import item, under_way
from taskgroups.practice.models import Tap
from taskgroups.practice.queries import account_of
from tests.cast import Cast


@pytest.fixture
def group(cast: Cast) -> TaskGroup:
    group = under_way(cast)
    return run.move(by=cast.head_b, group=group, item=item(group, "achievement"))


def at(group: TaskGroup, name: str) -> str:
    return reverse(name, args=[group.public_id])


def say(client, group: TaskGroup, text: str) -> str:
    return client.post(at(group, "task-group-room-label"), {"text": text}).text


def tap(client, group: TaskGroup, act: str, key: uuid.UUID | None = None, **headers: str):
    given = {"act": act, "key": str(key or uuid.uuid4()), "item": str(group.current_item_id)}
    return client.post(at(group, "task-group-room-tap"), given, **headers)


def test_words_are_named_with_the_reason_as_they_are_written(cast: Cast, as_, group: TaskGroup) -> None:
    said = text_of(parse(say(as_(cast.head_b), group, "What has changed for pupils since we last met?").encode()))
    assert ("Question, open" in said, "You could ask" in said) == (True, False)


def test_advice_gets_two_or_three_questions_that_are_questions(cast: Cast, as_, group: TaskGroup) -> None:
    from taskgroups.kit import talk

    page = parse(say(as_(cast.head_b), group, "Have you tried a daily reading slot?").encode())
    offered = page.xpath("//button/@data-put")
    assert ("Advice" in text_of(page), len(offered) in (2, 3)) == (True, True)
    assert {talk.label(one).act for one in offered} == {"question"}


def test_what_was_just_asked_is_said_to_be_advice_in_the_chair_s_own_account_alone(cast: Cast, as_, group) -> None:
    capture.ask(Stamp(cast.head_b, group, group.current_item), text="You should try reading buddies.")
    said = text_of(parse(say(as_(cast.head_b), group, "").encode()))
    assert said == "In your own account: advice, a recommendation. It was something else"


def test_thanks_after_a_question_do_not_hide_the_question(cast: Cast, as_, group) -> None:
    capture.ask(Stamp(cast.head_b, group, group.current_item), text="What has changed for pupils? Thank you.")
    said = text_of(parse(say(as_(cast.head_b), group, "").encode()))
    assert said.startswith("In your own account: question, open.")


def test_nothing_is_kept_of_what_is_being_written(cast: Cast, as_, group: TaskGroup) -> None:
    before = group.events.count()
    say(as_(cast.head_b), group, "You should try reading buddies.")
    assert (group.events.count(), len(account_of(cast.head_b, group).heard)) == (before, 0)


@pytest.mark.parametrize("who", ["clerk", "head_a", "head_c", "observer", "lead", "officer", "administrator"])
def test_nobody_else_asks_what_words_are_here_or_sees_where_to(cast: Cast, as_, group: TaskGroup, who: str) -> None:
    client = as_(getattr(cast, who))
    assert client.post(at(group, "task-group-room-label"), {"text": "What else?"}).status_code == 404
    assert "own-label" not in client.get(at(group, "task-group-room")).text


def test_the_chair_s_screen_has_the_label_and_the_counter(cast: Cast, as_, group: TaskGroup) -> None:
    page = check_page(as_(cast.head_b).get(at(group, "task-group-room")).content)
    assert [len(page.xpath(f"//*[@id='{name}']")) for name in ("own-label", "own-counter", "untap")] == [1, 1, 0]


def test_the_label_leads_nobody_out_of_the_room_who_was_signed_out_and_holds_none_of_the_words(
    cast: Cast, as_, group: TaskGroup
) -> None:
    shown = as_(cast.head_b).get(at(group, "task-group-room"))
    asks = json.loads(parse(shown.content).xpath("//*[@id='own-label']/@hx-headers")[0])
    stranger = as_(None)
    answer = stranger.post(
        at(group, "task-group-room-label"), {"text": "What else?"}, headers=asks | {"HX-Request": "true"}
    )
    assert (answer.status_code, "HX-Redirect" in answer, "held" in stranger.session) == (401, False, False)


def test_a_tap_counts_once_and_is_taken_back_once(cast: Cast, as_, group: TaskGroup) -> None:
    client, key = as_(cast.head_b), uuid.uuid4()
    for _ in range(2):
        tap(client, group, "question", key)
    assert account_of(cast.head_b, group).whole.questions == 1
    for _ in range(2):
        client.post(at(group, "task-group-room-untap"), {"key": str(key)})
    tap(client, group, "question", key)  # delivered again, after it was taken back
    assert (account_of(cast.head_b, group).whole.questions, Tap.objects.count()) == (0, 1)


def test_a_tap_leaves_nothing_in_the_shared_log(cast: Cast, as_, group: TaskGroup) -> None:
    before = group.events.count()
    tap(as_(cast.head_b), group, "advice")
    assert group.events.count() == before


def test_a_tap_kept_on_a_device_counts_after_the_meeting_at_its_own_time(cast: Cast, as_, group: TaskGroup) -> None:
    when = group.opened_at
    run.close(by=cast.head_b, group=group)
    given = {"act": "question", "key": str(uuid.uuid4()), "at": when.isoformat(), "item": ""}
    away = {"X-Away-Person": str(cast.head_b.pk), "X-Away-Delivery": "1"}
    answer = as_(cast.head_b).post(at(group, "task-group-room-tap"), given, headers=away)
    assert (answer.status_code, account_of(cast.head_b, group).whole.questions) == (204, 1)


def deliver(client, who, group: TaskGroup, when):
    given = {"act": "question", "key": str(uuid.uuid4()), "at": when.isoformat(), "item": ""}
    away = {"X-Away-Person": str(who.pk), "X-Away-Delivery": "1"}
    return client.post(at(group, "task-group-room-tap"), given, headers=away).status_code


def test_a_tap_kept_from_before_a_hand_over_counts_and_a_later_one_does_not(cast: Cast, as_, group: TaskGroup) -> None:
    run.hand_over(by=cast.head_b, group=group, to=cast.head_c)
    said = [deliver(as_(cast.head_b), cast.head_b, group, when) for when in (group.opened_at, timezone.now())]
    assert (said, account_of(cast.head_b, group).whole.questions) == ([204, 422], 1)


def test_once_the_record_is_locked_a_kept_tap_is_refused_as_kept_words_are(
    cast: Cast, as_, group: TaskGroup, monkeypatch: pytest.MonkeyPatch
) -> None:
    run.close(by=cast.head_b, group=group)
    monkeypatch.setattr(TaskGroup, "is_recorded", True)
    assert (deliver(as_(cast.head_b), cast.head_b, group, group.opened_at), Tap.objects.count()) == (422, 0)


def test_after_the_meeting_no_more_is_tapped(cast: Cast, as_, group: TaskGroup) -> None:
    run.close(by=cast.head_b, group=group)
    tap(as_(cast.head_b), group, "question")
    assert Tap.objects.count() == 0


def test_as_the_chair_moves_on_a_line_says_where_the_item_stood(cast: Cast, as_, group: TaskGroup) -> None:
    for number in range(3):
        capture.ask(Stamp(cast.head_b, group, group.current_item), text=f"What else explains year {number}?")
    run.move(by=cast.head_b, group=group, item=item(group, "inclusion"))
    page = check_page(as_(cast.head_b).get(at(group, "task-group-room")).content)
    (line,) = page.xpath("//p[@class='pr-between']")
    assert text_of(line).endswith(
        "Achievement: 3 questions and 0 pieces of advice. So far: 3 questions and 0 pieces of advice."
    )
    assert "pr-between" not in as_(cast.clerk).get(at(group, "task-group-room")).text


def test_each_chair_counts_their_own_taps(cast: Cast, as_, group: TaskGroup) -> None:
    tap(as_(cast.head_b), group, "question")
    run.hand_over(by=cast.head_b, group=group, to=cast.head_c)
    tap(as_(cast.head_c), group, "advice")
    assert [account_of(who, group).whole.coded for who in (cast.head_b, cast.head_c)] == [1, 1]
    tap(as_(cast.head_b), group, "question")
    assert (Tap.objects.count(), tap(as_(cast.clerk), group, "question").status_code) == (2, 404)
