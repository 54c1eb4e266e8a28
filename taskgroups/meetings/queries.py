"""Reads of Task Groups: lists of them, and one with its agenda and people."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet, Subquery, Value
from django.db.models.functions import StrIndex
from django.db.models.lookups import GreaterThan
from django.utils import timezone

from taskgroups.kit.design.lists import whole
from taskgroups.meetings.models import AgendaItem, Seat, SeatItem, TaskGroup
from taskgroups.people.models import Person
from taskgroups.schools.by_role import NO_ROLE, role_on, roles_by_person
from taskgroups.schools.models import School
from taskgroups.schools.register.words import plain

State = TaskGroup.State
SORTS = {
    "date": ("starts_at", "id"),
    "-date": ("-starts_at", "-id"),
    "school": ("school__name", "starts_at"),
    "-school": ("-school__name", "-starts_at"),
}


def coming(now: datetime) -> Q:
    """Return what makes a Task Group one that is still to come, or under way. Today's stays until it is held."""
    since = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    return Q(state__in=[State.OPEN, State.PAUSED, State.POSTPONED]) | Q(state=State.PLANNED, ends_at__gte=since)


@dataclass(frozen=True)
class Wanted:
    """How a list is narrowed and sorted."""

    when: str = "coming"
    text: str = ""
    state: str = ""
    school: str = ""
    sort: str = ""

    @property
    def sorting(self) -> str:
        return self.sort if self.sort in SORTS else ("date" if self.when == "coming" else "-date")


def at_schools_called(words: Sequence[str]) -> Q:
    """Return what makes a Task Group one of a school that is searched by each of these words, in small letters.

    Each Task Group looks at its own school: joined, PostgreSQL looks through every school of the country first.
    """
    called = Subquery(School.objects.filter(pk=OuterRef("school")).values("search_text")[:1])
    return Q(*(GreaterThan(StrIndex(called, Value(word)), 0) for word in words))


def listed(known: QuerySet[TaskGroup], wanted: Wanted, person: Person) -> QuerySet[TaskGroup]:
    """Return the Task Groups wanted, each with its chair's name and the person's own part, in one query."""
    now = timezone.now()
    found = known.filter(coming(now)) if wanted.when == "coming" else known.exclude(coming(now))
    found = found.filter(at_schools_called(plain(wanted.text).split()[:6]))
    if wanted.state in State.values:
        found = found.filter(state=wanted.state)
    if urn := whole(wanted.school):
        found = found.filter(school__urn=urn)
    seats = Seat.objects.current().filter(task_group=OuterRef("pk"))
    return found.annotate(
        chair_name=Subquery(seats.filter(part=Seat.Part.CHAIR).values("person__name")[:1]),
        chair_key=Subquery(seats.filter(part=Seat.Part.CHAIR).values("person")[:1]),
        own_part=Subquery(seats.filter(person=person).values("part")[:1]),
        own_reply=Subquery(seats.filter(person=person).values("reply")[:1]),
    ).order_by(*SORTS[wanted.sorting])


def chairs_by_role(groups: Iterable[TaskGroup]) -> dict[int, str]:
    """Return who chairs each of these (as `listed` gives them) by role and place, by their keys; one query."""
    chaired = {group: int(getattr(group, "chair_key", 0) or 0) for group in groups}
    roles = roles_by_person(set(chaired.values())) if chaired else {}
    return {
        group.pk: role_on(roles.get(key, []), timezone.localdate(group.starts_at), group.school) if key else ""
        for group, key in chaired.items()
    }


def counts(known: QuerySet[TaskGroup]) -> dict[str, int]:
    """Return how many are still to come and how many are past."""
    to_come = coming(timezone.now())
    return known.order_by().aggregate(coming=Count("pk", filter=to_come), past=Count("pk", filter=~to_come))


@dataclass(frozen=True)
class Comes:
    """Somebody who comes for an item, and why."""

    name: str
    part: str
    reason: str


@dataclass(frozen=True)
class AgendaRow:
    """An item with the time it begins and the people asked for it alone."""

    item: AgendaItem
    begins: datetime
    because: Sequence[str]
    comes: Sequence[Comes]


def agenda_rows(group: TaskGroup, *, with_school: bool, called: Mapping[int, str] | None = None) -> list[AgendaRow]:
    """Return the agenda in order, in two queries. `with_school` adds the reasons drawn from the school's own view.

    `called` is what everybody with a seat is called, as `called_in` gives it; by name without it.
    """
    places = SeatItem.objects.filter(seat__left_at=None).select_related("seat__person").order_by("seat__person__name")
    rows, begins = [], group.starts_at
    for item in group.agenda.prefetch_related(Prefetch("places", places)):
        because = [*item.because, *(item.because_school if with_school else [])]
        comes = [Comes(_called(p.seat, called), p.seat.get_part_display(), p.reason) for p in item.places.all()]
        rows.append(AgendaRow(item, begins, because, comes))
        begins += timedelta(minutes=item.minutes)
    return rows


def called_in(group: TaskGroup, seats: Iterable[Seat], *, named: bool) -> dict[int, str]:
    """Return what those with a seat are called, by their keys: names, or else roles and places, in one query."""
    if named:
        return {seat.person_id: seat.person.name for seat in seats}
    people = {seat.person_id for seat in seats}
    roles, on = roles_by_person(people), timezone.localdate(group.starts_at)
    return {pk: role_on(roles.get(pk, []), on, group.school) for pk in people}


def _called(seat: Seat, called: Mapping[int, str] | None) -> str:
    return seat.person.name if called is None else called.get(seat.person_id, NO_ROLE)


def seats_of(group: TaskGroup) -> list[Seat]:
    """Return the seats that are taken, with their people and items, in the order of their parts; three queries.

    Each has `opens`: whether it opens a door, or who sits there has left (`Seat.objects.open_on`).
    """
    order = list(Seat.Part.values)
    opens = Exists(Seat.objects.open_on(timezone.localdate()).filter(pk=OuterRef("pk")))
    places = SeatItem.objects.select_related("item").order_by("item__position")
    taken = group.seats.current().annotate(opens=opens).select_related("person")
    found = taken.prefetch_related(Prefetch("places", places))
    return sorted(found, key=lambda seat: (order.index(seat.part), seat.person.name))


def reply_counts(seats: Sequence[Seat]) -> dict[str, int]:
    """Return how many answered what, by the words of the answer; those never invited are left out."""
    counted = {label: 0 for _, label in Seat.Reply.choices}
    for seat in seats:
        if seat.invited_at:
            counted[seat.get_reply_display()] += 1
    return counted
