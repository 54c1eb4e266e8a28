"""Who may see and do what in a Task Group. Every finder returns it for this person, or None."""

from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Any

from django.db.models import Exists, F, FilteredRelation, OuterRef, Q, QuerySet
from django.utils import timezone

from taskgroups.meetings.models import Event, Seat, TaskGroup
from taskgroups.meetings.models.task_group import SeatQuerySet
from taskgroups.people.models import Person
from taskgroups.schools import policy as schools
from taskgroups.schools.models import Consortium, Role, School, Thing

Part = Seat.Part
REACHES = timedelta(days=90)
Away = Callable[[], QuerySet[Any, Any]]  # keys of schools
_away: list[Away] = []


def hide_from_others(which: Away) -> None:
    """Floors above say here whose Task Groups nobody but the school's own people may open now."""
    if which not in _away:
        _away.append(which)


def not_hidden() -> Q:
    """Which Task Groups no floor above hides from everybody but the school's own people: for counts over many."""
    shown = Q()
    for which in _away:
        shown &= ~Q(school__in=which())
    return shown


def not_hidden_from(person: Person) -> Q:
    """Which Task Groups no floor above hides from the person."""
    own = [r.school_id for r in schools.roles_of(person) if r.kind in Role.SCHOOL_KINDS]
    shown = Q()
    for which in _away:
        shown &= Q(school__in=own) | ~Q(school__in=which())
    return shown


def task_groups_for(person: Person) -> QuerySet[TaskGroup]:
    """Every Task Group this person may know of: a seat in it, their own school, or a consortium they lead.

    What was held at a closed school is known to those who may read what it left.
    """
    roles = schools.roles_of(person)
    own = [r.school_id for r in roles if r.kind in Role.SCHOOL_KINDS]
    led = [r.consortium_id for r in roles if r.kind == Role.Kind.LEAD]
    seated = Seat.objects.open_on(schools.today()).filter(person=person).values("task_group")
    known = TaskGroup.objects.filter(
        Q(pk__in=seated) | Q(school__in=own) | Q(school__in=schools.left_to(person)) | Q(consortium__in=led)
    )
    known = known.filter(not_hidden_from(person))
    return known.select_related("school", "consortium")


def seat_of(person: Person, group: TaskGroup) -> Seat | None:
    """The person's seat, or None. Read once per request."""
    seats: dict[int, Seat | None] = person.__dict__.setdefault("_seats", {})
    if group.pk not in seats:
        own = Seat.objects.filter(task_group=group, person=person)
        seat = own.current().first()
        seats[group.pk] = seat if seat and opens(person, group.school, seat.part, own) else None
    return seats[group.pk]


def opens(person: Person, school: School, part: str, own: SeatQuerySet) -> bool:
    """Whether a seat that nobody took away opens its door (`open_on`): `own`, of this person, with this part.

    The roles that every page reads say so of most; the rule itself is asked about who holds none today, and about who
    sat for the host school and is not of it.
    """
    here = schools.is_staff(person, school) if part == Part.HOST else bool(schools.roles_of(person))
    return (here and person.is_active) or own.open_on(schools.today()).exists()


def opens_nothing(seat: Seat) -> bool:
    """Whether a seat that nobody took away opens no door any more: who sat there has left (`open_on`)."""
    return seat.left_at is None and not Seat.objects.open_on(schools.today()).filter(pk=seat.pk).exists()


def part_in(person: Person, group: TaskGroup) -> str:
    """The person's part: their seat's, 'host' for the school's own people, '' for none."""
    part = _seated_as(person, group)
    if part:
        return part
    return Part.HOST if schools.is_staff(person, group.school) else ""


def _seated_as(person: Person, group: TaskGroup) -> str:
    """The part of the person's seat, '' for none; no query where the Task Group was read for this person."""
    read_for: tuple[int, str] | None = group.__dict__.get("_read_for")
    if read_for and read_for[0] == person.pk:
        return read_for[1]
    seat = seat_of(person, group)
    return seat.part if seat else ""


def known_task_group(person: Person, group_id: str, *more: str) -> TaskGroup | None:
    """Those with a seat, the host school's people, and the consortium's lead."""
    group = _task_group(person, group_id, *more)
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
    return sent and bool(_seated_as(person, group))


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
    group = _task_group(person, group_id, "record")
    return group if group and may_read_record(person, group) else None


def may_read_record(person: Person, group: TaskGroup) -> bool:
    """The rule of `recorded_task_group` for one Task Group."""
    if part_in(person, group):
        return True
    return group.is_recorded and schools.may_see(person, group.school, Thing.RECORD)


def has_clerk(group: TaskGroup) -> bool:
    """Whether somebody clerks it; no query where the Task Group was read for a page."""
    read: bool | None = group.__dict__.get("clerked")
    return group.seats.current().filter(part=Part.CLERK).exists() if read is None else read


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


def _task_group(person: Person, group_id: str, *more: str) -> TaskGroup | None:
    """The Task Group with this address, whoever asks, with its school and consortium, and `more`; one query.

    It comes with what its pages ask about first: as what the person is seated, and whether anybody clerks it.
    """
    own = FilteredRelation("seats", condition=Q(seats__person=person, seats__left_at=None))
    clerk = FilteredRelation("seats", condition=Q(seats__part=Part.CLERK, seats__left_at=None))
    read = TaskGroup.objects.select_related("school", "consortium", *more).alias(own=own, clerk=clerk).order_by()
    read = read.annotate(seated_as=F("own__part"), clerk_seat=F("clerk__pk"))
    found = list(read.filter(not_hidden_from(person), public_id=group_id)[:1])  # once, though two may clerk it
    for group in found:
        part, seat = group.__dict__.pop("seated_as"), Seat.objects.filter(task_group=group, person=person)
        group.__dict__["clerked"] = group.__dict__.pop("clerk_seat") is not None
        group.__dict__["_read_for"] = (person.pk, part if part and opens(person, group.school, part, seat) else "")
    return found[0] if found else None


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


def knows_of(person: Person, group: TaskGroup) -> bool:
    """The rule of `task_groups_for` for one Task Group, from roles and seat that the page reads anyway."""
    near = schools.is_staff(person, group.school) or schools.leads(person, group.consortium)
    return near or bool(_seated_as(person, group)) or schools.reads_what_it_left(person, group.school)


def plans(person: Person, group: TaskGroup) -> bool:
    """The rule of `planned_task_group` for one they know of."""
    return schools.leads(person, group.consortium) or part_in(person, group) in (Part.CHAIR, Part.CLERK)


def _clerks(person: Person, group: TaskGroup) -> bool:
    """Of the chair and the clerk: whether the record is theirs to write."""
    return part_in(person, group) == Part.CLERK or not has_clerk(group)
