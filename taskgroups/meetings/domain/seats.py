"""Who comes to a Task Group, for which items and why. A seat is never deleted: it is left."""

from collections.abc import Callable, Mapping
from datetime import date

from django.db import transaction
from django.utils import timezone

from taskgroups.kit import live
from taskgroups.kit.access.refused import Refused
from taskgroups.meetings.domain import invite, log
from taskgroups.meetings.domain.versions import (
    hold,
    note_change,
    refuse_unless_before,
    refuse_unless_seats_change,
)
from taskgroups.meetings.models import Event, Seat, SeatItem, TaskGroup
from taskgroups.meetings.plan.candidates import candidates
from taskgroups.people.models import Person
from taskgroups.schools.models import Consortium, Role, School
from taskgroups.schools.policy import is_staff

Part = Seat.Part
TOGETHER = {Part.MEMBER, Part.CO_CHAIR}  # a member becomes a co-chair, or again a member, where they sit
NO_ONE = "nobody for this item alone"
REASONS = {
    Part.CHAIR: "Chairs: asks the questions, keeps to the agenda, and leaves the answers to the school.",
    Part.CO_CHAIR: "Prepares and chairs together with the chair, and may take the chair for a part of the meeting.",
    Part.CLERK: "Notes what was judged, what was seen and what the school will do.",
    Part.HOST: "Speaks for the school and owns its actions.",
    Part.MEMBER: "Brings the view of another school, and asks.",
    Part.OBSERVER: "Watches how a Task Group is chaired, in training as a chair.",
    Part.GUEST: "Is invited for what they know of the school.",
}


Chairs = Callable[[Person, School, Consortium], bool]
_chairs_also: list[Chairs] = []


def let_chair(rule: Chairs) -> None:
    """Floors above say here who else may chair at a school, besides those with the role of chair."""
    if rule not in _chairs_also:
        _chairs_also.append(rule)


def take_office(group: TaskGroup, person: Person, part: str) -> Seat:
    """Seat the chair, the clerk or a host head, or give somebody who sits already that part."""
    seat, _ = Seat.objects.get_or_create(
        task_group=group, person=person, defaults={"part": part, "reason": REASONS[Part(part)]}
    )
    if seat.part != part or seat.left_at:
        seat.part, seat.left_at, seat.reason = part, None, REASONS[Part(part)]
        seat.save(update_fields=["part", "left_at", "reason"])
    return seat


def seat_heads(group: TaskGroup) -> None:
    """Seat the head, or the heads, of the host school."""
    heads = Role.objects.on(timezone.localdate()).filter(school=group.school, kind=Role.Kind.HEAD)
    for role in heads.select_related("person"):
        take_office(group, role.person, Part.HOST)


def refuse_chair(person: Person, school: School, consortium: Consortium, day: date) -> None:
    """Raise Refused where a person may not chair: no chair of the consortium, or one of the host school's own."""
    held = Role.objects.on(day).filter(person=person)
    if held.filter(school=school, kind__in=Role.SCHOOL_KINDS).exists():
        raise Refused(
            f"{person.name} belongs to {school}, the host school. A chair comes from outside it, so that the "
            "questions do. Choose somebody else.",
            "chair",
        )
    is_chair = held.filter(consortium=consortium, kind=Role.Kind.CHAIR).exists()
    if not is_chair and not any(rule(person, school, consortium) for rule in _chairs_also):
        raise Refused(f"{person.name} is not a chair in {consortium} on that day. Choose one of its chairs.", "chair")


def refuse_clerk(person: Person, chair: Person, consortium: Consortium, day: date) -> None:
    """Raise Refused where a person may not be the clerk."""
    if person == chair:
        raise Refused(f"{person.name} chairs. Choose another clerk, or none: then the chair notes as well.", "clerk")
    if not Role.objects.on(day).filter(person=person, consortium=consortium, kind=Role.Kind.CLERK).exists():
        raise Refused(f"{person.name} is not a clerk in {consortium} on that day. Choose one of its clerks.", "clerk")


@transaction.atomic
def seat(*, group: TaskGroup, by: Person, person: Person, part: str, reason: str = "") -> Seat:
    """Give somebody a seat in one of the parts open to them (`candidates`), or bring back one they left.

    While the Task Group is under way too: somebody comes late, or was taken away by mistake. A member who is given the
    part of co-chair keeps their seat and their reply, and the other way about.
    """
    group = hold(group)
    refuse_unless_seats_change(group)
    open_parts = candidates(group).parts_of(person)
    if part not in open_parts:
        raise Refused(_cannot(person, part, group, open_parts), "person")
    found = Seat.objects.filter(task_group=group, person=person).first()
    was = found.part if found and found.left_at is None else ""
    if found and was and (was == part or not {was, part} <= TOGETHER):
        raise Refused(f"{person.name} has a seat already, as {found.get_part_display().lower()}.", "person")
    made = take_office(group, person, part)
    if reason:
        made.reason = reason
        made.save(update_fields=["reason"])
    before = Part(was).label if was else ""
    note_change(group, by, "gave a seat", {person.name: [before, made.get_part_display()]})
    return made


