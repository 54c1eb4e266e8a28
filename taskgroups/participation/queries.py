"""Reads who took which part in a consortium's Task Groups in one school year, in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from functools import cached_property

from django.db.models import Min, Q
from django.utils import timezone

from taskgroups.assurance.statement.people import Attendance, attendance
from taskgroups.kit.design.words import day, listed, school_year
from taskgroups.meetings.hidden import not_hidden_from
from taskgroups.meetings.models import Seat, TaskGroup
from taskgroups.participation.models import Offer
from taskgroups.participation.parts import Kind, Part, Taking, ends_of, year_of
from taskgroups.participation.trained import trained_in
from taskgroups.people.models import Person
from taskgroups.schools.models import Consortium, Role, School

State = TaskGroup.State
KINDS = {
    Seat.Part.CHAIR: Kind.CHAIRED,
    Seat.Part.CO_CHAIR: Kind.CO_CHAIRED,
    Seat.Part.MEMBER: Kind.SAT,
    Seat.Part.OBSERVER: Kind.OBSERVED,
    Seat.Part.CLERK: Kind.CLERKED,
    Seat.Part.GUEST: Kind.CAME,
}


def years_of(consortium: Consortium, today: date) -> list[tuple[int, str]]:
    """The school years one can choose, the newest first: from that of the first Task Group to the one after this."""
    now = year_of(today)
    began = TaskGroup.objects.filter(consortium=consortium).order_by().aggregate(first=Min("starts_at"))["first"]
    first = min(now, year_of(timezone.localdate(began))) if began else now
    return [(year, school_year(year)) for year in range(now + 1, first - 1, -1)]


def offers_of(consortium: Consortium) -> dict[int, Offer]:
    """The last part that each was offered in the consortium, by their key; one query."""
    found = Offer.objects.filter(consortium=consortium).order_by("sent_at", "pk")
    return {one.person_id: one for one in found}


@dataclass(frozen=True)
class Year:
    """A consortium's school year, read for one person: its Task Groups, and who had which part in them."""

    consortium: Consortium
    year: int
    reader: Person

    @property
    def moments(self) -> tuple[datetime, datetime]:
        """The first and the last moment of the year."""
        first, last = ends_of(self.year)
        whole = datetime.combine(first, time.min), datetime.combine(last, time.max)
        return timezone.make_aware(whole[0]), timezone.make_aware(whole[1])

    @cached_property
    def groups(self) -> list[TaskGroup]:
        """The Task Groups held, under way or planned in the year that this person may know of, by day; one query.

        One that was put off is among them again once it has a new date.
        """
        found = TaskGroup.objects.filter(consortium=self.consortium, starts_at__range=self.moments)
        found = found.filter(not_hidden_from(self.reader)).exclude(state__in=[State.CANCELLED, State.POSTPONED])
        return list(found.select_related("school").order_by("starts_at", "pk"))

    @cached_property
    def roles(self) -> list[Role]:
        """Headships of the consortium's schools and roles of chair in it, held at any time of the year; one query."""
        first, last = ends_of(self.year)
        held = Role.objects.filter(Q(ends=None) | Q(ends__gte=first), starts__lte=last, person__is_active=True)
        found = held.heads_and(self.consortium, Role.Kind.CHAIR).select_related("person", "school")
        return list(found.order_by("person__name", "person_id", "-kind", "school__name", "pk"))

    def people(self) -> list[Taking]:
        """Everybody who could take part, by name, with the parts they had; six queries."""
        by_person: dict[int, list[Role]] = defaultdict(list)
        for role in self.roles:
            by_person[role.person_id].append(role)
        given = self.given(by_person)
        trained = trained_in(self.consortium, list(by_person), *self.moments)
        return [
            replace(_taking(roles, timezone.localdate()), parts=_sorted([*given[key], *self._hosted(roles)]),
                    trained=tuple(trained.get(key, ())))
            for key, roles in by_person.items()
        ]  # fmt: skip

    def given(self, people: Collection[int]) -> dict[int, list[Part]]:
        """The parts that people had at Task Groups of schools not their own, by their keys; two queries."""
        groups = {one.pk: one for one in self.groups}
        seats = Seat.objects.current().filter(task_group__in=groups, person__in=people).exclude(part=Seat.Part.HOST)
        there = attendance([pk for pk, one in groups.items() if one.state == State.CLOSED])
        found: dict[int, list[Part]] = defaultdict(list)
        for seat in seats.order_by("pk"):
            if part := _part(seat, groups[seat.task_group_id], there):
                found[seat.person_id].append(part)
        return found

    def _hosted(self, roles: Iterable[Role]) -> list[Part]:
        """The Task Groups of schools at the days on which these roles made somebody their head."""
        headed = [one for one in roles if one.kind == Role.Kind.HEAD]
        return [
            hosting(group)
            for group in self.groups
            if any(one.school_id == group.school_id and _held_on(one, day_of(group)) for one in headed)
        ]


