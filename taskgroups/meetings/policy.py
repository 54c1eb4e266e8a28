"""Who may see and do what in a Task Group. Every finder returns it for this person, or None."""

from datetime import timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from taskgroups.meetings.hidden import not_hidden_from
from taskgroups.meetings.models import Seat, TaskGroup
from taskgroups.meetings.seated import has_clerk, part_in, seated_as, task_group_for
from taskgroups.people.models import Person
from taskgroups.schools import policy as schools
from taskgroups.schools.models import Consortium, Role, Thing

Part = Seat.Part
REACHES = timedelta(days=90)


def task_groups_for(person: Person) -> QuerySet[TaskGroup]:
    """Every Task Group this person may know of: a seat in it, their own school, or a consortium they lead.

    What was held at a closed school is known to those who may read what it left.
    """
    seated = Seat.objects.open_on(schools.today()).filter(person=person).values("task_group")
    own = Q(school__in=schools.staffed_by(person)) | Q(school__in=schools.left_to(person))
    near = Q(pk__in=seated) | own | Q(consortium__in=schools.led_by(person))
    return TaskGroup.objects.filter(near).filter(not_hidden_from(person)).select_related("school", "consortium")


def known_task_group(person: Person, group_id: str, *more: str) -> TaskGroup | None:
    """Those with a seat, the host school's people, and the consortium's lead."""
    group = task_group_for(person, group_id, *more)
    return group if group and knows_of(person, group) else None


def planned_task_group(person: Person, group_id: str) -> TaskGroup | None:
    """The chair of the Task Group, the consortium's lead, and its clerk."""
    group = known_task_group(person, group_id)
    return group if group and plans(person, group) else None


def peopled_task_group(person: Person, group_id: str) -> TaskGroup | None:
    """Those who plan the Task Group, and the head of the host school for the school's own people."""
    group = known_task_group(person, group_id)
    return group if group and (plans(person, group) or schools.is_head(person, group.school)) else None


def planned_consortia(person: Person) -> list[Consortium] | None:
    """Consortium leads, and chairs, for the schools of their consortia."""
    kinds = (Role.Kind.LEAD, Role.Kind.CHAIR)
    found = {r.consortium_id: r.consortium for r in schools.roles_of(person) if r.kind in kinds and r.consortium}
    return sorted(found.values(), key=lambda one: one.name) or None


def may_read_preparation(person: Person, group: TaskGroup) -> bool:
    """Whether this person may read the school's preparation, and reasons that rest on it."""
    if schools.is_staff(person, group.school):
        return True
    sent = group.prepared_at is not None and group.state != TaskGroup.State.CANCELLED
    return sent and bool(seated_as(person, group))


def seated_task_group(person: Person, group_id: str) -> TaskGroup | None:
    """Those in the room: everybody with a seat, and the host school's head, leaders and governors."""
    group = known_task_group(person, group_id)
    return group if group and part_in(person, group) else None


def chaired_task_group(person: Person, group_id: str) -> TaskGroup | None:
    """The chair of the Task Group."""
    return _with_part(person, group_id, {Part.CHAIR})


def prepared_by_chairs(person: Person, group_id: str) -> TaskGroup | None:
    """The chair and the co-chair of the Task Group."""
    return _with_part(person, group_id, {Part.CHAIR, Part.CO_CHAIR})


def ever_chaired_task_group(person: Person, group_id: str) -> TaskGroup | None:
    """The chair of the Task Group, and who chaired it before a hand-over: each about the time they chaired."""
    group = seated_task_group(person, group_id)
    if group is None or part_in(person, group) == Part.CHAIR:
        return group
    return group if group.handed_over_by(person) else None


def clerked_task_group(person: Person, group_id: str) -> TaskGroup | None:
    """The clerk of the Task Group, and its chair where it has no clerk."""
    group = _with_part(person, group_id, {Part.CHAIR, Part.CLERK}, "record")
    return group if group and _clerks(person, group) else None


def run_task_group(person: Person, group_id: str) -> TaskGroup | None:
    """The chair and the clerk of the Task Group."""
    return _with_part(person, group_id, {Part.CHAIR, Part.CLERK})


def opened_task_group(person: Person, group_id: str) -> TaskGroup | None:
    """The chair and the clerk of the Task Group, once its room was opened."""
    group = run_task_group(person, group_id)
    return group if group and group.opened_at else None


