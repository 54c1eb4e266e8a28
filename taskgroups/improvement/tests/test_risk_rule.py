"""The rule of risk: its cases, and what holds of every school there could be."""

from dataclasses import replace
from datetime import timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taskgroups.evaluation.strength import Item, strength, weigh
from taskgroups.evaluation.tests.test_strength import TODAY, bases, items, stronger
from taskgroups.improvement.lowering import Open, effects
from taskgroups.improvement.risk import (
    DISTANCES,
    RISKS,
    SHOWINGS,
    SOONS,
    Distance,
    Risk,
    Showing,
    Soon,
    Standing,
    of_school,
    risk_from,
    standing_of,
    stated,
    with_done,
)

ANSWERS = ["", "not_yet", "partly", "met"]
FULL = Standing(placed=True, statements=6, met=6)
soons = st.sampled_from(Soon)
statements = st.lists(st.tuples(st.sampled_from(ANSWERS), bases), min_size=1, max_size=6)
placings = st.tuples(st.sampled_from([None, True, False]), st.sampled_from([None, True, False]), st.booleans())


def standing(said, placing=(True, None, False)) -> Standing:
    levels = [(answer, strength("", [weigh(one, TODAY) for one in base]).level) for answer, base in said]
    return standing_of(*placing, levels)


def risk_of(said, placing=(True, None, False), soon=Soon.NEARING) -> Risk:
    return stated(standing(said, placing), soon).risk


@pytest.mark.parametrize(
    ("one", "soon", "is_"),
    [
        (FULL, Soon.ANY_TIME, Risk.LOW),
        (replace(FULL, unshown=1), Soon.LATER, Risk.SOME),
        (replace(FULL, unshown=2), Soon.LATER, Risk.SOME),
        (replace(FULL, unshown=2), Soon.NEARING, Risk.HIGH),
        (replace(FULL, met=5, partly=1), Soon.ANY_TIME, Risk.SOME),
        (replace(FULL, met=5, partly=1, unshown=1), Soon.ANY_TIME, Risk.HIGH),
        (replace(FULL, met=4, not_yet=2), Soon.NEARING, Risk.HIGH),
        (replace(FULL, placed=False), Soon.LATER, Risk.SOME),
        (replace(FULL, placed=False), Soon.NEARING, Risk.HIGH),
        (replace(FULL, placed=False, unshown=6), Soon.LATER, Risk.HIGH),
        (replace(FULL, agreed=False), Soon.NEARING, Risk.HIGH),
        (replace(FULL, agreed=False, judged_since=True), Soon.NEARING, Risk.SOME),
        (replace(FULL, placed=None), Soon.ANY_TIME, Risk.UNSAID),
        (Standing(placed=True), Soon.ANY_TIME, Risk.LOW),
        (Standing(placed=True, statements=6), Soon.NEARING, Risk.HIGH),
    ],
)
def test_risk_follows_from_where_an_area_stands(one: Standing, soon: Soon, is_: Risk) -> None:
    assert stated(one, soon).risk == is_


def test_a_school_has_the_highest_risk_of_its_areas() -> None:
    assert of_school([Risk.LOW, Risk.HIGH, Risk.UNSAID]) == Risk.HIGH
    assert of_school([]) == Risk.UNSAID


def test_nothing_that_is_worse_has_less_risk() -> None:
    for far, well, soon in product(Distance, Showing, Soon):
        here = risk_from(far, well, soon)
        assert all(risk_from(one, well, soon) >= here for one in Distance if one > far)
        assert all(risk_from(far, one, soon) >= here for one in Showing if one > well)
        assert all(risk_from(far, well, one) >= here for one in Soon if one > soon)


def test_time_alone_makes_no_risk() -> None:
    assert {risk_from(Distance.AT, Showing.WELL, soon) for soon in Soon} == {Risk.LOW}


def test_every_value_of_the_rule_has_its_words() -> None:
    for words, values in ((DISTANCES, Distance), (SHOWINGS, Showing), (SOONS, Soon), (RISKS, Risk)):
        assert set(words) == set(values)


