"""A co-chair for a Task Group of a published round: one of its members, or somebody in addition.

The solver places none, since its contract knows none (ADR 0029). Whoever comes in addition is bound by the same rules
as a member: interests, half-days, and how many Task Groups they offered.
"""

from dataclasses import dataclass

from django.db import transaction

from taskgroups.kit.access.refused import Refused
from taskgroups.meetings.domain.invite import send_invitations
from taskgroups.meetings.domain.seats import seat as sit
from taskgroups.meetings.models import Seat, TaskGroup
from taskgroups.people.models import Person
from taskgroups.rounds.domain.make import note
from taskgroups.rounds.domain.replace import Json, busy_then, groups_of
from taskgroups.rounds.models import Placing, Round
from taskgroups.rounds.queries import seats_of
from taskgroups.rounds.solving.asking import asked_of
from taskgroups.rounds.solving.replacing import Choice, beside, refused_beside
from taskgroups.rounds.solving.rules import Place

Part = Seat.Part


@dataclass(frozen=True)
class Open:
    """Who could be co-chair: members who sit there already, and the best to come in addition, each with reasons."""

    members: list[Seat]
    others: list[Choice]


def open_to_co_chair(round: Round, group: TaskGroup) -> Open:
    """Who could be co-chair of one of the round's Task Groups. Raises Refused where it has one, or does not meet."""
    _refuse_second(round, group)
    groups = groups_of(round)
    place = _place_in(group, groups)
    members = list(seats_of(round).filter(task_group=group, part=Part.MEMBER))
    return Open(members, beside(asked_of(round), groups, place, busy_then(group)))


@transaction.atomic
def add_co_chair(*, round: Round, group: TaskGroup, by: Person, person: Person) -> Seat:
    """Let a member chair together with the chair, or invite somebody in addition to do so; return their seat.

    Nobody else is invited by it. Pressed twice it is done once. Raises Refused where a rule of the round forbids it, or
    another is co-chair already.
    """
    kept = Round.objects.select_for_update(of=("self",), no_key=True).select_related("consortium").get(pk=round.pk)
    there = seats_of(kept).filter(task_group=group, person=person).first()
    if there and there.part == Part.CO_CHAIR:
        return there
    _refuse_second(kept, group)
    if there is None:
        _place(kept, group, person)
    made = sit(group=group, by=by, person=person, part=Part.CO_CHAIR)
    send_invitations(group=TaskGroup.objects.get(pk=group.pk), by=by, only=person)
    note(kept, by, "added a co-chair", school=group.school.name, name=person.name)
    return made


def _place(round: Round, group: TaskGroup, person: Person) -> None:
    """Give somebody a place in addition, as a member's: that is how the round counts a co-chair. Raises Refused."""
    groups = groups_of(round)
    place = _place_in(group, groups)
    why = refused_beside(asked_of(round), groups, place, str(person.pk))
    if why or str(person.pk) in busy_then(group):
        raise Refused(f"{person.name} {why or 'is in another Task Group then'}. Choose somebody else.")
    Placing.objects.create(
        round=round, school=group.school, slot=place.slot, person=person, part=Placing.Part.MEMBER, task_group=group
    )


def _refuse_second(round: Round, group: TaskGroup) -> None:
    first = seats_of(round).filter(task_group=group, part=Part.CO_CHAIR).first()
    if first:
        raise Refused(f"{first.person.name} is co-chair here already. Look at the round again.")
    if not group.is_before:
        raise Refused("This Task Group is under way or over. Change who comes on its own page.")


def _place_in(group: TaskGroup, groups: list[Json]) -> Place:
    """A member's place in a Task Group, nobody's yet. Raises Refused where it does not meet."""
    slot = next((one["slot"] for one in groups if one["urn"] == group.school.urn), None)
    if slot is None:
        raise Refused("This Task Group is put off or called off. Give it a day first.")
    return Place("", group.school.urn, slot, chairs=False)
