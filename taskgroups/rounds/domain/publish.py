"""Publishing a round: its plan becomes Task Groups, and everybody with a part is invited."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from taskgroups.frameworks import shelf
from taskgroups.kit.access.refused import Refused
from taskgroups.meetings.domain import plan as planning
from taskgroups.meetings.domain.invite import send_invitations
from taskgroups.meetings.domain.seats import seat
from taskgroups.meetings.models import Seat, TaskGroup
from taskgroups.meetings.plan.terms import Plan
from taskgroups.people.models import Person
from taskgroups.rounds.domain.make import hold, note
from taskgroups.rounds.domain.solve import IN_HAND
from taskgroups.rounds.half_days import day_of, starts_at
from taskgroups.rounds.models import Fix, Placing, Round
from taskgroups.rounds.shown import names_of
from taskgroups.rounds.solving.asking import asked_of
from taskgroups.rounds.solving.rules import Rules
from taskgroups.schools.models import School

AGAIN = "Work the plan out again."
Json = dict[str, Any]
NEW = {
    "the half-days": ("slots",),
    "who hosts, or a school": ("schools",),
    "the size of the panel": ("panel_size",),
    "who takes part, or when they can come": ("people", "said"),
    "who may not sit where": ("conflicts", "history"),
    "what is kept": ("kept", "days"),
}


@transaction.atomic
def publish(*, round: Round, by: Person) -> Round:
    """Make the Task Groups of the round's plan and invite everybody; all of them or none.

    Raises Refused where there is no plan, or where it breaks a rule by what has been said since.
    """
    kept = hold(round)
    if wrong := why_not_yet(kept):
        raise Refused(" ".join(wrong))
    assert kept.current is not None
    groups = kept.current.plan["groups"]
    people = Person.objects.in_bulk({int(who) for group in groups for who in (group["chair"], *group["members"])})
    schools = {school.urn: school for school in School.objects.filter(urn__in=[group["urn"] for group in groups])}
    for group in groups:
        _make(kept, by, group, schools[group["urn"]], people)
    kept.published_at = timezone.now()
    kept.save(update_fields=["published_at"])
    note(kept, by, "published a round", many=len(groups))
    return kept


def what_is_new(round: Round, fixed: Iterable[Fix] | None = None) -> list[str]:
    """What was asked of the plan in other words than would be now: it may be worth working out again."""
    if round.current is None or round.published_at:
        return []
    try:
        now = asked_of(round, fixed)
    except Refused as refused:
        return [str(refused)]
    was = round.current.problem
    return [said for said, fields in NEW.items() if any(now[field] != was.get(field, []) for field in fields)]


def why_not_yet(round: Round) -> list[str]:
    """What stands against publishing, in sentences; nothing where it can be."""
    if round.solutions.filter(state__in=IN_HAND).exists():
        return ["A plan is being worked out. Wait for it, or cancel it."]
    if round.current is None:
        return ["There is no plan yet. Work one out first."]
    groups = round.current.plan["groups"]
    try:
        asked = asked_of(round)
    except Refused as refused:
        return [str(refused)]
    if {group["urn"] for group in groups} != {one["urn"] for one in asked["schools"] if one["host"]}:
        return [f"Other schools host now than when the plan was worked out. {AGAIN}"]
    kept_on = dict(asked["days"])
    if any(kept_on.get(group["urn"], group["slot"]) != group["slot"] for group in groups):
        return [f"Another half-day is kept for a school than the plan gives it. {AGAIN}"]
    if gone := {group["slot"] for group in groups} - set(asked["slots"]):
        return [f"{len(gone)} of its half-days is gone by, or was taken away. {AGAIN}"]
    names = names_of([round.current.problem])
    broken = Rules(asked, groups).broken()
    said = [f"{names.person(place.person)} {why}: {names.school(place.urn)}." for place, why in broken]
    return [*said, AGAIN] if said else []


def _make(round: Round, by: Person, group: Json, school: School, people: dict[int, Person]) -> None:
    chair, members = people[int(group["chair"])], [people[int(who)] for who in group["members"]]
    parts = [(chair, Placing.Part.CHAIR), *((one, Placing.Part.MEMBER) for one in members)]
    Placing.objects.bulk_create(
        Placing(round=round, school=school, slot=group["slot"], person=one, part=part) for one, part in parts
    )
    made = planning.plan(
        by=by, consortium=round.consortium, school=school, wanted=_wanted(round, group["slot"], school, chair)
    )
    for one in members:
        seat(group=made, by=by, person=one, part=Seat.Part.MEMBER)
    round.placings.filter(school=school).update(task_group=made)
    send_invitations(group=TaskGroup.objects.get(pk=made.pk), by=by)


def _wanted(round: Round, slot: str, school: School, chair: Person) -> Plan:
    begins = starts_at(slot, round.morning, round.afternoon)
    place = ", ".join(filter(None, [school.name, school.postcode]))[:200]
    ends = begins + timedelta(minutes=round.minutes)
    return Plan(begins, ends, place, "", shelf.pack_on(day_of(slot)).slug, chair, None)
