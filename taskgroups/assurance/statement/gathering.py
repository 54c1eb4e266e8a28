"""Reads what a school's statement may hold, in a fixed number of queries, however many Task Groups there were."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

from django.utils import timezone

from taskgroups.assurance.statement.facts import Changed, Facts, Given, Received, Tested
from taskgroups.assurance.statement.people import Attendance, attendance, who_took_part
from taskgroups.evaluation.models import Evidence, Judgement
from taskgroups.frameworks import shelf
from taskgroups.frameworks.pack import Area, Pack
from taskgroups.improvement.models import Action
from taskgroups.kit.design.words import day
from taskgroups.meetings.models import AgendaItem, Event, Seat, TaskGroup
from taskgroups.meetings.projections.entries import Entry, from_event
from taskgroups.meetings.projections.item import ItemState, item_state
from taskgroups.meetings.projections.room import ELSEWHERE
from taskgroups.meetings.record.facts import AreaFacts, Worded
from taskgroups.meetings.record.gathering import questions_of
from taskgroups.meetings.record.sections import kept_in
from taskgroups.schools.by_role import held_on, roles_by_person, title_of
from taskgroups.schools.models import Role, School
from taskgroups.schools.queries.lineage import then

Kind = Event.Kind
SAID = (Kind.ITEM, Kind.QUESTION, Kind.ANSWER, Kind.EVIDENCE, Kind.CORRECTION)
PART_WORDS = {
    Seat.Part.CHAIR: "chaired",
    Seat.Part.CO_CHAIR: "chaired together with the chair",
    Seat.Part.MEMBER: "sat as a member",
    Seat.Part.OBSERVER: "observed, as a chair in training",
    Seat.Part.CLERK: "clerked",
    Seat.Part.GUEST: "came as a guest",
}


def facts_of(school: School) -> Facts:
    """Return all that the school could release: what it received, and what its people gave elsewhere."""
    groups = _hosted(school)
    there = attendance([one.pk for one in groups])
    roles = roles_by_person({seat.person_id for one in groups for seat in one.seats.all()})
    since = _Since(school, groups)
    log = _log(groups)
    files = _titles(school, log)
    received = tuple(
        Received(
            key=one.public_id,
            on=timezone.localdate(one.opened_at or one.starts_at),
            number=one.number,
            framework=pack.title if (pack := shelf.pack(one.pack)) else one.pack,
            who=who_took_part(one, there[one.pk], roles),
            agreed=one.is_recorded,
            tested=_tested(one, pack, log[one.pk], files) if one.is_recorded else (),
            changed=since.actions(one),
            moved=since.moved(one, pack),
            then=_then(school, one),
        )
        for one in groups
    )
    return Facts(school.name, school.urn, received, tuple(_given(school)))


def _hosted(school: School) -> list[TaskGroup]:
    found = TaskGroup.objects.filter(school=school, state=TaskGroup.State.CLOSED).select_related("record")
    return list(found.defer("record__document").prefetch_related("seats", "agenda").order_by("-starts_at", "-pk"))


def _then(school: School, group: TaskGroup) -> str:
    was = then(school, group.starts_at)
    return f"{was.name}, URN {was.urn}" if was else ""


def _log(groups: Iterable[TaskGroup]) -> dict[int, list[Entry]]:
    """What was asked, answered and shown in each, by its key. Confidential notes are not read at all; one query."""
    recorded = [one.pk for one in groups if one.is_recorded]
    found: dict[int, list[Entry]] = defaultdict(list)
    events = Event.objects.filter(task_group__in=recorded, kind__in=SAID).select_related("by")
    for event in events.order_by("task_group", "number"):
        if event.kind != Kind.CORRECTION or event.payload.get("of") in SAID:
            found[event.task_group_id].append(from_event(event))
    return found


def _titles(school: School, log: dict[int, list[Entry]]) -> dict[str, str]:
    """What the items of evidence that were shown are called, by address; those withdrawn since are left out."""
    wanted = {str(e.payload.get("evidence") or "") for entries in log.values() for e in entries if e.kind == "evidence"}
    known = Evidence.objects.filter(school=school, public_id__in=wanted - {""}, withdrawn_at=None)
    return dict(known.values_list("public_id", "title"))


def _tested(group: TaskGroup, pack: Pack | None, entries: Sequence[Entry], files: dict[str, str]) -> tuple[Tested, ...]:
    """The areas the group went into, in the order of the agenda."""
    worded = Worded(kept={area: tuple(kept) for area, kept in group.record.kept_questions.items()})
    by_item: dict[int | None, list[Entry]] = defaultdict(list)
    for entry in entries:
        by_item[entry.item].append(entry)
    found = []
    for item in sorted(group.agenda.all(), key=lambda one: one.position):
        said = by_item[item.pk]
        if item.kind != AgendaItem.Kind.AREA or all(one.payload.get("away") == ELSEWHERE for one in said):
            continue
        area, state = pack.area(item.area) if pack else None, item_state(said)
        name = area.name if area else item.title
        kept = kept_in(AreaFacts(item.area, name, questions=questions_of(state)), worded)
        found.append(Tested(name, tuple(one.text for one in kept), _shown(state, files)))
    return tuple(found)


def _shown(state: ItemState, files: dict[str, str]) -> tuple[str, ...]:
    shown = (line for line in state.of("evidence") if not line.taken_back)
    titles = (files.get(str(one.entry.payload.get("evidence") or "")) or one.text for one in shown)
    return tuple(dict.fromkeys(filter(None, titles)))


class _Since:
    """What became of what was set, and where the school has placed itself since; two queries."""

    def __init__(self, school: School, groups: Collection[TaskGroup]) -> None:
        self.set_in: dict[str, list[Action]] = defaultdict(list)
        keys = [one.public_id for one in groups if one.is_recorded]
        for action in Action.objects.filter(school=school, set_in__in=keys).order_by("due", "pk"):
            self.set_in[action.set_in].append(action)
        own = Judgement.objects.filter(school=school, descriptor="", voice=Judgement.Voice.SCHOOL)
        self.said: dict[tuple[str, str], list[Judgement]] = defaultdict(list)
        for one in own.exclude(value="").order_by("made_at", "pk"):
            self.said[one.pack, one.area].append(one)

    def actions(self, group: TaskGroup) -> tuple[Changed, ...]:
        return tuple(Changed(one.what, _status(one), _difference(one)) for one in self.set_in.get(group.public_id, ()))

    def moved(self, group: TaskGroup, pack: Pack | None) -> tuple[str, ...]:
        """Where the school's own judgement is another now than at the Task Group, under the same framework alone."""
        if pack is None or group.closed_at is None:
            return ()
        return tuple(
            words
            for area in pack.areas
            if (words := self._moved(group, self.said.get((pack.slug, area.slug), []), area))
        )

    def _moved(self, group: TaskGroup, said: Sequence[Judgement], area: Area) -> str:
        at, now = group.closed_at, next((one for one in said if one.superseded_at is None), None)
        was = next((o for o in said if at and o.made_at <= at and (not o.superseded_at or o.superseded_at > at)), None)
        if was is None or now is None or was.value == now.value:
            return ""
        name, grades = area.name, [area.grade(one.value) for one in (was, now)]
        before, after = (grade.name if grade else "" for grade in grades)
        return f"{name}: the school said {before} then, and says {after} since {day(now.made_at)}."


