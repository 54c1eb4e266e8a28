"""The placings of a sheet side by side, and beside what is kept already: what each row by itself cannot tell.

Two schools may swap their half-days, and two people their places, in one sheet. So a placing is held against what
stands once all of them are taken in, never against what stood before.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from taskgroups.kit.access.refused import Refused
from taskgroups.kit.design.words import plural
from taskgroups.rounds.models import Fix, HalfDay, Participant, Round
from taskgroups.rounds.solving.rules import Rules
from taskgroups.schools.models import School

URN, WHEN, PART, EMAIL = "Host URN", "Half-day", "Part", "E-mail"


@dataclass(frozen=True)
class Placing:
    """What a row of a plan's sheet says: who sits where, on which half-day (None: any), and whether in the chair."""

    participant: Participant
    school: School
    half_day: HalfDay | None
    chairs: bool


Rows = Sequence[tuple[int, Placing]]


def apart(round: Round, rows: Rows, rules: Rules) -> Mapping[int, Refused]:
    """What is wrong with rows that were taken in, by their numbers, now that all of them stand; three queries."""
    return _two_half_days(rows) or _elsewhere_then(round, rows, rules) | _too_many(round, rows)


def _two_half_days(rows: Rows) -> dict[int, Refused]:
    """Rows that name another half-day for a school than a row before them."""
    first: dict[int, tuple[int, HalfDay]] = {}
    found = {}
    for number, one in rows:
        if one.half_day is None:
            continue
        before, day = first.setdefault(one.school.pk, (number, one.half_day))
        if day != one.half_day:
            told = f"Row {before} says another half-day for {one.school.name}. A Task Group meets once."
            found[number] = Refused(told, WHEN)
    return found


def _elsewhere_then(round: Round, rows: Rows, rules: Rules) -> dict[int, Refused]:
    """Rows that keep somebody at a school on a half-day on which they are kept at another, or host themselves."""
    days = {urn: day for urn, day in round.hosts.values_list("school__urn", "half_day") if day}
    sits: dict[tuple[int, int], tuple[int, str]] = {}
    for fix in _kept_besides(round, rows):
        if fix.school.urn in days:
            sits[fix.person_id, days[fix.school.urn]] = (fix.school.urn, fix.school.name)
    found = {}
    for number, one in rows:
        day, who, urn = days.get(one.school.urn), one.participant.person, one.school.urn
        if day is None:
            continue
        there, name = sits.setdefault((who.pk, day), (urn, one.school.name))
        if there != urn:
            told = f"{who.name} is kept at {name} on that half-day. Choose somebody else."
            found[number] = Refused(told, EMAIL)
        elif any(days.get(own) == day for own in rules.leads(str(who.pk))):
            told = f"{who.name}’s own school has its Task Group on that half-day. Choose somebody else."
            found[number] = Refused(told, EMAIL)
    return found


def _too_many(round: Round, rows: Rows) -> dict[int, Refused]:
    """Rows with which more members are kept at a school than sit beside its chair."""
    besides = [fix for fix in _kept_besides(round, rows) if not fix.chairs]
    many = Counter(fix.school_id for fix in besides)
    found = {}
    for number, one in rows:
        if one.chairs:
            continue
        many[one.school.pk] += 1
        if many[one.school.pk] > round.panel_size:
            names = ", ".join(fix.person.name for fix in besides if fix.school_id == one.school.pk)
            before = f" Kept there already: {names}." if names else ""
            told = f"{plural(round.panel_size, 'member')} at most can be kept at {one.school.name}.{before}"
            do = "Let go of one under the plan, or take this row out." if names else "Take this row out."
            found[number] = Refused(f"{told} {do}", EMAIL)
    return found


def _kept_besides(round: Round, rows: Rows) -> list[Fix]:
    """What is kept and stands in no row."""
    named = {(one.participant.person_id, one.school.pk) for _, one in rows}
    kept = round.fixes.filter(kind=Fix.Kind.KEEP).select_related("school", "person").order_by("person__name", "pk")
    return [fix for fix in kept if (fix.person_id, fix.school_id) not in named]
