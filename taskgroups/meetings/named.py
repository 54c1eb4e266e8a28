"""Whom the plan of a Task Group names to somebody: to those who sit or sat there, the host school and the lead."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q

from taskgroups.meetings.models import Event, Seat, TaskGroup
from taskgroups.meetings.seated import part_in, seat_of
from taskgroups.people.models import Person
from taskgroups.schools import policy as schools


def was_in_room(person: Person, group: TaskGroup) -> bool:
    """Whether a person has or had a seat, or was noted as having come."""
    return bool(seat_of(person, group)) or TaskGroup.objects.filter(_was_there(person), pk=group.pk).exists()


def _was_there(person: Person) -> Q:
    sat = Seat.objects.filter(task_group=OuterRef("pk"), person=person)
    came = Event.objects.filter(
        task_group=OuterRef("pk"), kind=Event.Kind.ATTENDANCE, payload__person=person.pk, payload__came=True
    )
    return Q(Exists(sat)) | Q(Exists(came))


def reads_who_comes(person: Person, group: TaskGroup) -> bool:
    """Whether its plan names people to this person: to those who sit or sat there, the host school and the lead.

    Whoever else knows of it, for their school reads what a closed one left, reads roles and schools.
    """
    near = schools.leads(person, group.consortium) or bool(part_in(person, group))
    return near or was_in_room(person, group)


def read_who_comes(person: Person, groups: Iterable[TaskGroup]) -> set[int]:
    """The rule of `reads_who_comes` for a list: the keys of such; one query where roles do not say it of all."""
    known = list(groups)
    near = {one.pk for one in known if schools.leads(person, one.consortium) or schools.is_staff(person, one.school)}
    rest = [one.pk for one in known if one.pk not in near]
    there = TaskGroup.objects.filter(_was_there(person), pk__in=rest)
    return near | set(there.values_list("pk", flat=True)) if rest else near
