"""What is said, shown and agreed: logged once, refused when it cannot be."""

import uuid
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from taskgroups.evaluation.models import Judgement
from taskgroups.improvement.models import Action
from taskgroups.kit.access.refused import Refused
from taskgroups.meetings.domain import capture, run
from taskgroups.meetings.domain.capture import Stamp
from taskgroups.meetings.domain.correct import correct
from taskgroups.meetings.models import Event, TaskGroup
from taskgroups.meetings.room.queries import bank_question
from taskgroups.meetings.tests.room.cast import item, planned, under_way
from tests.cast import Cast


@pytest.fixture
def group(cast: Cast) -> TaskGroup:
    return under_way(cast)


def stamp(cast: Cast, group: TaskGroup, area: str = "achievement", **more: object) -> Stamp:
    return Stamp(by=cast.head_b, group=group, item=item(group, area), **more)  # type: ignore[arg-type]


def test_a_question_of_the_bank_keeps_its_slug_and_kind(cast: Cast, group: TaskGroup) -> None:
    slug = first_question(group)
    question = bank_question(group, item(group, "achievement"), slug)
    event = capture.ask(stamp(cast, group), text="", question=question)
    assert (event.text, event.payload["slug"], event.payload["own"]) == (question.text, slug, False)


def test_the_school_is_locked_before_its_task_group_as_when_a_school_becomes_another(
    cast: Cast, group: TaskGroup
) -> None:
    def first_read(do: Callable[[], Event]) -> tuple[str, Event]:
        with CaptureQueriesContext(connection) as caught:
            event = do()
        read = [one["sql"] for one in caught if one["sql"].startswith("SELECT")]
        return next(table for table in ("schools_school", "meetings_taskgroup") if f'FROM "{table}"' in read[0]), event

    said = stamp(cast, group)
    agreed, event = first_read(lambda: capture.agree(said, value="expected", why="Books show it"))
    corrected, _ = first_read(
        lambda: correct(by=cast.head_b, group=group, number=event.number, reason="Misheard", value="strong")
    )
    assert (agreed, corrected) == ("schools_school", "schools_school")


def test_the_same_key_is_written_once(cast: Cast, group: TaskGroup) -> None:
    key = uuid.uuid4()
    first = capture.ask(stamp(cast, group, key=key), text="What changed?")
    again = capture.ask(stamp(cast, group, key=key), text="What changed?")
    assert (first.pk, group.events.filter(kind="question").count()) == (again.pk, 1)


def test_what_was_written_before_closing_and_sent_again_after_is_the_same_entry(cast: Cast, group: TaskGroup) -> None:
    key = uuid.uuid4()
    first = capture.answer(stamp(cast, group, key=key), text="Most")
    run.close(by=cast.head_b, group=group)
    assert capture.answer(stamp(cast, group, key=key), text="Most") == first


@pytest.mark.parametrize("state", ["planned", "closed", "cancelled"])
def test_nothing_is_logged_unless_the_room_is_under_way(cast: Cast, state: str) -> None:
    group = planned(cast, state=state)
    with pytest.raises(Refused):
        capture.ask(stamp(cast, group), text="What changed?")
    assert not group.events.exists()


def test_nothing_but_spaces_is_refused(cast: Cast, group: TaskGroup) -> None:
    with pytest.raises(Refused, match="no words yet"):
        capture.ask(stamp(cast, group), text="  ")


def test_an_agreed_judgement_stands_beside_the_schools_own(cast: Cast, group: TaskGroup) -> None:
    event = capture.agree(stamp(cast, group), value="expected", why="Books show it", before="strong")
    agreed = Judgement.objects.get(agreed_in=group.public_id)
    assert (agreed.voice, agreed.value, agreed.area, agreed.made_at) == ("group", "expected", "achievement", event.at)
    assert event.payload == {"value": "expected", "before": "strong"}


