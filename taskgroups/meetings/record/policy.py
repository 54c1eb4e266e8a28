"""Who may read a record, word it, agree it and lock it. Every finder returns it for this person, or None."""

from taskgroups.meetings import policy
from taskgroups.meetings.models import Record, Seat, TaskGroup
from taskgroups.meetings.named import was_in_room
from taskgroups.meetings.seated import has_clerk, part_in
from taskgroups.people.models import Person
from taskgroups.schools import policy as schools


def reads(person: Person, record: Record) -> bool:
    """Whether a person may read it now: until it is locked the chair, the clerk and the host head; then whoever may.

    The record belongs to the host school: nobody else reads it before its head has agreed it, or it is locked with
    the head's words. After that everybody seated, the school's own people, and those the school shares records with.
    """
    group = record.task_group
    return policy.sees_confidential(person, group) or (record.is_locked and policy.may_read_record(person, group))


def reads_names(person: Person, group: TaskGroup) -> bool:
    """Whether the record names people to this person: to those who sat there, and the host school's own people.

    Everybody else whom the school shares it with reads roles and schools.
    """
    return bool(part_in(person, group)) or was_in_room(person, group)


def opened_record(person: Person, group_id: str) -> TaskGroup | None:
    """Those with a seat and the host school, who see how far it is; once locked, whoever the school shares with."""
    return policy.recorded_task_group(person, group_id)


def read_record(person: Person, group_id: str) -> Record | None:
    """The chair, the clerk and the host head; once it is locked, everybody seated and those the school shares with."""
    group = policy.recorded_task_group(person, group_id)
    record = record_of(group) if group else None
    return record if record and reads(person, record) else None


def worded_record(person: Person, group_id: str) -> Record | None:
    """The clerk of the Task Group, and its chair where it has no clerk."""
    group = policy.clerked_task_group(person, group_id)
    return record_of(group) if group else None


def lockable_record(person: Person, group_id: str) -> Record | None:
    """The clerk and the chair of the Task Group."""
    group = policy.run_task_group(person, group_id)
    return record_of(group) if group else None


def signed_record(person: Person, group_id: str) -> Record | None:
    """The head of the host school."""
    group = policy.headed_task_group(person, group_id)
    return record_of(group) if group else None


def confidential_record(person: Person, group_id: str) -> Record | None:
    """The chair, the clerk and the head of the host school."""
    group = policy.known_task_group(person, group_id)
    if group is None or not policy.sees_confidential(person, group):
        return None
    return record_of(group)


def record_of(group: TaskGroup) -> Record | None:
    """The record of a Task Group that was held; None before. Closing the room began it: reading begins nothing."""
    if group.state != TaskGroup.State.CLOSED:
        return None
    read = "record" in group._state.fields_cache
    record = getattr(group, "record", None) if read else Record.objects.filter(task_group=group).first()
    if record:
        record.task_group = group
    return record


def may_word(person: Person, group: TaskGroup) -> bool:
    """Whether the person words the record: the clerk, and the chair where there is no clerk."""
    part = part_in(person, group)
    return part == Seat.Part.CLERK or (part == Seat.Part.CHAIR and not has_clerk(group))


def may_lock(person: Person, group: TaskGroup) -> bool:
    """Whether the person may lock a record on which head and clerk still differ: the clerk and the chair."""
    return part_in(person, group) in (Seat.Part.CLERK, Seat.Part.CHAIR)


def is_host_head(person: Person, group: TaskGroup) -> bool:
    """Whether the person is the head of the host school."""
    return schools.is_head(person, group.school)
