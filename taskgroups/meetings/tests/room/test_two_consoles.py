"""The chair's and the clerk's console at once: both are kept, in one order."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from taskgroups.improvement.models import Action
from taskgroups.meetings.domain import capture, run
from taskgroups.meetings.domain.capture import Stamp
from taskgroups.meetings.models import Event, TaskGroup
from taskgroups.meetings.tests.room.cast import item, under_way
from tests.cast import assemble

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        connection.vendor == "sqlite",
        reason="SQLite's test database lives in one connection; kit/live proves the numbering there with processes",
    ),
]


def at_once(*work: object) -> None:
    """Do everything at the same time, each in a thread with a connection of its own."""

    def one(do: object) -> None:
        try:
            do()  # type: ignore[operator]
        finally:
            connection.close()

    with ThreadPoolExecutor(len(work)) as threads:
        list(threads.map(one, work))


def test_what_two_consoles_write_at_once_is_all_kept_and_numbered_without_a_gap() -> None:
    cast = assemble()
    group = under_way(cast)
    where = item(group, "achievement")

    def asks() -> None:
        for number in range(10):
            capture.ask(Stamp(cast.head_b, group, where), text=f"Question {number}")

    def notes() -> None:
        for number in range(10):
            capture.answer(Stamp(cast.clerk, group, where), text=f"Answer {number}")

    at_once(asks, notes)
    assert list(group.events.order_by("number").values_list("number", flat=True)) == list(range(1, 23))
    assert [group.events.filter(kind=kind).count() for kind in ("question", "answer")] == [10, 10]


def test_one_action_sent_by_four_presses_at_once_is_one_action() -> None:
    cast = assemble()
    group = under_way(cast)
    stamp = Stamp(cast.head_b, group, item(group, "achievement"))
    due = group.starts_at.date().replace(year=group.starts_at.year + 1, day=1)

    def press() -> None:
        capture.set_action(stamp, what="Check", owner=cast.head_a, due=due, proof="x")

    at_once(press, press, press, press)
    assert (Action.objects.count(), Event.objects.filter(kind="action").count()) == (1, 1)


def test_closing_and_writing_at_once_leave_nothing_after_the_end() -> None:
    cast = assemble()
    group = under_way(cast)

    def writes() -> None:
        for number in range(20):
            try:
                capture.ask(Stamp(cast.clerk, group, None), text=f"Question {number}")
            except capture.Refused:
                return

    at_once(writes, lambda: run.close(by=cast.head_b, group=group))
    assert TaskGroup.objects.get().state == "closed"
    assert Event.objects.order_by("number").last().kind == "closed"
