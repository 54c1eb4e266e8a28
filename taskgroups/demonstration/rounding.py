"""A round that is being planned: most have answered, a plan is worked out, and nothing is published."""

from datetime import date, time, timedelta

from taskgroups.demonstration.ground import account
from taskgroups.kit.matching.greeting import greeting_unheard
from taskgroups.meetings.plan.rhythm import in_term
from taskgroups.rounds.domain import make, solve
from taskgroups.rounds.domain.answer import answer, ask_availability
from taskgroups.rounds.domain.stand_back import stand_back
from taskgroups.rounds.forms import coming_terms
from taskgroups.rounds.half_days import Half, every_week
from taskgroups.rounds.models import Availability, Participant, Round
from taskgroups.rounds.queries import hosts_in_order, proposed_hosts
from taskgroups.schools.models import Consortium

WEEKS_AHEAD, WEEKS = 7, 4
DAYS = ((0, Half.MORNING), (2, Half.MORNING), (3, Half.AFTERNOON))  # weekdays from Monday, and the half
SILENT = ("Ruth Penhale", "Tom Ashdown")
SAID = Availability.Said
STANDS_BACK = "Anna Kowalska"
WHY_NOT = "I have not seen enough Task Groups yet to lead one. Beside somebody who has, I would gladly."
NOT_AT = {"Helen Straw": "Quaybarrow Primary School"}  # a friend works there


def tell(consortium: Consortium, today: date) -> Round:
    """Set the round up, let people answer, and work its plan out."""
    lead = account("Priya Raman")
    monday = in_term(today + timedelta(weeks=WEEKS_AHEAD, days=-today.weekday()))
    term, year = coming_terms(monday)[0][0].split("-")
    made = make.make_round(
        consortium=consortium, by=lead, terms=make.Terms(term, int(year), 2, time(9, 30), time(13, 30), 120)
    )
    for after, half in DAYS:
        days = every_week(monday + timedelta(days=after), WEEKS)
        make.add_half_days(round=made, by=lead, days=days, halves=[half])
    order = hosts_in_order(consortium)
    urns = proposed_hosts(order, made.participants.count(), made.panel_size)
    make.choose_hosts(round=made, by=lead, urns=urns)
    ask_availability(round=made, by=lead, until=today + timedelta(weeks=2))
    for number, one in enumerate(made.participants.exclude(person__name__in=SILENT).select_related("person")):
        _answer(one, number)
    stand_back(
        consortium=consortium, by=account(STANDS_BACK), told=lead, reason=WHY_NOT, instead="co_chair",
        until=today + timedelta(weeks=26),
    )  # fmt: skip
    with greeting_unheard():
        solve.work_out_now(round=made, by=lead)
    return made


def _answer(one: Participant, number: int) -> None:
    """Yes to most half-days, no to one or two, and to one if need be; each otherwise."""
    days = list(one.round.half_days.all())
    said = {day.pk: SAID.YES.value for day in days}
    said |= {days[place % len(days)].pk: SAID.NO.value for place in (number, number * 5 + 3)}
    said[days[(number * 3 + 1) % len(days)].pk] = SAID.NEED.value
    not_at = one.round.consortium.schools.filter(name=NOT_AT.get(one.person.name, ""))
    answer(participant=one, said=said, most=3 if number % 4 == 0 else 2, bound={s.pk: "kin" for s in not_at})
