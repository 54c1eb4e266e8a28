"""Answering an invitation, and accepting the protocols: once or many times, the last answer counts."""

from django.db import transaction
from django.utils import timezone

from taskgroups.kit.access import audit
from taskgroups.kit.access.refused import Refused
from taskgroups.kit.design.words import day_clock
from taskgroups.meetings import protocols
from taskgroups.meetings.models import Seat, TaskGroup

State = TaskGroup.State


@transaction.atomic
def reply(*, seat: Seat, answer: str) -> Seat:
    """Note an answer, 'yes', 'maybe' or 'no'. The same answer again writes nothing."""
    seat = _held(seat)
    refuse_late(seat)
    if answer not in (Seat.Reply.YES, Seat.Reply.MAYBE, Seat.Reply.NO):
        raise Refused("That is not one of the answers. Choose yes, perhaps or no.")
    if seat.reply != answer:
        before = seat.get_reply_display()
        seat.reply, seat.replied_at = answer, timezone.now()
        seat.save(update_fields=["reply", "replied_at"])
        _note(seat, "replied", before=before, now=seat.get_reply_display())
    return seat


@transaction.atomic
def accept_protocols(*, seat: Seat) -> Seat:
    """Note that somebody accepts the protocols in force; the first day they did so is kept."""
    seat = _held(seat)
    if seat.left_at:
        raise Refused("You no longer have a seat in this Task Group, so there is nothing to accept.")
    if seat.task_group.state in (State.CANCELLED, State.CLOSED):
        raise Refused("This Task Group is over, so there is nothing to accept.")
    version = protocols.current().version
    if seat.protocols_accepted_at is None or seat.protocols_version != version:
        seat.protocols_accepted_at, seat.protocols_version = timezone.now(), version
        seat.save(update_fields=["protocols_accepted_at", "protocols_version"])
        _note(seat, "accepted the protocols", version=version)
    return seat


def why_closed(seat: Seat) -> str:
    """Return why no answer can be given any more, in words, or '' where one can."""
    group = seat.task_group
    if seat.left_at:
        return "You no longer have a part in this Task Group. Nobody expects a reply."
    if group.state == State.CANCELLED:
        return "This Task Group has been cancelled. Nobody expects a reply."
    if group.state == State.POSTPONED:
        return "This Task Group has been postponed. You will be asked again when it has a new date."
    if group.state != State.PLANNED or group.starts_at <= timezone.now():
        return f"This Task Group began on {day_clock(group.starts_at)}. A reply can no longer be given."
    return ""


def refuse_late(seat: Seat) -> None:
    """Raise Refused where no answer can be given any more."""
    if why := why_closed(seat):
        raise Refused(why)


def _held(seat: Seat) -> Seat:
    found = Seat.objects.select_for_update(of=("self",)).select_related("person", "task_group__school")
    return found.get(pk=seat.pk)


def _note(seat: Seat, verb: str, **details: str) -> None:
    group = seat.task_group
    audit.note(by=seat.person, verb=verb, school_urn=group.school.urn, about=group.public_id, **details)
