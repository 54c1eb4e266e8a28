"""Reads of the log. Each takes what one screen needs and no more, however long the meeting was."""

from collections.abc import Collection

from django.db.models import Q, QuerySet

from taskgroups.meetings.models import AgendaItem, Event, TaskGroup
from taskgroups.meetings.projections.entries import Entry, from_event

Kind = Event.Kind
FRAME = (*Event.CLOCK, Kind.ATTENDANCE, Kind.JUDGEMENT, Kind.ACTION, Kind.HANDOVER, Kind.TAKEN_OUT)


def entries_of(
    group: TaskGroup,
    *,
    item: AgendaItem | None = None,
    kinds: Collection[str] | None = None,
    confidential: bool = False,
) -> list[Entry]:
    """Return the entries of a log, or those of one item and those of some kinds, in order; one query.

    Corrections come with what they correct. Confidential notes are left out unless asked for: who may read them is
    for `policy.sees_confidential` to say.
    """
    return [from_event(event) for event in events_of(group, item=item, kinds=kinds, confidential=confidential)]


def events_of(
    group: TaskGroup,
    *,
    item: AgendaItem | None = None,
    kinds: Collection[str] | None = None,
    confidential: bool = False,
) -> QuerySet[Event]:
    """The same as rows, each with the person who wrote it."""
    found = Event.objects.filter(task_group=group).select_related("by").order_by("number")
    wanted = Q()
    if item is not None:
        wanted |= Q(item=item)
    if kinds is not None:
        wanted |= Q(kind__in=kinds) | Q(kind=Kind.CORRECTION, payload__of__in=list(kinds))
    found = found.filter(wanted)
    if not confidential:
        found = found.exclude(kind=Kind.CONFIDENTIAL).exclude(kind=Kind.CORRECTION, payload__of=Kind.CONFIDENTIAL)
    return found


def frame_of(entries: Collection[Entry]) -> list[Entry]:
    """Of entries read: the clock, who came, what was agreed and set with its corrections, what was taken out."""
    return [one for one in entries if (one.payload.get("of") if one.kind == Kind.CORRECTION else one.kind) in FRAME]


def last_numbers(channels: list[str]) -> dict[str, int]:
    """Return how far each room is that exists, by its channel; one query."""
    ids = [channel.removeprefix("room/") for channel in channels if channel.startswith("room/")]
    found = TaskGroup.objects.filter(public_id__in=ids).order_by().values_list("public_id", "last_number")
    return {f"room/{public_id}": number for public_id, number in found}
