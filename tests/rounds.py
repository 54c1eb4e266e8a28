"""Rounds in the world of the cast: one being set up, and one that was published."""

from datetime import time, timedelta
from typing import Any

from django.utils import timezone

from taskgroups.meetings.models import TaskGroup
from taskgroups.participation.models import Offer
from taskgroups.people.models import Person
from taskgroups.rounds.domain import make
from taskgroups.rounds.domain.answer import ask_availability
from taskgroups.rounds.half_days import Half
from taskgroups.rounds.models import Fix, NotChairing, Placing, Round, Solution
from taskgroups.rounds.solving.asking import asked_of
from taskgroups.schools.models import Consortium


def some_rounds(consortium: Consortium, lead: Person, planned: TaskGroup) -> dict[str, Any]:
    """A round being set up, with one placing ruled out and everybody asked; and one that was published."""
    made = _round(consortium, lead)
    ask_availability(round=made, by=lead, until=timezone.localdate() + timedelta(days=7))
    asked = made.participants.order_by("pk")[0]
    fix = Fix.objects.create(round=made, person=asked.person, school=made.hosts.get().school, kind=Fix.Kind.BAR)
    chairs = planned.seats.get(part="chair").person
    until = timezone.localdate() + timedelta(days=30)
    NotChairing.objects.create(
        consortium=consortium, person=chairs, told=lead, instead="member", said_at=timezone.now(), until=until
    )
    offered = Offer.objects.create(consortium=consortium, person=chairs, kind="member", by=lead, sent_at=timezone.now())
    return _published(_round(consortium, lead), planned) | {
        "offer": offered.token,
        "not_chairing": chairs.pk,
        "round": made.number, "half_day": made.half_days.get().pk, "who": asked.pk, "availability": asked.token,
        "fix": fix.pk, "solution": 0,
    }  # fmt: skip


def _round(consortium: Consortium, lead: Person) -> Round:
    """One half-day, one host, and everybody who may take part."""
    terms = make.Terms("spring", 2026, 1, time(9, 30), time(13, 30), 120)
    made = make.make_round(consortium=consortium, by=lead, terms=terms)
    to_come = timezone.localdate() + timedelta(days=30)
    make.add_half_days(round=made, by=lead, days=[to_come], halves=[Half.MORNING])
    make.choose_hosts(round=made, by=lead, urns=[consortium.schools.order_by("urn")[0].urn])
    return made


def _published(made: Round, planned: TaskGroup) -> dict[str, Any]:
    """The round as it stands once its plan, which has one Task Group, was published."""
    chair, slot = planned.seats.get(part="chair").person, made.half_days.get().slot
    asked = asked_of(made)
    group = {"urn": planned.school.urn, "slot": slot, "chair": str(chair.pk), "members": []}
    plan = {"status": "optimal", "gap": 0.0, "without_role": [], "travel_km": 1.0, "groups": [group], "hints": []}
    now = timezone.now()
    made.current = Solution.objects.create(
        round=made, asked_by=made.made_by, asked_at=now, heard_at=now, state="found", problem=asked, plan=plan
    )
    made.published_at = now
    made.save(update_fields=["current", "published_at"])
    Placing.objects.create(round=made, school=planned.school, slot=slot, person=chair, part="chair", task_group=planned)
    return {"published_round": made.number, "placed_seat": planned.seats.get(part="chair").pk}
