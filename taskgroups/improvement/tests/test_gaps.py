"""Gaps: each kind with its reason, their order, what is proposed, and what holds of every school."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taskgroups.evaluation.tests.test_strength import bases, items
from taskgroups.improvement.because import Ref, of_distance, of_showing
from taskgroups.improvement.gaps import KINDS, gaps, horizon
from taskgroups.improvement.proposal import LONGEST, proposal
from taskgroups.improvement.risk import Risk
from taskgroups.improvement.tests.made_risk import AREA, FULL, STATEMENTS, THIN, TODAY, area, shown

ANSWERS = st.sampled_from(["", "not_yet", "partly", "met"])
FADES = FULL._replace(title="Lesson visits", kind="seen", dated=date(2026, 1, 23), confirmed_by="", covers="several")


def found(state, by=None, likely=None, risks=None):
    return gaps([state], shown(by or {}), risks or {}, today=TODAY, likely_from=likely)


def kinds(*answers, by=None, likely=None, grade="good"):
    return [gap.kind for gap in found(area(*answers, grade=grade), by, likely) if gap.descriptor]


@pytest.mark.parametrize(
    ("answer", "base", "is_"),
    [
        ("not_yet", [FULL], ["not_yet"]),
        ("partly", [], ["partly"]),
        ("met", [], ["no_evidence"]),
        ("met", [THIN], ["thin"]),
        ("met", [FADES], ["stale"]),
        ("met", [FULL], []),
        ("", [], []),
    ],
)
def test_a_statement_has_one_gap_at_most(answer, base, is_) -> None:
    assert kinds(answer, by={"d0": base}, likely=date(2027, 3, 1)) == is_


def test_an_area_placed_and_not_tested_is_one_gap() -> None:
    (gap,) = found(area("met", "met", "met"), {s.slug: [FULL] for s in STATEMENTS})
    assert (gap.kind, gap.descriptor, gap.because[0].words) == (
        "untested", None, "The school places Reading at Good; not judged: 1 of its statements.",
    )  # fmt: skip
    assert found(area(grade="not")) == ()


def test_a_gap_says_why_and_names_what_is_on_file() -> None:
    (gap,) = [one for one in found(area("met"), {"d0": [THIN]}) if one.descriptor]
    assert [one.words for one in gap.because] == [
        "The school places Reading at Good.",
        "‘Minutes’ is current; it is not said to be first-hand, is confirmed by nobody else yet and does not cover more "
        "than one class or a few pupils.",
    ]
    assert gap.because[-1].about == Ref("evidence", "2")


def test_what_goes_stale_says_until_when_it_holds() -> None:
    (gap,) = [one for one in found(area("met"), {"d0": [FADES]}, date(2027, 3, 1)) if one.descriptor]
    assert gap.because[-1].words == "It can be shown until 23 January 2027. ‘Lesson visits’ is of 23 January 2026."


@pytest.mark.parametrize(
    ("likely", "is_"),
    [
        (None, date(2027, 2, 23)),
        (date(2020, 1, 1), date(2027, 2, 23)),
        (date(2027, 4, 1), date(2027, 4, 1)),
        (date(2029, 4, 1), date(2027, 5, 23)),
    ],
)
def test_one_looks_three_to_six_months_ahead(likely, is_) -> None:
    assert horizon(TODAY, likely) == is_


def test_high_risk_comes_first_then_the_kind_then_the_order_of_the_framework() -> None:
    states = [area("partly", "not_yet", slug="a"), area("partly", "not_yet", "not_yet", slug="b")]
    risks = {"a": Risk.SOME, "b": Risk.HIGH}
    ranked = gaps(states, shown({}), risks, today=TODAY, likely_from=None)
    assert [(gap.area.slug, gap.kind, gap.place) for gap in ranked] == [
        ("b", "not_yet", "d1"), ("b", "not_yet", "d2"), ("b", "partly", "d0"), ("b", "untested", "-"),
        ("a", "not_yet", "d1"), ("a", "partly", "d0"), ("a", "untested", "-"),
    ]  # fmt: skip


def test_what_is_proposed_fits_an_action_and_falls_on_a_weekday() -> None:
    long = replace(AREA, name="Reading", descriptors=(replace(STATEMENTS[0], text="Pupils " * 60),))
    for answer, base in (("not_yet", []), ("partly", []), ("met", []), ("met", [THIN]), ("met", [FADES])):
        state = area(answer)
        state = replace(state, area=long, descriptors=(replace(state.descriptors[0], descriptor=long.descriptors[0]),))
        for gap in found(state, {"d0": base}, date(2027, 3, 1)):
            words = proposal(gap, TODAY)
            assert len(words.what) <= LONGEST
            assert len(words.proof) <= LONGEST
            assert (words.due, words.due.weekday() < 5) == (date(2027, 1, 4), True)


def test_a_proposal_names_what_there_is_already() -> None:
    (gap,) = [one for one in found(area("met"), {"d0": [THIN]}) if one.descriptor]
    assert proposal(gap, TODAY).what == "Find a second source that shows this: Pupils do well, 0."
    assert proposal(gap, TODAY).proof.startswith("An item of another kind than ‘Minutes’")


@given(st.lists(ANSWERS, min_size=4, max_size=4), st.dictionaries(st.sampled_from(["d0", "d1"]), bases), items)
def test_more_evidence_never_makes_a_gap_of_a_pressing_kind(answers, by, item) -> None:
    order = list(KINDS)
    before = {gap.key[:2]: order.index(gap.kind) for gap in found(area(*answers), by)}
    after = {
        gap.key[:2]: order.index(gap.kind) for gap in found(area(*answers), {**by, "d0": [*by.get("d0", []), item]})
    }
    assert set(after) <= set(before)
    assert all(after[key] >= before[key] for key in after)


@given(st.lists(ANSWERS, min_size=4, max_size=4), st.dictionaries(st.sampled_from(["d0", "d1"]), bases), st.randoms())
def test_the_order_of_evidence_makes_no_difference(answers, by, mix) -> None:
    mixed = {slug: mix.sample(base, len(base)) for slug, base in by.items()}
    assert [gap.key for gap in found(area(*answers), mixed)] == [gap.key for gap in found(area(*answers), by)]


@given(
    st.lists(ANSWERS, min_size=4, max_size=4),
    st.dictionaries(st.sampled_from(["d0", "d1", "d2"]), bases),
    st.sampled_from(["", "good", "not"]),
)
def test_everything_said_has_a_reason_that_names_something_on_file(answers, by, grade) -> None:
    state = area(*answers, grade=grade)
    strengths = shown(by)
    reasons = [of_distance(state), of_showing(state, lambda one: strengths(state, one))]
    reasons += [gap.because for gap in found(state, by, date(2027, 3, 1))]
    assert all(because for because in reasons)
    assert all(one.words and one.about.kind and one.about.key for because in reasons for one in because)