def test_agreeing_needs_a_reason_and_a_grade_of_the_scale(cast: Cast, group: TaskGroup) -> None:
    with pytest.raises(Refused, match="Say why"):
        capture.agree(stamp(cast, group), value="expected", why="")
    with pytest.raises(Refused, match="Nothing is chosen"):
        capture.agree(stamp(cast, group), value="good", why="It is good")
    assert not Judgement.objects.exists()


def test_an_item_without_an_area_has_nothing_to_judge(cast: Cast, group: TaskGroup) -> None:
    with pytest.raises(Refused, match="no area"):
        capture.agree(stamp(cast, group, "opening"), value="expected", why="Because")


def test_what_is_put_to_the_group_is_not_yet_recorded(cast: Cast, group: TaskGroup) -> None:
    capture.put(stamp(cast, group), value="strong")
    assert not Judgement.objects.exists()


def set_one(cast: Cast, group: TaskGroup, **more: object) -> Event:
    given = {"what": "Check reading records", "owner": cast.leader_a, "due": timezone.localdate() + timedelta(days=30),
             "proof": "Records of six weeks"} | more  # fmt: skip
    return capture.set_action(stamp(cast, group), **given)  # type: ignore[arg-type]


def test_an_action_belongs_to_the_host_school_and_says_where_it_was_set(cast: Cast, group: TaskGroup) -> None:
    event = set_one(cast, group)
    action = Action.objects.get(set_in=group.public_id)
    assert (event.action, action.owner, action.area, action.pack) == (action, cast.leader_a, "achievement", "rf-2025")
    assert event.payload["role"] == "Deputy head"


def test_nobody_outside_the_host_school_owns_an_action(cast: Cast, group: TaskGroup) -> None:
    with pytest.raises(Refused) as refused:
        set_one(cast, group, owner=cast.head_b)
    assert str(refused.value) == (
        "The school and its leaders are responsible for improvement. Choose somebody of Alder Primary School."
    )
    assert (Action.objects.count(), group.events.filter(kind="action").count()) == (0, 0)


@pytest.mark.parametrize("days", [-1, 0])
def test_an_action_has_a_day_that_is_ahead(cast: Cast, group: TaskGroup, days: int) -> None:
    with pytest.raises(Refused, match="Enter a date after"):
        set_one(cast, group, due=timezone.localdate() + timedelta(days=days))


def test_an_action_pressed_twice_is_one_action(cast: Cast, group: TaskGroup) -> None:
    one = stamp(cast, group)
    for _ in range(2):
        capture.set_action(
            one, what="Check", owner=cast.head_a, due=timezone.localdate() + timedelta(days=3), proof="x"
        )
    assert Action.objects.count() == 1


def test_an_earlier_action_is_reviewed_as_it_stood(cast: Cast, group: TaskGroup) -> None:
    action = set_one(cast, under_way(cast)).action
    event = capture.review_action(stamp(cast, group, "opening"), action=action, note="Half of it is done")
    assert (event.payload["status"], event.payload["impact"]) == ("not_started", "too_early")


def test_a_descriptor_of_another_area_does_not_come_into_focus(cast: Cast, group: TaskGroup) -> None:
    with pytest.raises(Refused, match="not part of this area"):
        capture.focus(stamp(cast, group), descriptor="no-such")


def test_a_descriptor_of_another_area_is_neither_put_nor_agreed(cast: Cast, group: TaskGroup) -> None:
    for say in (capture.put, capture.agree):
        with pytest.raises(Refused, match="not part of this area"):
            say(stamp(cast, group), value="met", why="", descriptor="inc-" + "x" * 100)
    assert not group.events.filter(kind__in=["proposed", "judgement"]).exists()


def test_what_a_device_kept_while_it_was_away_keeps_its_time(cast: Cast, group: TaskGroup) -> None:
    TaskGroup.objects.filter(pk=group.pk).update(opened_at=timezone.now() - timedelta(hours=1))
    then = timezone.now() - timedelta(minutes=20)
    assert capture.ask(stamp(cast, group, at=then), text="What changed?").at == then


def first_question(group: TaskGroup) -> str:
    from taskgroups.frameworks.shelf import packs

    return packs()[group.pack].area("achievement").questions[0].slug
