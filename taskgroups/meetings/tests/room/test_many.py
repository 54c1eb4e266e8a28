"""What screens fetch after an event is rendered once for all who may see the same, and for nobody else."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from taskgroups.meetings.domain import capture, run
from taskgroups.meetings.domain.capture import Stamp
from taskgroups.meetings.models import AgendaItem, Seat, TaskGroup
from taskgroups.meetings.room import many
from taskgroups.meetings.room.screen import Sight
from taskgroups.meetings.tests.room.cast import item, under_way
from tests.cast import Cast

As = Callable[[object], Client]
SECRET, ADVICE = "The head is tired.", "Try another timetable."


@pytest.fixture(autouse=True)
def fresh(monkeypatch: pytest.MonkeyPatch) -> list[Sight]:
    """What was rendered for many, and for whom."""
    made: list[Sight] = []
    real = many._made

    def counted(sight: Sight, group: TaskGroup, at: int) -> many.Look:
        made.append(sight)
        return real(sight, group, at)

    monkeypatch.setattr(many, "_shared", many.Shared(60, many.MOST))
    monkeypatch.setattr(many, "_made", counted)
    return made


@pytest.fixture
def group(cast: Cast) -> TaskGroup:
    group = under_way(cast)
    AgendaItem.objects.filter(task_group=group).update(because_school=["Books were thin in spring."])
    group = run.move(by=cast.head_b, group=group, item=item(group, "achievement"))
    stamp = Stamp(by=cast.head_b, group=group, item=group.current_item)
    capture.note_confidential(stamp, text=SECRET)
    capture.advise(Stamp(by=cast.head_b, group=group, item=group.current_item), text=ADVICE)
    return TaskGroup.objects.get(pk=group.pk)


def look(client: Client, group: TaskGroup, **more: str) -> str:
    """What a screen of that person fetches: it has no forms, and has seen nothing yet."""
    where = reverse("task-group-room-look", args=[group.public_id])
    page = client.get(reverse("task-group-room", args=[group.public_id]))
    had = page.content.decode().partition('data-side="')[2].partition('"')[0]
    return client.get(where, {"seen": 0, "had": had, **more}).content.decode()


def test_a_hall_of_observers_costs_one_rendering_for_each_event(cast: Cast, as_: As, group: TaskGroup, fresh) -> None:
    for person in (cast.lead, cast.officer, cast.stranger):
        Seat.objects.create(task_group=group, person=person, part="observer", protocols_accepted_at=group.starts_at)
    hall = [as_(one) for one in (cast.observer, cast.lead, cast.officer, cast.stranger)]
    for client in hall:
        look(client, group)
    capture.ask(Stamp(by=cast.head_b, group=group, item=group.current_item), text="What has changed?")
    seen = {look(client, group).partition('id="room-mine"')[0] for client in hall}
    assert (len(fresh), len(seen), "What has changed?" in seen.pop()) == (2, 1, True)


@pytest.mark.parametrize("who", ["head_c", "observer", "head_a", "governor_a"])
def test_what_many_share_is_what_each_would_see_alone(cast: Cast, as_: As, group: TaskGroup, who: str, fresh) -> None:
    client = as_(getattr(cast, who))
    for other in ("head_a", "observer", "clerk"):
        look(as_(getattr(cast, other)), group)
    page = client.get(reverse("task-group-room", args=[group.public_id])).content.decode()
    told = look(client, group)
    words = (SECRET, ADVICE, "Books were thin", "I am here", "csrfmiddlewaretoken", "Take words out", "Correct<")
    assert [word in told for word in words] == [word in page.partition('id="room-head"')[2] for word in words]


def test_the_head_reads_confidential_notes_and_others_do_not(cast: Cast, as_: As, group: TaskGroup, fresh) -> None:
    told = [SECRET in look(as_(one), group) for one in (cast.head_a, cast.observer, cast.head_a, cast.governor_a)]
    assert (told, len(fresh)) == ([True, False, True, False], 3)


def test_on_the_wall_nobody_reads_them(cast: Cast, as_: As, group: TaskGroup, fresh) -> None:
    assert [SECRET in look(as_(one), group, wall="1") for one in (cast.head_a, cast.observer)] == [False, False]


def test_who_runs_the_room_shares_with_nobody(cast: Cast, as_: As, group: TaskGroup, fresh) -> None:
    assert [SECRET in look(as_(one), group, had="0-chair-0") for one in (cast.head_b, cast.clerk)] == [True, True]
    assert fresh == []


def test_who_handed_over_the_chair_keeps_what_is_theirs(cast: Cast, as_: As, group: TaskGroup) -> None:
    run.hand_over(by=cast.head_b, group=group, to=cast.head_c)
    assert "My questions and advice" in look(as_(cast.head_b), group)
    assert "My questions and advice" not in look(as_(cast.observer), group)


def test_each_may_say_that_they_are_here_and_no_more_once_they_did(cast: Cast, as_: As, group: TaskGroup) -> None:
    before = ["I am here" in look(as_(one), group) for one in (cast.observer, cast.governor_a)]
    as_(cast.observer).post(reverse("task-group-room-here", args=[group.public_id]))
    assert (before, "I am here" in look(as_(cast.observer), group)) == ([True, False], False)


def test_who_was_taken_from_the_room_is_told_nothing_of_what_is_kept(cast: Cast, as_: As, group: TaskGroup) -> None:
    client, where = as_(cast.observer), reverse("task-group-room-look", args=[group.public_id])
    look(client, group)
    Seat.objects.get(task_group=group, person=cast.observer).delete()
    assert client.get(where, {"seen": 0, "had": "0-observer-0"}).status_code == 404
