"""As what somebody sits in a Task Group: read with it, or once a request, and kept there."""

from django.db.models import F, FilteredRelation, Q

from taskgroups.meetings.hidden import not_hidden_from
from taskgroups.meetings.models import Seat, TaskGroup
from taskgroups.meetings.models.task_group import SeatQuerySet
from taskgroups.people.models import Person
from taskgroups.schools import policy as schools
from taskgroups.schools.models import School

Part = Seat.Part


def task_group_for(person: Person, group_id: str, *more: str) -> TaskGroup | None:
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
    part = seated_as(person, group)
    if part:
        return part
    return Part.HOST if schools.is_staff(person, group.school) else ""


def seated_as(person: Person, group: TaskGroup) -> str:
    """The part of the person's seat, '' for none; no query where the Task Group was read for this person."""
    read_for: tuple[int, str] | None = group.__dict__.get("_read_for")
    if read_for and read_for[0] == person.pk:
        return read_for[1]
    seat = seat_of(person, group)
    return seat.part if seat else ""


def has_clerk(group: TaskGroup) -> bool:
    """Whether somebody clerks it; no query where the Task Group was read for a page."""
    read: bool | None = group.__dict__.get("clerked")
    return group.seats.current().filter(part=Part.CLERK).exists() if read is None else read
