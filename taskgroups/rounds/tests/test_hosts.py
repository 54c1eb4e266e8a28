"""In which order schools might host, and half-days in words. No database."""

from datetime import date, time

import pytest

from taskgroups.frameworks import shelf
from taskgroups.kit.design.words import day_clock
from taskgroups.meetings.plan.rhythm import Found
from taskgroups.rounds.forms import coming_terms
from taskgroups.rounds.half_days import every_week, short_words_of, starts_at, words_of
from taskgroups.rounds.hosts import Known, in_order

PACK = shelf.pack_on(date(2022, 1, 10))
WEAK = Found(PACK, [("Overall effectiveness", "Requires improvement")])


def known(urn: int, last: date | None = None, found: Found | None = None) -> Known:
    return Known(urn, f"School {urn}", found, last)


def test_schools_that_need_improvement_come_first_then_those_that_waited_longest() -> None:
    order = in_order(
        [known(1, date(2026, 5, 1)), known(2), known(3, date(2025, 5, 1)), known(4, date(2026, 9, 1), WEAK)]
    )
    assert [one.urn for one in order] == [4, 2, 3, 1]


def test_each_school_has_its_reason() -> None:
    order = in_order([known(1, date(2026, 5, 1)), known(2, found=WEAK)])
    below = "Overall effectiveness was graded Requires improvement, below the secure line."
    assert [one.because for one in order] == [
        f"{below} It has had no Task Group yet.",
        "Its last Task Group was on 1 May 2026.",
    ]


def test_a_school_with_one_put_off_says_so_and_has_one_to_come() -> None:
    order = in_order([Known(1, "School 1", None, None, put_off=True)])
    assert [(one.because, one.planned) for one in order] == [
        ("It has had no Task Group yet. One was put off and has no new date yet.", True)
    ]


def test_a_half_day_is_said_in_words() -> None:
    assert (words_of("2027-01-18 am"), short_words_of("2027-01-18 pm")) == (
        "Monday 18 January 2027, morning",
        "Mon 18 Jan, afternoon",
    )


def test_the_same_weekday_leaves_the_holidays_out() -> None:
    assert list(every_week(date(2026, 12, 15), 3)) == [date(2026, 12, 15), date(2027, 1, 12), date(2027, 1, 19)]


def test_a_morning_in_summer_begins_on_the_clocks_of_the_installation() -> None:
    begins = starts_at("2027-06-14 am", time(9, 30), time(13, 30))
    assert day_clock(begins) == "14 June 2027 at 9:30am"


@pytest.mark.parametrize(
    ("today", "first"),
    [
        (date(2026, 9, 1), "Autumn term 2026/27"),
        (date(2026, 12, 31), "Autumn term 2026/27"),
        (date(2027, 1, 1), "Spring term 2026/27"),
        (date(2028, 2, 29), "Spring term 2027/28"),
        (date(2027, 8, 31), "Summer term 2026/27"),
    ],
)
def test_the_terms_to_choose_from_begin_with_this_one(today: date, first: str) -> None:
    assert coming_terms(today)[0][1] == first