def hosting(group: TaskGroup) -> Part:
    """A Task Group as its host school's part."""
    return _at(group, Kind.HOSTED)


def _part(seat: Seat, group: TaskGroup, there: dict[int, Attendance]) -> Part | None:
    """What a seat came to: None where its person did not come, or said that they will not."""
    if group.state != State.CLOSED:
        return _at(group, KINDS[Seat.Part(seat.part)]) if seat.reply != Seat.Reply.NO else None
    came = there[group.pk]
    return _at(group, KINDS[Seat.Part(came.part(seat))]) if came.has(seat) else None


def _at(group: TaskGroup, kind: Kind) -> Part:
    held = group.state == State.CLOSED
    return Part(kind, day_of(group), group.school.name, group.school.urn, group.public_id, planned=not held)


def day_of(group: TaskGroup) -> date:
    return timezone.localdate(group.opened_at or group.starts_at)


def _held_on(role: Role, on: date) -> bool:
    return role.starts <= on and (role.ends is None or role.ends >= on)


def _taking(roles: list[Role], today: date) -> Taking:
    """What somebody is here by their roles of the year, and until when where none is left today."""
    person, left = roles[0].person, [one for one in roles if one.ends is None or one.ends >= today]
    told = left or roles
    heads = list(dict.fromkeys(one.school.name for one in told if one.school))
    what = f"Head of {listed(heads)}" if heads else "Chair, of no school here"
    until = None if left else max(one.ends for one in roles if one.ends)
    own = tuple(dict.fromkeys(one.school.urn for one in roles if one.school))
    return Taking(person.pk, person.name, f"{what}, until {day(until)}" if until else what, own, until)


def _sorted(parts: Iterable[Part]) -> tuple[Part, ...]:
    return tuple(sorted(parts, key=lambda one: (one.on, one.school)))


@dataclass(frozen=True)
class Exchange:
    """What one school gave to others and received from them in a year; people are not named."""

    school: School
    gave: tuple[Part, ...]
    received: tuple[Part, ...]


def exchanges_of(year: Year, schools: Collection[School]) -> list[Exchange]:
    """What each of these schools gave, by what its people were there on the day, and received; four queries."""
    first, last = ends_of(year.year)
    own = Role.objects.filter(school__in=schools, kind__in=Role.SCHOOL_KINDS, starts__lte=last)
    roles = list(own.filter(Q(ends=None) | Q(ends__gte=first)).order_by("pk"))
    given = year.given({role.person_id for role in roles})
    return [Exchange(one, _gave(one, roles, given), _received(one, year.groups)) for one in schools]


def _gave(school: School, roles: Iterable[Role], given: dict[int, list[Part]]) -> tuple[Part, ...]:
    """The parts its people had elsewhere; somebody with two roles at it counts once in each Task Group."""
    found = {
        (role.person_id, part.group): part
        for role in roles
        if role.school_id == school.pk
        for part in given.get(role.person_id, ())
        if part.urn != school.urn and _held_on(role, part.on)
    }
    return _sorted(found.values())


def _received(school: School, groups: Iterable[TaskGroup]) -> tuple[Part, ...]:
    return _sorted(hosting(one) for one in groups if one.school_id == school.pk)
