"""What is said of pairs: an outcome in its own series, too few, and nothing from which one school can be told."""

from datetime import date, timedelta

import pytest

from taskgroups.track.core.interval import Table
from taskgroups.track.core.result import FEWEST, Pair, Result, results, told
from taskgroups.track.words import sentence

OVERALL = ("overall", "Overall effectiveness")
CARD = ("report card", "Inclusion")


def pairs(first: int, of: int, outcome: tuple[str, str] = OVERALL, second: int | None = None) -> list[Pair]:
    """Pairs in the order in which they became known; as many first and second sides as told reached the line."""
    second = first if second is None else second
    day = date(2024, 1, 1)
    return [Pair(n, day + timedelta(days=n), {outcome: n < first}, {outcome: n < second}) for n in range(of)]


def test_twenty_pairs_are_told_and_nineteen_are_not():
    few, enough = results(pairs(10, 19), exact=True), results(pairs(10, 20), exact=True)
    assert (few[0].table, few[0].why_not, few[0].pairs) == (None, "few", 19)
    assert enough[0].table == Table(10, 0, 0, 10)


def test_each_series_is_a_result_of_its_own():
    found = results(pairs(10, 24) + pairs(5, 21, CARD), exact=True)
    assert [(one.series, one.judgement, one.pairs) for one in found] == [(*OVERALL, 24), (*CARD, 21)]


def test_a_pair_inspected_otherwise_on_its_two_sides_counts_in_no_series():
    mixed = [Pair(n, date(2024, 1, 1), {OVERALL: True}, {CARD: True}) for n in range(30)]
    assert results(mixed, exact=True) == []


def test_others_are_told_by_six_in_the_order_in_which_it_became_known():
    found = results(pairs(12, 29), exact=False)[0]
    assert (found.pairs, found.table) == (24, Table(12, 0, 0, 12))


def test_one_school_more_changes_nothing_that_others_are_told():
    assert results(pairs(12, 24), exact=False) == results(pairs(12, 29), exact=False)


@pytest.mark.parametrize("reached", [0, 5, 19, 24])
def test_others_are_told_nothing_where_fewer_than_six_stand_on_one_side(reached: int):
    found = results(pairs(reached, 24), exact=False)[0]
    assert (found.table, found.why_not) == (None, "small")
    assert "tell of single schools" in sentence(found)


@pytest.mark.parametrize("reached", [6, 18])
def test_six_are_enough(reached: int):
    assert results(pairs(reached, 24), exact=False)[0].table is not None


@pytest.mark.parametrize(
    ("number", "exact", "words"), [(3, True, "3"), (5, False, "fewer than six"), (6, False, "at least 6"), (17, False, "at least 12"), (0, False, "fewer than six")]
)  # fmt: skip
def test_numbers_of_schools_are_told_whole_or_by_six(number: int, exact: bool, words: str):
    assert told(number, exact=exact) == words


def test_a_difference_that_chance_explains_is_said_to_show_nothing():
    found = results(pairs(15, 24, second=12), exact=True)[0]
    assert sentence(found) == (
        "15 of 24 schools with a Task Group were found so, and 12 of the 24 beside them: 12 in a hundred more. Allowing for chance it "
        f"could be anything from {-round(100 * found.low)} fewer to {round(100 * found.high)} more, so "
        "these schools do not show whether those with a Task Group were found better or worse."
    )


@pytest.mark.parametrize(("first", "second", "word"), [(50, 20, "better"), (20, 50, "worse")])
def test_a_clear_difference_is_said_and_not_explained(first: int, second: int, word: str):
    said = sentence(results(pairs(first, 60, second=second), exact=True)[0])
    assert f"they were found {word} than the schools beside them. That does not say why." in said


def test_too_few_says_how_many_there_are_and_how_many_are_needed():
    assert sentence(Result(*OVERALL, 7, True, why_not="few")) == (
        f"Too few to say. 7 pairs of schools so far; at least {FEWEST} are needed, since with fewer chance decides."
    )
    assert sentence(Result(*OVERALL, 0, False, why_not="few")).startswith("Too few to say. Fewer than six pairs")
