"""Reads about rounds: who could host and why, who was asked and what they said."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from taskgroups.meetings.hidden import not_hidden_from
from taskgroups.meetings.models import Seat, TaskGroup
from taskgroups.meetings.plan.choosing import last_and_next
from taskgroups.meetings.plan.situation import latest_inspections
from taskgroups.people.models import Person
from taskgroups.rounds import hosts
from taskgroups.rounds.chairs import not_chairing
from taskgroups.rounds.models import Availability, HalfDay, Host, Interest, Participant, Round
from taskgroups.schools.models import Consortium, Role, School
from taskgroups.schools.policy import leads

SITS = (Seat.Part.CHAIR, Seat.Part.CO_CHAIR, Seat.Part.MEMBER)
PLACES_EACH = 2  # Task Groups that one person can usually take part in


def may_host(consortium: Consortium) -> list[School]:
    """The consortium's open schools whose heads have agreed to join."""
    return list(consortium.agreed_schools().filter(open=True).order_by("name", "urn"))


def hosts_in_order(consortium: Consortium) -> list[hosts.InOrder]:
    """The schools that may host, in the order in which they might, each with its reason; four queries."""
    schools = may_host(consortium)
    inspected = latest_inspections(schools)
    last, coming, put_off = last_and_next(schools)
    return hosts.in_order(
        [
            hosts.Known(s.urn, s.name, inspected.get(s.pk), last.get(s.pk), coming.get(s.pk), s.pk in put_off)
            for s in schools
        ]
    )


def proposed_hosts(order: Sequence[hosts.InOrder], people: int, panel_size: int) -> list[int]:
    """The URNs to begin with: the first, as many as there are people for, but for those with one planned or put off."""
    room = max(1, people * PLACES_EACH // (panel_size + 1))
    return [one.urn for one in order if not one.planned][:room]


def others_to_come(urns: Collection[int]) -> list[str]:
    """A sentence for each of these schools that has a Task Group to come or put off, by name; two queries."""
    schools = list(School.objects.filter(urn__in=urns).order_by("name", "urn"))
    _, coming, put_off = last_and_next(schools)
    return [said for one in schools if (said := hosts.already(one.name, coming.get(one.pk), one.pk in put_off))]


def rounds_for(person: Person, consortium: Consortium) -> QuerySet[Round]:
    """The rounds of a consortium a person may open: all for its lead, else the published in which they are."""
    found = Round.objects.filter(consortium=consortium).select_related("consortium")
    if not leads(person, consortium):
        mine = Participant.objects.filter(person=person).values("round")
        found = found.filter(pk__in=mine).exclude(published_at=None)
    return found.annotate(many=Count("hosts", distinct=True)).order_by("-number")


@dataclass(frozen=True)
class Answered:
    """Somebody in the round, and how many half-days they said yes, if need be and no to."""

    participant: Participant
    yes: int
    need: int
    no: int
    interests: int


def answered(round: Round) -> list[Answered]:
    """Everybody in the round with what they said; two queries."""
    said = Availability.Said
    counts = {f"said_{one}": Count("said", filter=Q(said__said=one), distinct=True) for one in said.values}
    found = round.participants.select_related("person", "school").annotate(**counts).order_by("person__name", "pk")
    bound = _interests(round)
    return [
        Answered(one, one.said_yes, one.said_need, one.said_no, bound.get(one.person_id, 0))  # type: ignore[attr-defined]
        for one in found
    ]


def _interests(round: Round) -> dict[int, int]:
    found = Interest.objects.filter(consortium=round.consortium).order_by()
    return dict(found.values_list("person").annotate(Count("pk")))


def seats_of(round: Round) -> QuerySet[Seat]:
    """The chairs, co-chairs and members of a published round as they sit now, those seated since too, in order."""
    return _ever_of(round).filter(left_at=None)


def seats_shown(round: Round, person: Person) -> QuerySet[Seat]:
    """Those of `seats_of` in Task Groups that no floor hides from this person."""
    return ever_shown(round, person).filter(left_at=None)


def ever_shown(round: Round, person: Person) -> QuerySet[Seat]:
    """Those of `seats_shown`, and the seats that somebody has left."""
    return _ever_of(round).filter(task_group__in=TaskGroup.objects.filter(not_hidden_from(person)).order_by())


def _ever_of(round: Round) -> QuerySet[Seat]:
    groups = round.placings.exclude(task_group=None).values("task_group")
    found = Seat.objects.filter(task_group__in=groups, part__in=SITS)
    order = ("task_group__starts_at", "task_group__school__name", "task_group", "part", "person__name")
    return found.select_related("person", "task_group__school").order_by(*order)


def groups_now(round: Round, person: Person) -> list[list[Seat]]:
    """The Task Groups of a published round by time, each as its seats, the chair first; one query."""
    found: dict[int, list[Seat]] = {}
    for one in seats_shown(round, person):
        found.setdefault(one.task_group_id, []).append(one)
    return list(found.values())


@dataclass(frozen=True)
class Grid:
    """Who said what about which half-day: slots, and for each person the answers in the same order ('' for none)."""

    half_days: list[HalfDay]
    rows: list[tuple[Participant, list[str]]]
    free: list[int]


def grid(round: Round, people: Sequence[Answered]) -> Grid:
    """Everybody's answers as a sheet would show them, with how many said yes to each half-day; two queries."""
    days = list(round.half_days.all())
    said = {(who, day): what for who, day, what in Availability.objects.filter(half_day__round=round).values_list(
        "participant", "half_day", "said"
    )}  # fmt: skip
    rows = [(one.participant, [said.get((one.participant.pk, day.pk), "") for day in days]) for one in people]
    free = [sum(row[place] == Availability.Said.YES for _, row in rows) for place in range(len(days))]
    return Grid(days, rows, free)


def kept_days(round: Round) -> QuerySet[Host]:
    """The hosts for which the lead keeps a half-day, by name; one query."""
    found = round.hosts.exclude(half_day=None).select_related("school", "half_day")
    return found.order_by("school__name", "school__urn")


def may_be_bound(participant: Participant) -> list[School]:
    """The consortium's schools at which somebody might say they may not sit: all but those they head."""
    mine = [role.school_id for role in heads_where(participant)]
    return [one for one in may_host(participant.round.consortium) if one.pk not in mine]


def heads_where(participant: Participant) -> list[Role]:
    """The headships of somebody in the round today."""
    held = Role.objects.on(timezone.localdate()).filter(person=participant.person, kind=Role.Kind.HEAD)
    return list(held)


def words_on_chairing(consortium: Consortium, lead: Person) -> dict[int, tuple[date, bool]]:
    """Who does not chair now, by key: until when, and whether this lead was told why; never why. One query."""
    found = not_chairing(consortium, timezone.localdate()).values_list("person", "until", "told")
    return {who: (until, told == lead.pk) for who, until, told in found}