def _cannot(person: Person, part: str, group: TaskGroup, open_parts: set[str]) -> str:
    if Part.HOST in open_parts:
        return f"{person.name} belongs to the host school, so sits for it. Choose ‘Somebody of the host school’."
    if part == Part.HOST:
        return f"{person.name} does not belong to {group.school}. Choose another part for them."
    return f"{person.name} cannot sit as {Part(part).label.lower()}. Choose another part, or somebody else."


@transaction.atomic
def choose(*, group: TaskGroup, by: Person, seat: Seat, places: Mapping[int, str], reason: str) -> Seat:
    """Say which items somebody comes for and why: {item's key: reason}. No item means all of them."""
    group = hold(group)
    refuse_unless_before(group)
    items = {item.pk: item for item in group.agenda.all()}
    if unknown := set(places) - set(items):
        raise Refused(f"{len(unknown)} of the items chosen is no longer on the agenda. Choose again.", "items")
    seat.places.exclude(item__in=list(places)).delete()
    for key, why in places.items():
        SeatItem.objects.update_or_create(seat=seat, item=items[key], defaults={"reason": why})
    if reason != seat.reason:
        seat.reason = reason
        seat.save(update_fields=["reason"])
    titles = ", ".join(items[key].title for key in items if key in places) or "all items"
    note_change(group, by, "chose who comes", {seat.person.name: ["", titles]})
    return seat


@transaction.atomic
def choose_for_item(*, group: TaskGroup, by: Person, item: int, wanted: Mapping[Person, str]) -> int:
    """Say which of the host school's people come for one item, and why; return how many.

    Those with a seat for all items stay as they are. Somebody without a seat is given one, for this item.
    """
    group = hold(group)
    refuse_unless_before(group)
    row = group.agenda.filter(pk=item).first()
    if row is None:
        raise Refused("That item is no longer on the agenda. Look at it again.")
    open_to = candidates(group)
    losing = row.places.filter(seat__part=Part.HOST).exclude(seat__person__in=list(wanted))
    alone = alone_for(item)
    lost = set(losing.values_list("seat_id", flat=True))
    losing.delete()
    for person, reason in wanted.items():
        if Part.HOST not in open_to.parts_of(person):
            raise Refused(f"{person.name} does not belong to {group.school}. Choose somebody who does.")
        _place(group, row.pk, person, reason)
    for one in alone:
        if one.pk in lost:
            leave(one)
    names = ", ".join(person.name for person in wanted) or NO_ONE
    note_change(group, by, "chose who comes", {row.title: ["", names]})
    return len(wanted)


def alone_for(item: int) -> list[Seat]:
    """Return the seats of those who come for this item alone: without it they have no reason to come."""
    seats = Seat.objects.current().filter(places__item=item).select_related("task_group", "person")
    return [one for one in seats if one.places.count() == 1]


def _place(group: TaskGroup, item: int, person: Person, reason: str) -> None:
    held = Seat.objects.filter(task_group=group, person=person).first()
    for_all = held is not None and held.left_at is None and not held.places.exists()
    if not for_all:
        sits = take_office(group, person, Part.HOST)
        SeatItem.objects.update_or_create(seat=sits, item_id=item, defaults={"reason": reason})


@transaction.atomic
def take_away(*, group: TaskGroup, by: Person, seat: Seat) -> Seat:
    """Take somebody's seat away. The row stays, with the day; they see nothing of it from now on.

    While the Task Group is under way too: then the log says that they left, and keeps who was there and what they said.
    """
    group = hold(group)
    refuse_unless_seats_change(group)
    seat.refresh_from_db()  # the chair may have been handed over since the page was opened
    if seat.part == Part.CHAIR:
        how = "Choose another under ‘Change the plan’." if group.is_before else "Hand over the chair in the room first."
        raise Refused(f"A Task Group needs its chair. {how}")
    if seat.left_at is None:
        if not group.is_before:
            gone = {"person": seat.person_id, "name": seat.person.name, "came": False, "unseated": True}
            log.append(group=group, by=by, kind=Event.Kind.ATTENDANCE, payload=gone)
        leave(seat)
        note_change(group, by, "took a seat away", {seat.person.name: [seat.get_part_display(), ""]})
    return seat


def leave(seat: Seat) -> None:
    """End a seat now, take the entry out of the person's calendar, and end the streams of what they no longer see.

    Somebody of the host school sees its Task Groups without a seat, too: their pages come back by themselves.
    """
    seat.left_at = timezone.now()
    seat.save(update_fields=["left_at"])
    if seat.task_group.is_before:
        invite.take_back(seat)
    if is_staff(seat.person, seat.task_group.school):
        live.let_go(seat.person_id)
    else:
        live.close(seat.task_group.channel, seat.person_id)
