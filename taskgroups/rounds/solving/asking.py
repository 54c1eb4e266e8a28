"""A round as the problem that the solver takes (`kit/matching`), frozen with what reasons are given from later.

It is the contract's JSON, by keys of people and URNs, and beside it `said` (what each said of each half-day), `kept`
(placings the lead keeps), `days` (half-days they keep for a school) and `consultants` (people of no school, who stand
as a school without a place on the map).
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils import timezone

from taskgroups.kit.access.refused import Refused
from taskgroups.meetings.models import Seat, TaskGroup
from taskgroups.rounds.chairs import who_may_chair
from taskgroups.rounds.domain.enrol import eligible
from taskgroups.rounds.half_days import day_of
from taskgroups.rounds.models import Availability, Fix, Interest, Participant, Round
from taskgroups.rounds.queries import may_host
from taskgroups.schools.models import Role, School

Json = dict[str, Any]
LIMIT_S = 60.0
NO = Availability.Said.NO.value
REMEMBERED = 2  # Task Groups of a school whose chairs do not chair there again
NO_SCHOOL = 900_000_000  # added to the key of somebody of no school: the URN they stand under


def asked_of(round: Round, fixed: Iterable[Fix] | None = None) -> Json:
    """What the round asks now; `fixed` is what is kept and ruled out, where that was read. Raises Refused.

    It is refused where there is nothing to plan with.
    """
    slots = [one.slot for one in round.half_days.all() if day_of(one.slot) > timezone.localdate()]
    schools = {school.urn: school for school in may_host(round.consortium)}
    hosting = list(round.hosts.select_related("school", "half_day").order_by("school__urn"))
    hosts, days = {one.school.urn for one in hosting}, [(one, one.half_day.slot) for one in hosting if one.half_day]
    _refuse_without(slots, hosts, schools)
    for one, slot in days:
        if slot not in slots:
            raise Refused(f"The half-day kept for {one.school.name} is no longer to come. Let go of it first.")
    roles = _roles(round)
    schools |= {role.school.urn: role.school for roles_ in roles.values() for role in roles_ if role.school}
    people = list(round.participants.filter(person__in=roles).order_by("pk"))
    said = _said(round, slots)
    fixes = sorted(round.fixes.select_related("school") if fixed is None else fixed, key=lambda one: one.pk)
    return {
        "panel_size": round.panel_size,
        "slots": slots,
        "schools": [_school(one, round, one.urn in hosts) for _, one in sorted(schools.items())]
        + [_stands_for(one, round) for one in people if not _urns(roles[one.person_id])],
        "people": _people(round, people, roles, said, day_of(slots[0])),
        "conflicts": _conflicts(round, people, roles, [schools[urn] for urn in sorted(hosts)], fixes),
        "history": _history(schools[urn] for urn in sorted(hosts)),
        "said": said,
        "kept": [[str(one.person_id), one.school.urn, one.chairs] for one in fixes if one.kind == Fix.Kind.KEEP],
        "days": [[one.school.urn, slot] for one, slot in days],
        "time_limit_s": LIMIT_S,
    }


def _refuse_without(slots: list[str], hosts: set[int], schools: dict[int, School]) -> None:
    if not slots:
        raise Refused("There is no half-day to come. Add half-days first.")
    if not hosts:
        raise Refused("No school hosts yet. Choose who hosts first.")
    if hosts - set(schools):
        raise Refused("A school that was to host is no longer open, or has left. Choose again who hosts.")


def _roles(round: Round) -> dict[int, list[Role]]:
    found: dict[int, list[Role]] = defaultdict(list)
    for role in eligible(round):
        found[role.person_id].append(role)
    return found


def _urns(roles: Iterable[Role]) -> list[int]:
    return [role.school.urn for role in roles if role.school]


def _school(school: School, round: Round, host: bool) -> Json:
    return {
        "urn": school.urn, "easting": school.easting, "northing": school.northing, "phase": school.phase,
        "consortium": round.consortium.slug, "host": host,
    }  # fmt: skip


def _stands_for(one: Participant, round: Round) -> Json:
    nowhere = {"easting": None, "northing": None, "phase": School.Phase.OTHER.value, "host": False}
    return {"urn": NO_SCHOOL + one.person_id, "consortium": round.consortium.slug} | nowhere


def _people(
    round: Round, people: list[Participant], roles: dict[int, list[Role]], said: dict[str, dict[str, str]], first: date
) -> list[Json]:
    chairs = who_may_chair(round.consortium, timezone.localdate(), meets=first)
    found = []
    for one in people:
        urns = _urns(roles[one.person_id]) or [NO_SCHOOL + one.person_id]
        phases = chairs.get(one.person_id, frozenset())
        found.append({
            "id": str(one.person_id), "urn": urns[0], "also": urns[1:], "can_chair": bool(phases),
            "phases": sorted(phases), "max_groups": one.most,
            "unavailable": sorted(slot for slot, what in said.get(str(one.person_id), {}).items() if what == NO),
        })  # fmt: skip
    return found


def _conflicts(
    round: Round, people: list[Participant], roles: dict[int, list[Role]], hosts: list[School], fixes: list[Fix]
) -> list[list[Any]]:
    """What is declared, what the lead rules out, and schools of the same trust."""
    known = {str(one.person_id) for one in people}
    near = {school.urn for school in hosts}
    declared = Interest.objects.filter(consortium=round.consortium).values_list("person", "school__urn")
    barred = [(one.person_id, one.school.urn) for one in fixes if one.kind == Fix.Kind.BAR]
    found = {(str(person), urn) for person, urn in [*declared, *barred]}
    for one in people:
        own = {role.school.trust_id for role in roles[one.person_id] if role.school and role.school.trust_id}
        found |= {(str(one.person_id), school.urn) for school in hosts if school.trust_id in own}
    return [[person, urn] for person, urn in sorted(found) if person in known and urn in near]


def _history(hosts: Iterable[School]) -> list[Json]:
    """Who chaired the last two Task Groups of each school."""
    schools = {school.pk: school.urn for school in hosts}
    seats = Seat.objects.current().filter(part=Seat.Part.CHAIR, task_group__school__in=schools)
    held = seats.filter(task_group__starts_at__lte=timezone.now()).exclude(
        task_group__state=TaskGroup.State.CANCELLED
    )  # fmt: skip
    last: dict[int, list[int]] = defaultdict(list)
    for school, person in held.order_by("-task_group__starts_at", "pk").values_list("task_group__school", "person"):
        last[schools[school]].append(person)
    return [
        {"chair": str(who), "urn": urn}
        for urn, people in sorted(last.items())
        for who in sorted({*people[:REMEMBERED]})
    ]


def _said(round: Round, slots: list[str]) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = defaultdict(dict)
    answers = Availability.objects.filter(participant__round=round).select_related("half_day", "participant")
    for one in answers.order_by("pk"):
        if one.half_day.slot in slots:
            found[str(one.participant.person_id)][one.half_day.slot] = one.said
    return dict(found)