@given(statements, placings, soons, st.integers(0, 5), items)
def test_more_evidence_never_raises_risk(said, placing, soon, at, item) -> None:
    at %= len(said)
    more = [(answer, [*base, item] if n == at else base) for n, (answer, base) in enumerate(said)]
    assert risk_of(more, placing, soon) <= risk_of(said, placing, soon)


@given(statements, placings, soons, st.integers(0, 5), items, st.integers(0, 4))
def test_stronger_evidence_never_raises_risk(said, placing, soon, at, item, how) -> None:
    at %= len(said)
    with_it = [(a, [*base, item] if n == at else base) for n, (a, base) in enumerate(said)]
    better = [(a, [*base, stronger(item)[how]] if n == at else base) for n, (a, base) in enumerate(said)]
    assert risk_of(better, placing, soon) <= risk_of(with_it, placing, soon)


@given(statements, placings, soons, st.randoms())
def test_order_makes_no_difference(said, placing, soon, mix) -> None:
    mixed = [(answer, mix.sample(base, len(base))) for answer, base in said]
    mix.shuffle(mixed)
    assert standing(mixed, placing) == standing(said, placing)


@given(statements, placings, soons, st.integers(0, 5))
def test_an_action_that_is_done_and_proved_never_raises_risk(said, placing, soon, at) -> None:
    answer, base = said[at % len(said)]
    shown = strength("", [weigh(one, TODAY) for one in base]).level >= 2
    before = standing(said, placing)
    assert stated(with_done(before, answer, shown), soon).risk <= stated(before, soon).risk


@given(statements, soons, st.integers(0, 5))
def test_an_action_done_is_what_would_stand_if_it_were(said, soon, at) -> None:
    """The short cut says what judging the statement met, with full evidence, would say."""
    at %= len(said)
    answer, base = said[at]
    full = Item(9, "Proof", "seen", TODAY, "Governor", "whole", "direct")
    after = [("met", [*base, full]) if n == at else one for n, one in enumerate(said)]
    shown = strength("", [weigh(one, TODAY) for one in base]).level >= 2
    now, then = with_done(standing(said), answer, shown), standing(after)
    assert replace(now, judged_since=False) == then


def action(key: str, area: str = "a", descriptor: str = "d1", days: int = 30) -> Open:
    return Open(key, f"Do {key}", area, descriptor, TODAY + timedelta(days=days))


def test_the_action_that_lowers_most_comes_first() -> None:
    areas = {"a": replace(FULL, unshown=1), "b": replace(FULL, met=4, not_yet=2)}
    best, unknown = effects(
        [action("small", "a"), action("big", "b"), action("vague", "b", "")],
        areas, lambda area, _: ("met", False) if area == "a" else ("not_yet", False), Soon.NEARING,
    )  # fmt: skip
    assert [(one.action.key, one.after.risk) for one in best] == [("big", Risk.SOME), ("small", Risk.LOW)]
    assert best[0].because == "The risk there goes from high to some; 1 statement left not called met, one fewer."
    assert best[1].because == "The risk there goes from some to low; everything called met there could be shown."
    assert [one.key for one in unknown] == ["vague"]


def test_an_action_that_would_change_nothing_is_not_named() -> None:
    best, unknown = effects([action("done")], {"a": FULL}, lambda *_: ("met", True), Soon.NEARING)
    assert (best, unknown) == ((), ())


def test_the_last_statement_brings_an_area_to_the_line() -> None:
    below = replace(FULL, placed=False, agreed=False, met=5, not_yet=1)
    best, _ = effects([action("last")], {"a": below}, lambda *_: ("not_yet", False), Soon.NEARING)
    assert (best[0].before.risk, best[0].after.risk) == (Risk.HIGH, Risk.SOME)


def test_of_equals_the_soonest_due_comes_first() -> None:
    best, _ = effects(
        [action("late", days=60), action("early", days=3)], {"a": replace(FULL, unshown=1)},
        lambda *_: ("met", False), Soon.NEARING,
    )  # fmt: skip
    assert [one.action.key for one in best] == ["early", "late"]