def noted_task_group(person: Person, group_id: str) -> TaskGroup | None:
    """The chair and the clerk of the Task Group, once its room was opened; and who chaired it before a hand-over, for
    what a device kept from then (`domain.late` asks when)."""
    group = seated_task_group(person, group_id)
    if group is None or group.opened_at is None:
        return None
    runs = part_in(person, group) in (Part.CHAIR, Part.CLERK)
    return group if runs or group.handed_over_by(person) else None


def corrected_task_group(person: Person, group_id: str) -> TaskGroup | None:
    """The chair and the clerk while it is under way; once it is closed the clerk, or the chair where there is none."""
    group = run_task_group(person, group_id)
    if group and group.state == TaskGroup.State.CLOSED and not _clerks(person, group):
        return None
    return group


def sees_confidential(person: Person, group: TaskGroup) -> bool:
    """Whether the person may read confidential notes: the chair, the clerk, and the head of the host school."""
    return part_in(person, group) in (Part.CHAIR, Part.CLERK) or schools.is_head(person, group.school)


def opened_to_take_out(person: Person, group_id: str) -> TaskGroup | None:
    """The chair, the clerk and the head of the host school, once its room was opened; a locked record too."""
    group = known_task_group(person, group_id)
    return group if group and may_take_out(person, group) else None


def may_take_out(person: Person, group: TaskGroup) -> bool:
    """The rule of `opened_to_take_out` for one they know of: who reads every word of it."""
    return group.opened_at is not None and sees_confidential(person, group)


def reaches_the_school(person: Person, group: TaskGroup) -> bool:
    """Whether who takes words out of a Task Group changes the school's actions and other records with it.

    The head of the host school always; its chair and clerk until it has been closed for ninety days. After that theirs
    are the words of the Task Group alone: a school has long gone on by then.
    """
    if schools.is_head(person, group.school):
        return True
    return group.closed_at is None or timezone.now() < group.closed_at + REACHES


def headed_task_group(person: Person, group_id: str) -> TaskGroup | None:
    """The head of the host school."""
    group = known_task_group(person, group_id)
    return group if group and schools.is_head(person, group.school) else None


def prepared_task_group(person: Person, group_id: str) -> TaskGroup | None:
    """The host school's people; everybody with a seat once it was sent, unless the Task Group is cancelled."""
    group = seated_task_group(person, group_id)
    return group if group and may_read_preparation(person, group) else None


def recorded_task_group(person: Person, group_id: str) -> TaskGroup | None:
    """The record: those with a seat and the host school; once agreed, whoever the school shares records with."""
    group = task_group_for(person, group_id, "record")
    return group if group and may_read_record(person, group) else None


def may_read_record(person: Person, group: TaskGroup) -> bool:
    """The rule of `recorded_task_group` for one Task Group."""
    if part_in(person, group):
        return True
    return group.is_recorded and schools.may_see(person, group.school, Thing.RECORD)


def may_watch(channel: str, people: frozenset[str]) -> set[str]:
    """Who of these people (keys as text) may watch a room: those seated, and the host school's people. One query."""
    group_id = channel.removeprefix("room/")
    seated = Q(seats__in=Seat.objects.open_on(schools.today()).filter(task_group__public_id=group_id))
    host = Q(roles__in=Role.objects.on(schools.today()).filter(
        kind__in=Role.SCHOOL_KINDS, school__task_groups__public_id=group_id
    ))  # fmt: skip
    found = Person.objects.filter(seated | host, is_active=True, pk__in=people)
    return {str(pk) for pk in found.values_list("pk", flat=True)}


def _with_part(person: Person, group_id: str, parts: set[str], *more: str) -> TaskGroup | None:
    group = known_task_group(person, group_id, *more)
    return group if group and part_in(person, group) in parts else None


def knows_of(person: Person, group: TaskGroup) -> bool:
    """The rule of `task_groups_for` for one Task Group, from roles and seat that the page reads anyway."""
    near = schools.is_staff(person, group.school) or schools.leads(person, group.consortium)
    return near or bool(seated_as(person, group)) or schools.reads_what_it_left(person, group.school)


def plans(person: Person, group: TaskGroup) -> bool:
    """The rule of `planned_task_group` for one they know of."""
    return schools.leads(person, group.consortium) or part_in(person, group) in (Part.CHAIR, Part.CLERK)


def _clerks(person: Person, group: TaskGroup) -> bool:
    """Of the chair and the clerk: whether the record is theirs to write."""
    return part_in(person, group) == Part.CLERK or not has_clerk(group)
