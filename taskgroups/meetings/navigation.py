"""The parts of a Task Group that a person may open: Plan, People, Papers, Room, Record."""

from django.urls import NoReverseMatch, reverse

from taskgroups.meetings import policy
from taskgroups.meetings.models import TaskGroup
from taskgroups.meetings.named import was_in_room
from taskgroups.meetings.seated import part_in
from taskgroups.people.models import Person

State = TaskGroup.State
MET = (State.OPEN, State.PAUSED, State.CLOSED)


def group_parts(person: Person, group: TaskGroup, here: str = "") -> list[tuple[str, str, bool]]:
    """Return (text, address, whether it is this page) for `group_nav.jinja`."""
    seated, knows = bool(part_in(person, group)), policy.knows_of(person, group)
    wanted = [
        ("Plan", "task-group", knows),
        ("People", "task-group-people", knows),
        ("Papers", "task-group-papers", policy.may_read_preparation(person, group)),
        ("Room", "task-group-room", seated and group.state != State.CANCELLED),
        ("Record", "task-group-record", group.state in MET and policy.may_read_record(person, group)),
    ]
    found = [(text, _address(name, group), text.lower() == here.lower()) for text, name, may in wanted if may]
    return [(text, address, current) for text, address, current in found if address]


def transcript_page(person: Person, group: TaskGroup) -> str:
    """Return where a person says whether a transcript of the meeting may be used, or '' for who is not in the room."""
    held = group.state != State.CANCELLED and was_in_room(person, group)
    return _address("task-group-transcript-consent", group) if held else ""


def _address(name: str, group: TaskGroup) -> str:
    try:
        return reverse(name, args=[group.public_id])
    except NoReverseMatch:
        return ""
