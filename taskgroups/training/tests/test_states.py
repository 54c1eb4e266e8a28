"""The states of accreditation, without a database: what leads where, in which order, and until when."""

from datetime import date

import pytest

from taskgroups.training.accrediting import states
from taskgroups.training.accrediting.states import (
    BROUGHT,
    CHAIRED,
    LED,
    OBSERVED,
    PRACTISED,
    SIGNED,
    TRAINED,
    TRANSITIONS,
    WAY,
    WITHDRAWN,
    State,
    Told,
    standing,
    why_not_sign,
)
from taskgroups.training.models import Step

DAY = date(2026, 3, 2)
UNTIL = states.ends_on(DAY)
LATER = date(2030, 1, 1)


def told(*acts: str, on: date = DAY) -> list[Told]:
    """These acts, one after the other on one day."""
    ends = (SIGNED, BROUGHT)
    return [
        Told(act, on, states.ends_on(on) if act in ends else None, ("primary",) if act in ends else ()) for act in acts
    ]


def state(*acts: str, today: date = DAY) -> State:
    return standing(told(*acts), today).state


def test_each_step_leads_to_the_next() -> None:
    reached = [state(*[*WAY, SIGNED][:many]) for many in range(6)]
    assert reached == ["beginning", "trained", "practised", "observed", "chaired", "accredited"]


def test_what_comes_before_its_turn_counts_when_its_turn_comes() -> None:
    assert state(OBSERVED, PRACTISED) == "beginning"
    assert state(OBSERVED, PRACTISED, TRAINED) == "observed"


def test_a_signature_before_everything_is_there_leads_nowhere() -> None:
    assert state(TRAINED, PRACTISED, SIGNED) == "practised"


def test_the_last_day_counts_and_the_day_after_it_has_lapsed() -> None:
    assert date(2029, 3, 1) == UNTIL
    assert state(*WAY, SIGNED, today=UNTIL) == "accredited"
    assert state(*WAY, SIGNED, today=date(2029, 3, 2)) == "lapsed"


@pytest.mark.parametrize(
    ("on", "until"), [(date(2028, 2, 29), date(2031, 2, 27)), (date(2026, 1, 1), date(2028, 12, 31))]
)
def test_three_years_are_counted_on_any_day(on: date, until: date) -> None:
    assert states.ends_on(on) == until


@pytest.mark.parametrize(
    ("until", "first"), [(date(2029, 3, 1), date(2028, 9, 1)), (date(2028, 12, 31), date(2028, 6, 28))]
)
def test_it_is_renewed_from_six_months_before_its_end(until: date, first: date) -> None:
    assert states.renews_from(until) == first


def test_it_is_renewed_once_they_have_chaired_since() -> None:
    now = standing(told(*WAY, SIGNED), LATER)
    assert why_not_sign(now, LATER).startswith("They have chaired no Task Group since")
    again = [*told(*WAY, SIGNED), *told(LED, on=date(2029, 12, 1))]
    assert why_not_sign(standing(again, LATER), LATER) == ""
    assert standing([*again, *told(SIGNED, on=LATER)], LATER).state == "accredited"


def test_it_is_not_renewed_before_its_time() -> None:
    assert why_not_sign(standing(told(*WAY, SIGNED, LED), DAY), DAY).startswith("It is not time yet")


def test_what_is_wanting_is_said() -> None:
    assert why_not_sign(standing(told(TRAINED, OBSERVED), DAY), DAY) == (
        "Not everything is there yet. Still to come: practice on the exchanges; a Task Group chaired with the mentor "
        "present."
    )


def test_after_a_withdrawal_they_chair_under_observation_again() -> None:
    assert state(*WAY, SIGNED, CHAIRED, WITHDRAWN) == "withdrawn"
    assert state(*WAY, SIGNED, WITHDRAWN, CHAIRED) == "chaired"
    assert standing(told(*WAY, SIGNED, WITHDRAWN), DAY).phases == frozenset()


def test_one_that_was_given_elsewhere_counts_from_its_own_day() -> None:
    now = standing(told(BROUGHT), DAY)
    assert (now.state, now.until, now.phases) == ("accredited", UNTIL, {"primary"})


# How to be in each state, so that what leads on from it can be tried.
REACHED = {
    State.BEGINNING: (), State.TRAINED: WAY[:1], State.PRACTISED: WAY[:2], State.OBSERVED: WAY[:3],
    State.CHAIRED: WAY, State.ACCREDITED: (*WAY, SIGNED), State.WITHDRAWN: (*WAY, SIGNED, WITHDRAWN),
}  # fmt: skip


@pytest.mark.parametrize(
    ("start", "act"), [one for one in TRANSITIONS if one[0] != State.LAPSED and one[1] != "passed"]
)
def test_every_arrow_of_the_diagram_is_walked(start: State, act: str) -> None:
    assert state(*REACHED[start]) == start
    assert state(*REACHED[start], act) == TRANSITIONS[start, act]


@pytest.mark.parametrize("act", [SIGNED, WITHDRAWN, BROUGHT])
def test_every_arrow_from_lapsed_is_walked(act: str) -> None:
    lapsed = told(*WAY, SIGNED)
    assert standing(lapsed, LATER).state == "lapsed"
    assert standing([*lapsed, *told(act, on=LATER)], LATER).state == TRANSITIONS[State.LAPSED, act]


def test_every_kind_of_step_but_a_correction_is_an_act() -> None:
    acts = {SIGNED, BROUGHT, WITHDRAWN, LED, *WAY}
    assert {one.value for one in Step.Kind} - {"struck"} == acts
    assert {TRAINED, PRACTISED, OBSERVED, CHAIRED} == set(Step.BY_HAND)


def test_the_diagram_has_every_state_and_every_arrow() -> None:
    drawn = states.diagram()
    assert [one for one in State if f"    {one}: {one.label}" not in drawn] == []
    assert drawn.count(" --> ") == len(TRANSITIONS) + 1
