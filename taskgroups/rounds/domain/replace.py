"""Somebody cannot come: who could take the place, and giving it to one of them."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from taskgroups.kit.access.refused import Refused
from taskgroups.meetings.domain import plan as planning
from taskgroups.meetings.domain.invite import send_invitations
from taskgroups.meetings.domain.seats import seat as sit
from taskgroups.meetings.domain.seats import take_away
from taskgroups.meetings.models import Seat, TaskGroup
from taskgroups.meetings.plan.terms import Plan
from taskgroups.people.models import Person
from taskgroups.rounds.domain.make import note
from taskgroups.rounds.models import Placing, Round
from taskgroups.rounds.queries import seats_of
from taskgroups.rounds.solving.asking import asked_of
from taskgroups.rounds.solving.replacing import Choice, best, refused
from taskgroups.rounds.solving.rules import Place

Json = dict[str, Any]
OFF = (TaskGroup.State.CANCELLED, TaskGroup.State.POSTPONED)


def replacements(round: Round, seat: Seat) -> list[Choice]:
    """The three best to take a seat of the round, each with reasons."""
    groups = groups_of(round)
    return best(asked_of(round), groups, place_of(seat, groups), busy_then(seat.task_group))


@transaction.atomic
def replace(*, round: Round, seat: Seat, by: Person, person: Person) -> Seat:
    """Give somebody's place to another and return the new seat: the one is told, the other invited. Raises Refused.

    Pressed twice it is done once: where the place was given to this person already, their seat is returned.
    """
    kept = Round.objects.select_for_update(of=("self",), no_key=True).select_related("consortium").get(pk=round.pk)
    old = Seat.objects.select_related("person", "task_group__school").get(pk=seat.pk)
    if old.left_at:
        return _given(kept, old, person)
    groups = groups_of(kept)
    place = place_of(old, groups)
    why = refused(asked_of(kept), groups, place, str(person.pk))
    if why or str(person.pk) in busy_then(old.task_group):
        raise Refused(f"{person.name} {why or 'is in another Task Group then'}. Choose somebody else.")
    kept.placings.filter(task_group=old.task_group, person=old.person).update(ended_at=timezone.now())
    part = Placing.Part.CHAIR if place.chairs else Placing.Part.MEMBER
    school, group = old.task_group.school, old.task_group
    Placing.objects.create(round=kept, school=school, slot=place.slot, person=person, part=part, task_group=group)
    _seat(old, person, by)
    note(kept, by, "gave a place to somebody else", school=school.name, before=old.person.name, now=person.name)
    return seats_of(kept).get(task_group=group, person=person)


def _given(round: Round, old: Seat, person: Person) -> Seat:
    part = Seat.Part.CHAIR if old.part == Seat.Part.CHAIR else Seat.Part.MEMBER  # for a co-chair a member comes
    there = seats_of(round).filter(task_group=old.task_group, person=person, part=part).first()
    if there is None:
        raise Refused("Somebody else has the place already. Look at the round again.")
    return there


def _seat(old: Seat, person: Person, by: Person) -> None:
    group = TaskGroup.objects.get(pk=old.task_group_id)
    if old.part == Seat.Part.CHAIR:
        planning.change(group=group, by=by, base=group.plan_version, wanted=_chaired_by(group, person))
    else:
        take_away(group=group, by=by, seat=old)
        sit(group=group, by=by, person=person, part=Seat.Part.MEMBER)
    send_invitations(group=TaskGroup.objects.get(pk=group.pk), by=by)


def _chaired_by(group: TaskGroup, chair: Person) -> Plan:
    clerk = group.seats.current().filter(part=Seat.Part.CLERK).select_related("person").first()
    noted_by = clerk.person if clerk else None
    return Plan(group.starts_at, group.ends_at, group.place, group.video_link, group.pack, chair, noted_by)


def place_of(seat: Seat, groups: list[Json]) -> Place:
    """A seat as the rules know it. Raises Refused where its Task Group does not meet."""
    urn = seat.task_group.school.urn
    slot = next((group["slot"] for group in groups if group["urn"] == urn), None)
    if slot is None:
        raise Refused("This Task Group is put off or called off. Give it a day first.")
    return Place(str(seat.person_id), urn, slot, seat.part == Seat.Part.CHAIR)


def groups_of(round: Round) -> list[Json]:
    """The Task Groups of a published round that meet, as their people sit now, in a plan's form."""
    slots = dict(round.placings.exclude(task_group=None).values_list("task_group", "slot"))
    found: dict[int, Json] = {}
    for one in seats_of(round).exclude(task_group__state__in=OFF):
        urn = one.task_group.school.urn
        group = found.setdefault(urn, {"urn": urn, "slot": slots[one.task_group_id], "chair": "", "members": []})
        if one.part == Seat.Part.CHAIR:
            group["chair"] = str(one.person_id)
        else:
            group["members"].append(str(one.person_id))
    return list(found.values())


def busy_then(group: TaskGroup) -> set[str]:
    """People who sit in any other Task Group at that time."""
    at_once = TaskGroup.objects.filter(starts_at__lt=group.ends_at, ends_at__gt=group.starts_at)
    others = at_once.exclude(state__in=OFF).exclude(pk=group.pk)
    return {str(key) for key in Seat.objects.current().filter(task_group__in=others).values_list("person", flat=True)}
