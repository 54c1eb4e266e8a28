"""Which school stands beside which: alike on the day of the Task Group, and nobody's later grade looked at."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taskgroups.track.core.history import Inspected, School, Why, around
from taskgroups.track.core.pairing import Compared, pair

HELD = date(2022, 3, 1)


def inspected(key: int, on: date, stood: str = "Good", framework: str = "one", series: str = "overall") -> Inspected:
    return Inspected(key, on, series, framework, stood)


def school(key: int, *, held: date | None = None, before: date = date(2019, 3, 1), after: date | None = date(2023, 3, 1),
           stood: str = "Good", **more) -> School:  # fmt: skip
    found = [inspected(10 * key, before, stood)]
    found += [inspected(10 * key + 1, after, more.pop("since", "Good"), more.pop("framework", "one"))] if after else []
    return School(
        key, **{"kind": "primary", "pupils": 200, "free_meals": 20.0} | more, history=tuple(found), first_held=held
    )


HAD = school(1, held=HELD)


def beside(*others: School, had: School = HAD) -> Compared:
    return pair([had, *others])[0]


def test_a_school_alike_stands_beside_it_with_the_inspections_around_that_day():
    found = beside(school(2))
    assert (found.why, found.beside) == (Why.PAIRED, 2)
    assert (found.own.before.key, found.own.after.key, found.other.before.key, found.other.after.key) == (
        10,
        11,
        20,
        21,
    )


def test_the_nearest_of_several_does():
    assert beside(school(2, pupils=260), school(3, pupils=210), school(4, free_meals=29.0)).beside == 3


@pytest.mark.parametrize(
    "other",
    [
        school(2, kind="secondary"),
        school(2, stood="Requires improvement"),
        school(2, framework="two"),
        school(2, pupils=301),
        school(2, pupils=133),
        school(2, free_meals=30.1),
        school(2, before=date(2020, 3, 2)),
        school(2, after=None),
        school(2, after=date(2022, 5, 1)),
        school(2, before=date(2022, 3, 2)),
        school(2, pupils=None),
        school(2, free_meals=None),
        school(2, held=date(2022, 9, 1)),
    ],
    ids=["phase", "grade", "framework", "larger", "smaller", "poorer", "later", "uninspected", "too-soon", "after",
         "no-size", "no-meals", "had-one"],
)  # fmt: skip
def test_a_school_that_is_not_alike_does_not(other: School):
    assert beside(other).why == Why.NOBODY


def test_one_at_the_very_edge_of_what_is_allowed_does():
    edge = school(2, pupils=300, free_meals=30.0, before=date(2020, 2, 29))
    assert beside(edge).beside == 2


def test_grades_of_two_frameworks_are_never_held_to_be_equal():
    other = school(2)
    earlier = replace(other, history=(replace(other.history[0], framework="older"), other.history[1]))
    assert beside(earlier).why == Why.NOBODY


def test_one_found_wanting_first_and_given_a_task_group_for_it_still_counts_as_having_had_none():
    assert beside(school(2, since="Inadequate", held=date(2023, 6, 1))).beside == 2


def test_what_was_found_later_decides_nothing():
    good, poor = school(2, since="Good"), school(2, since="Inadequate")
    assert replace(beside(good), other=None) == replace(beside(poor), other=None)


def test_no_school_stands_beside_two():
    found = pair([school(1, held=HELD), school(2, held=HELD), school(3)])
    assert sorted(one.why for one in found) == [Why.NOBODY, Why.PAIRED]


def test_the_first_gives_way_where_the_second_has_nobody_else():
    first, second = school(1, held=HELD, pupils=200), school(2, held=HELD, pupils=140)
    found = pair([first, second, school(3, pupils=200), school(4, pupils=280)])
    assert [one.beside for one in found] == [4, 3]


@pytest.mark.parametrize(
    ("had", "why"),
    [
        (school(1, held=date(2018, 1, 1)), Why.NO_GRADE),
        (school(1, held=HELD, stood=""), Why.NO_GRADE),
        (school(1, held=HELD, after=None), Why.NOT_SINCE),
        (school(1, held=HELD, after=date(2022, 5, 30)), Why.TOO_SOON),
        (school(1, held=HELD, free_meals=None), Why.UNKNOWN),
        (school(1, held=HELD, pupils=0), Why.UNKNOWN),
    ],
)
def test_why_one_cannot_be_compared_is_said(had: School, why: Why):
    assert beside(school(2), had=had) == Compared(1, why)


def test_an_inspection_ninety_one_days_later_counts():
    assert beside(school(2), had=school(1, held=HELD, after=date(2022, 5, 31))).why == Why.PAIRED


def test_an_inspection_of_the_day_itself_came_before():
    found = around((inspected(1, HELD), inspected(2, date(2024, 1, 1))), HELD)
    assert (found.before.key, found.after.key) == (1, 2)


SCHOOLS = st.lists(
    st.builds(
        lambda pupils, meals, held, since: {"pupils": pupils, "free_meals": meals, "held": HELD if held else None,
                                            "since": since},
        st.integers(100, 400), st.floats(0, 40), st.booleans(), st.sampled_from(["Good", "Inadequate"]),
    ), max_size=12,
)  # fmt: skip


@given(SCHOOLS, st.randoms())
def test_the_order_of_schools_never_matters(told, random):
    schools = [school(key, **one) for key, one in enumerate(told, 1)]
    mixed = list(schools)
    random.shuffle(mixed)
    assert pair(mixed) == pair(schools)


@given(SCHOOLS)
def test_every_school_that_had_one_is_accounted_for_once(told):
    schools = [school(key, **one) for key, one in enumerate(told, 1)]
    found = pair(schools)
    beside_ = [one.beside for one in found if one.beside]
    assert [one.school for one in found] == [one.key for one in schools if one.first_held]
    assert len(beside_) == len(set(beside_))
    assert not set(beside_) & {one.school for one in found}
