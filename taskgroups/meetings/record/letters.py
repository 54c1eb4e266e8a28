"""Letters about a record. None of them holds a judgement, or a word of the record: only where to read it."""

from collections.abc import Iterable

from taskgroups.kit import post
from taskgroups.kit.design.words import day
from taskgroups.meetings.models import Record, Seat, TaskGroup
from taskgroups.people.models import Person
from taskgroups.schools.policy import today
from taskgroups.schools.queries import circle

Part = Seat.Part


def ready_for_head(record: Record) -> None:
    """Ask the head to read the record."""
    group = record.task_group
    _send(
        heads_of(group),
        group,
        "Record to read",
        f"The record of the Task Group of {day(group.starts_at)} is ready for you to read. Mark it as accurate, or say "
        "what is not.",
    )


def reminder(record: Record) -> int:
    """Remind the head, in plain words and once; return to how many."""
    group = record.task_group
    return _send(
        heads_of(group),
        group,
        "Record still to be agreed",
        f"The record of the Task Group of {day(group.starts_at)} has been with you since {day(record.sent_at)}, and is "
        "not yet agreed. Mark it as accurate, or say what is not. You will not be reminded again.",
    )


def not_accurate(record: Record) -> None:
    """Tell whoever words the record that the head has said something."""
    group = record.task_group
    _send(
        wording(group),
        group,
        "Record: something to answer",
        f"The head of {group.school.name} has read the record of the Task Group of {day(group.starts_at)} and says "
        "that something is not accurate. Answer each point, then send the record again.",
    )


def locked(record: Record) -> None:
    """Tell everybody seated, and the head, that the record can be read."""
    group = record.task_group
    seats = Seat.objects.open_on(today()).filter(task_group=group).select_related("person")
    seated = [seat.person for seat in seats]
    _send(
        {person.pk: person for person in [*seated, *heads_of(group)]}.values(),
        group,
        "Record",
        f"The record of the Task Group of {day(group.starts_at)} is finished. It belongs to {group.school.name}.",
    )


def heads_of(group: TaskGroup) -> list[Person]:
    """Return the head of the host school today; more than one where a headship is shared."""
    return [role.person for role in circle.heads_of(group.school) if role.person.is_active]


def wording(group: TaskGroup) -> list[Person]:
    """Return the clerk, or the chair where there is none."""
    seats = list(group.seats.current().filter(part__in=[Part.CLERK, Part.CHAIR]).select_related("person"))
    clerks = [seat.person for seat in seats if seat.part == Part.CLERK]
    return clerks or [seat.person for seat in seats]


def _send(people: Iterable[Person], group: TaskGroup, subject: str, text: str) -> int:
    link = post.link("task-group-record", group.public_id)
    sent = 0
    for person in people:
        body = f"Dear {person.name},\n\n{text}\n\n{link}\n"
        post.send(to=person.email, subject=f"{subject}: {group.school.name}"[:200], text=body, about=group.about)
        sent += 1
    return sent