def _status(action: Action) -> str:
    return f"Done, {day(action.done_on)}" if action.done_on else action.get_status_display()


def _difference(action: Action) -> str:
    return action.get_impact_display() if action.status == Action.Status.DONE else ""


def _given(school: School) -> Iterable[Given]:
    """Where the school's people chaired, sat, observed or clerked, by what they were at the school on that day.

    Date, part, role and host school, and nothing else, is read of the other school's Task Group.
    """
    own = Role.objects.filter(school=school, kind__in=Role.SCHOOL_KINDS)
    held: dict[int, list[Role]] = defaultdict(list)
    for role in own.order_by("pk"):
        held[role.person_id].append(role)
    elsewhere = Seat.objects.current().filter(person__in=held, task_group__state=TaskGroup.State.CLOSED)
    seats = list(
        elsewhere.exclude(part=Seat.Part.HOST).exclude(task_group__school=school).select_related("task_group__school")
    )
    there = attendance({seat.task_group_id for seat in seats})
    by_group: dict[TaskGroup, list[str]] = defaultdict(list)
    for seat in seats:
        if words := _part_words(seat, there[seat.task_group_id], held[seat.person_id]):
            by_group[seat.task_group].append(words)
    for group in sorted(by_group, key=lambda one: (one.starts_at, one.pk), reverse=True):
        on = timezone.localdate(group.opened_at or group.starts_at)
        host = then(group.school, group.starts_at) or group.school
        yield Given(group.public_id, on, tuple(sorted(by_group[group])), host.name)


def _part_words(seat: Seat, there: Attendance, roles: Iterable[Role]) -> str:
    on = timezone.localdate(seat.task_group.opened_at or seat.task_group.starts_at)
    role = next(held_on(roles, on), None)
    return f"{title_of(role)} {PART_WORDS[there.part(seat)]}" if role and there.has(seat) else ""  # type: ignore[index]
