"""Invitations by e-mail with a calendar entry: sent, changed and taken back (RFC 5546: REQUEST, CANCEL)."""

from typing import Literal

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from taskgroups.kit import post
from taskgroups.kit.access import audit
from taskgroups.kit.access.refused import Refused
from taskgroups.kit.design.words import clock, weekday
from taskgroups.kit.paper.calendar import Attendee, Entry, Organiser, to_ics
from taskgroups.meetings.domain.versions import hold, refuse_past
from taskgroups.meetings.models import AgendaItem, Seat, TaskGroup
from taskgroups.meetings.plan import letters
from taskgroups.people.models import Person

Method = Literal["REQUEST", "CANCEL"]
Answered = Literal["NEEDS-ACTION", "ACCEPTED", "DECLINED", "TENTATIVE"]
Needed = Literal["CHAIR", "REQ-PARTICIPANT", "OPT-PARTICIPANT"]
ANSWERS: dict[str, Answered] = {"yes": "ACCEPTED", "no": "DECLINED", "maybe": "TENTATIVE"}
NEEDED: dict[str, Needed] = {"chair": "CHAIR", "observer": "OPT-PARTICIPANT", "guest": "OPT-PARTICIPANT"}


@transaction.atomic
def send_invitations(*, group: TaskGroup, by: Person, only: Person | None = None) -> list[Seat]:
    """Invite everybody with a seat who was not invited yet, or `only` one of them, and return them.

    Nobody is invited twice.
    """
    group = hold(group)
    if group.state != TaskGroup.State.PLANNED:
        state = group.get_state_display().lower()
        raise Refused(f"This Task Group is {state}. Invitations go out once it has a date to come.")
    refuse_past(group)
    seats = _seats(group).filter(invited_at=None)
    waiting = list(seats.filter(person=only) if only else seats)
    for seat in waiting:
        _write(seat, letters.invitation(facts_of(seat)), "REQUEST")
        seat.invited_at = timezone.now()
        seat.save(update_fields=["invited_at"])
    if waiting:
        group.invited_at = timezone.now()
        group.save(update_fields=["invited_at"])
        names = [seat.person.name for seat in waiting]
        audit.note(by=by, verb="sent invitations", school_urn=group.school.urn, about=group.public_id, to=names)
    return waiting


def tell_of_change(*, group: TaskGroup, ask_again: bool) -> int:
    """Send those invited the new date, time or place and return how many. `ask_again` forgets their replies.

    Inside the transaction of whoever changes it. The number of the calendar entry rises; its name stays.
    """
    if ask_again:
        group.seats.update(reply=Seat.Reply.NONE, replied_at=None)
    invited = list(_seats(group).exclude(invited_at=None))
    if invited:
        _raise_sequence(group)
    for seat in invited:
        seat.task_group = group
        _write(seat, letters.changed(facts_of(seat), ask_again), "REQUEST")
    return len(invited)


def call_off(*, group: TaskGroup, what: Literal["postponed", "cancelled"]) -> int:
    """Tell those invited that it is off, take it out of their calendars and return how many they are."""
    invited = list(_seats(group).exclude(invited_at=None))
    if invited:
        _raise_sequence(group)
    for seat in invited:
        seat.task_group = group
        _write(seat, letters.called_off(facts_of(seat), what), "CANCEL")
    return len(invited)


def take_back(seat: Seat) -> None:
    """Tell one person, where they were invited, that they need not come. They may be invited again later."""
    if seat.invited_at is None:
        return
    group = seat.task_group
    if group.state == TaskGroup.State.PLANNED:
        _raise_sequence(group)
        _write(seat, letters.called_off(facts_of(seat), "no longer needed"), "CANCEL")
    seat.invited_at, seat.reply, seat.replied_at = None, Seat.Reply.NONE, None
    seat.save(update_fields=["invited_at", "reply", "replied_at"])


def facts_of(seat: Seat) -> letters.Facts:
    """Return what a letter to this person may say. Titles of added items are somebody's own words and stay out."""
    group = seat.task_group
    items = [
        letters.ADDED if item.kind == AgendaItem.Kind.OWN else item.title for item in seat.items.order_by("position")
    ]
    return letters.Facts(
        name=seat.person.name,
        school=group.school.name,
        day=weekday(group.starts_at),
        times=f"{clock(group.starts_at)} to {clock(group.ends_at)}",
        where=where(group),
        part=seat.get_part_display(),
        reason=seat.reason,
        items=list(dict.fromkeys(items)),
        plan=post.link("task-group", group.public_id),
        reply=post.link("reply", seat.reply_token),
        protocols=f"{post.link('reply', seat.reply_token)}#protocols",
    )


def where(group: TaskGroup) -> str:
    """Return the place, the video link, or both."""
    return ", or by video: ".join(filter(None, [group.place, group.video_link]))


def calendar_entry(seat: Seat, method: Method) -> bytes:
    """Return the calendar entry for one person: they and the organiser are all it names."""
    group = seat.task_group
    facts = facts_of(seat)
    entry = Entry(
        uid=f"{group.public_id}@task-groups",
        sequence=group.invitation_sequence,
        starts=group.starts_at,
        ends=group.ends_at,
        summary=f"Task Group, {group.school.name}",
        organiser=Organiser(group.planned_by.name, group.planned_by.email),
        attendees=[
            Attendee(
                seat.person.name,
                seat.person.email,
                NEEDED.get(seat.part, "REQ-PARTICIPANT"),
                ANSWERS.get(seat.reply, "NEEDS-ACTION"),
            )
        ],
        stamp=timezone.now(),
        method=method,
        description=f"{letters.PURPOSE}\n\n{facts.coming}\n\nThe plan: {facts.plan}",
        location=where(group),
        url=facts.plan,
    )
    return to_ics(entry)


def _seats(group: TaskGroup) -> QuerySet[Seat]:
    found = Seat.objects.open_on(timezone.localdate()).filter(task_group=group)
    return found.select_related("person", "task_group__school", "task_group__planned_by")


def _raise_sequence(group: TaskGroup) -> None:
    TaskGroup.objects.filter(pk=group.pk).update(invitation_sequence=F("invitation_sequence") + 1)
    group.refresh_from_db(fields=["invitation_sequence"])


def _write(seat: Seat, words: tuple[str, str], method: Method) -> None:
    subject, text = words
    post.send(
        to=seat.person.email,
        subject=subject[:200],
        text=text,
        attachments=[post.invitation(calendar_entry(seat, method))],
        about=seat.task_group.about,
    )
