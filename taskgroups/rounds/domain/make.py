"""Setting a round up: its term, its half-days and who hosts. Until it is published the lead may change all of it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from taskgroups.kit.access import audit
from taskgroups.kit.access.refused import Refused
from taskgroups.kit.design.words import day
from taskgroups.people.models import Person
from taskgroups.rounds.domain.enrol import enrol
from taskgroups.rounds.half_days import Half
from taskgroups.rounds.models import HalfDay, Host, Round
from taskgroups.rounds.queries import may_host
from taskgroups.schools.models import Consortium

MOST_HALF_DAYS = 60
PUBLISHED = "This round is published. Change its Task Groups one by one, or set up another round."


@dataclass(frozen=True)
class Terms:
    """What is settled of a round as a whole."""

    term: str
    year: int
    panel_size: int
    morning: time
    afternoon: time
    minutes: int


@transaction.atomic
def make_round(*, consortium: Consortium, by: Person, terms: Terms) -> Round:
    """Set a round up, with everybody who may be given a part in it."""
    Consortium.objects.select_for_update(no_key=True).get(pk=consortium.pk)  # one number each, whoever sets up at once
    last = Round.objects.filter(consortium=consortium).aggregate(last=Max("number"))["last"] or 0
    made = Round.objects.create(
        consortium=consortium, number=last + 1, made_by=by, made_at=timezone.now(), **vars(terms)
    )
    enrol(made)
    note(made, by, "set up a round")
    return made


@transaction.atomic
def change_terms(*, round: Round, by: Person, terms: Terms) -> Round:
    """Change what is settled of a round as a whole."""
    kept = hold(round)
    if any(getattr(kept, name) != value for name, value in vars(terms).items()):
        for name, value in vars(terms).items():
            setattr(kept, name, value)
        kept.save(update_fields=list(vars(terms)))
        note(kept, by, "changed a round")
    return kept


@transaction.atomic
def add_half_days(*, round: Round, by: Person, days: Iterable[date], halves: Collection[Half]) -> int:
    """Add half-days that are not there yet and return how many. Raises Refused for a day gone by, or too many."""
    kept = hold(round)
    wanted = {(one, half.value) for one in days for half in halves}
    today = timezone.localdate()
    if any(one <= today for one, _ in wanted):
        raise Refused(f"That day is not to come. Enter a date after {day(today)}.", "day")
    there = set(kept.half_days.values_list("day", "half"))
    new = sorted(wanted - there)
    if len(there) + len(new) > MOST_HALF_DAYS:
        raise Refused(
            f"That would be more than {MOST_HALF_DAYS} half-days. Add fewer, or take some away first.", "weeks"
        )
    HalfDay.objects.bulk_create(HalfDay(round=kept, day=one, half=half) for one, half in new)
    if new:
        note(kept, by, "added half-days to a round", many=len(new))
    return len(new)


@transaction.atomic
def take_half_day_away(*, round: Round, by: Person, half_day: int) -> None:
    """Take a half-day away, and what was said about it. One that is gone already is gone."""
    kept = hold(round)
    for one in kept.half_days.filter(pk=half_day):
        note(kept, by, "took a half-day out of a round", half_day=str(one))
        one.delete()


@transaction.atomic
def choose_hosts(*, round: Round, by: Person, urns: Collection[int]) -> int:
    """Say which schools of the consortium host and return how many. Raises Refused where one may not."""
    kept = hold(round)
    may = {school.urn: school for school in may_host(kept.consortium)}
    if not urns:
        raise Refused("No school is chosen. Choose at least one.", "hosts")
    if not set(urns) <= set(may):
        raise Refused("One of the schools is no longer open, or has not agreed to join. Choose again.", "hosts")
    kept.hosts.exclude(school__urn__in=urns).delete()
    kept.fixes.exclude(school__urn__in=urns).delete()
    there = set(kept.hosts.values_list("school__urn", flat=True))
    Host.objects.bulk_create(Host(round=kept, school=may[urn]) for urn in urns if urn not in there)
    note(kept, by, "chose who hosts in a round", many=len(urns))
    return len(urns)


def hold(round: Round) -> Round:
    """The round, held until what is done with it is done. Raises Refused where it is published."""
    kept = Round.objects.select_for_update(of=("self",), no_key=True).select_related("consortium", "current")
    found = kept.get(pk=round.pk)
    if found.published_at:
        raise Refused(PUBLISHED)
    return found


def note(round: Round, by: Person | None, verb: str, **details: Any) -> None:
    """Write what was done into the audit trail."""
    audit.note(by=by, verb=verb, about=f"{round.consortium.slug}, round {round.number}", **details)
