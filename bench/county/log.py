"""The logs: eighty events a meeting, of the kinds and in the shape the room writes them."""

import uuid
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from itertools import cycle, islice
from typing import Any

from bench.county import bulk
from taskgroups.evaluation.models import Judgement
from taskgroups.frameworks.pack import Area
from taskgroups.frameworks.shelf import pack
from taskgroups.improvement.models import Action
from taskgroups.meetings.models import AgendaItem, Event, Seat, TaskGroup
from taskgroups.schools.domain.rows import change

EVENTS, SO_FAR, AT_ONCE = 80, 60, 100
ANSWER = (
    "The subject leads looked at every class in the autumn. Two year groups are where the plan wants them; in the "
    "third a new teacher is being coached, and the head visits on Thursdays."
)
WHY = "The group read three sources side by side, and they said the same; the newest is from this half-term."
Told = tuple[str, AgendaItem, dict[str, Any]]


def write(groups: Sequence[TaskGroup], actions: Mapping[int, list[Action]], most: int) -> None:
    """Write the log of each Task Group, `most` events long, and the judgements that were agreed in it."""
    for first in range(0, len(groups), AT_ONCE):
        some = groups[first : first + AT_ONCE]
        agendas = _by_group(AgendaItem.objects.filter(task_group__in=some).order_by("position"))
        seats = _by_group(Seat.objects.filter(task_group__in=some).select_related("person"))
        rows = [
            event
            for group in some
            for event in _events(group, agendas[group.pk], seats[group.pk], actions.get(group.pk, []), most)
        ]
        bulk.write(rows)
        _finish(some, rows, most)
        _agreed(some, rows)


def _by_group(rows: Any) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for row in rows:
        found.setdefault(row.task_group_id, []).append(row)
    return found


def _events(
    group: TaskGroup, agenda: list[AgendaItem], seats: list[Seat], actions: list[Action], most: int
) -> Iterator[Event]:
    chair = next(seat.person for seat in seats if seat.part == "chair")
    clerk = next(seat.person for seat in seats if seat.part == "clerk")
    last = 0
    for number, (kind, item, more) in enumerate(islice(_told(group, agenda, seats, actions, most), most), 1):
        last = number if kind == "question" else last
        if kind == "answer":
            more = more | {"payload": {"answers": last}}
        yield Event(
            task_group=group, number=number, kind=kind, item=None if kind == "attendance" else item, key=uuid.uuid4(),
            by=clerk if kind in ("answer", "evidence", "action") else chair,
            at=group.starts_at + timedelta(seconds=number * 95), **more,
        )  # fmt: skip


def _told(
    group: TaskGroup, agenda: list[AgendaItem], seats: list[Seat], actions: list[Action], most: int
) -> Iterator[Told]:
    """A meeting from its opening to its close: each item in turn, questions and answers filling what is left."""
    closing = 1 if group.state == TaskGroup.State.CLOSED else 0
    areas = [item for item in agenda if item.area]
    spare = most - 1 - closing - len(seats) - len(agenda) - 2 * len(areas) - len(actions)
    talk = {item.pk: spare // len(areas) + (n < spare % len(areas)) for n, item in enumerate(areas)}
    yield "opened", agenda[0], {}
    for seat in seats:
        yield "attendance", agenda[0], {"payload": {"person": seat.person_id, "name": seat.person.name, "came": True}}
    for item in agenda:
        yield "item", item, {}
        if item.area:
            yield from _of_area(group, item, talk[item.pk], [one for one in actions if one.area == item.area])
    if closing:
        yield "closed", agenda[-1], {}


def _of_area(group: TaskGroup, item: AgendaItem, talk: int, actions: list[Action]) -> Iterator[Told]:
    area = area_of(group, item)
    questions = cycle(area.questions)
    for n in range(talk):
        if n % 2:
            yield "answer", item, {"text": ANSWER}
        else:
            one = next(questions)
            payload = {"slug": one.slug, "kind": one.kind, "own": False}
            yield "question", item, {"text": one.text, "payload": payload, "descriptor": area.descriptors[0].slug}
    shown = {"evidence": "", "where": "Shared folder, autumn"}
    yield "evidence", item, {"text": "Books of two classes", "payload": shown, "descriptor": area.descriptors[0].slug}
    yield "judgement", item, {"text": WHY, "payload": {"value": area.secure_from, "before": area.secure_from}}
    for action in actions:
        told = {"owner": "Head", "role": action.owner_role, "due": action.due.isoformat(), "proof": action.proof}
        yield "action", item, {"text": action.what, "payload": told, "action": action}


def area_of(group: TaskGroup, item: AgendaItem) -> Area:
    """The area of the framework an item is about."""
    framework = pack(group.pack)
    area = framework.area(item.area) if framework else None
    assert area is not None
    return area


def _finish(groups: Sequence[TaskGroup], rows: list[Event], most: int) -> None:
    """Say how far each log is, and where a meeting under way stands."""
    reached = {event.task_group_id: event.item for event in rows if event.kind == "item"}
    for group in groups:
        group.last_number = most
        if group.state == TaskGroup.State.OPEN:
            group.current_item = reached[group.pk]
    change(TaskGroup, ["last_number", "current_item"], groups)


def _agreed(groups: Sequence[TaskGroup], rows: list[Event]) -> None:
    """Write what was agreed as the group's judgements: a later one under the same framework supersedes the earlier."""
    by_pk = {group.pk: group for group in groups}
    before = Judgement.objects.current().filter(voice=Judgement.Voice.GROUP, school__in={g.school for g in groups})
    before.filter(pack__in={g.pack for g in groups}).update(superseded_at=min(event.at for event in rows))
    standing: dict[tuple[Any, ...], Judgement] = {}
    made = []
    for event in sorted((e for e in rows if e.kind == "judgement"), key=lambda e: e.at):
        group = by_pk[event.task_group_id]
        assert event.item is not None
        row = Judgement(
            school=group.school, pack=group.pack, area=event.item.area, voice=Judgement.Voice.GROUP, why=event.text,
            value=event.payload["value"], by=event.by, made_at=event.at, agreed_in=group.public_id,
        )  # fmt: skip
        key = (group.school_id, row.pack, row.area)
        if key in standing:
            standing[key].superseded_at = row.made_at
        standing[key] = row
        made.append(row)
    bulk.write(made)
