"""Reading dates and times as people write them."""

from datetime import date, time

import pytest

from taskgroups.kit.design.dates import NotRead, Written, parts, read_date, read_time, within

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (("14", "6", "2027"), date(2027, 6, 14)),
        ((" 14 ", "06", "2027"), date(2027, 6, 14)),
        (("14", "June", "2027"), date(2027, 6, 14)),
        (("14", "jun", "2027"), date(2027, 6, 14)),
        (("1", "Sept.", "2027"), date(2027, 9, 1)),
        (("29", "2", "2028"), date(2028, 2, 29)),
    ],
)
def test_a_date_is_read_as_it_is_written(written: tuple[str, str, str], read: date) -> None:
    assert read_date(Written(*written)) == read


@pytest.mark.parametrize(
    ("written", "says", "at_fault"),
    [
        (("14", "6", ""), "The date has no year. Enter the date as three numbers, for example 14 6 2027.", ("year",)),
        (
            ("", "6", ""),
            "The date has no day and no year. Enter the date as three numbers, for example 14 6 2027.",
            ("day", "year"),
        ),
        (
            ("x", "6", "2027"),
            "The date cannot be read. Enter the date as three numbers, for example 14 6 2027.",
            ("day",),
        ),
        (
            ("14", "ju", "2027"),
            "The date cannot be read. Enter the date as three numbers, for example 14 6 2027.",
            ("month",),
        ),
        (
            ("١٤", "6", "2027"),
            "The date cannot be read. Enter the date as three numbers, for example 14 6 2027.",
            ("day",),
        ),
        (("31", "11", "2026"), "There is no day 31 in November. Enter a day from 1 to 30.", ("day",)),
        (("29", "2", "2027"), "There is no day 29 in February 2027. Enter a day from 1 to 28.", ("day",)),
        (("0", "2", "2027"), "There is no day 0 in February 2027. Enter a day from 1 to 28.", ("day",)),
        (("14", "13", "2027"), "There is no month 13. Enter a month from 1 to 12.", ("month",)),
        (("14", "6", "27"), "The year is 27. Enter all four numbers, for example 2027.", ("year",)),
        (("14", "6", "9999"), "The year is 9999. Enter a year from 1900 to 2100.", ("year",)),
    ],
)
def test_a_date_that_cannot_be_is_refused_in_words(
    written: tuple[str, str, str], says: str, at_fault: tuple[str, ...]
) -> None:
    with pytest.raises(NotRead) as refused:
        read_date(Written(*written))
    assert (refused.value.message, refused.value.parts) == (says, at_fault)


def test_a_month_in_letters_may_not_be_two_months() -> None:
    with pytest.raises(NotRead):
        read_date(Written("1", "j", "2027"))


@pytest.mark.parametrize(
    ("value", "bounds", "says"),
    [
        (
            date(2026, 11, 20),
            {"not_before": date(2026, 11, 24)},
            "The date is in the past. Enter a date after 23 November 2026.",
        ),
        (TODAY, {"not_before": date(2026, 11, 24)}, "The date is today. Enter a date after 23 November 2026."),
        (
            date(2026, 12, 1),
            {"not_before": date(2027, 1, 1)},
            "The date is too early. Enter a date after 31 December 2026.",
        ),
        (date(2026, 12, 1), {"not_after": TODAY}, "The date is in the future. Enter a date before 24 November 2026."),
        (
            date(2026, 9, 1),
            {"not_after": date(2026, 8, 31)},
            "The date is too late. Enter a date before 1 September 2026.",
        ),
    ],
)
def test_a_date_out_of_bounds_says_which_would_do(value: date, bounds: dict[str, date], says: str) -> None:
    with pytest.raises(NotRead, match="^" + says.replace(".", r"\.") + "$"):
        within(value, today=TODAY, **bounds)


def test_a_date_on_either_bound_is_allowed() -> None:
    assert within(TODAY, today=TODAY, not_before=TODAY, not_after=TODAY) == TODAY


def test_a_date_is_sent_as_three_parts() -> None:
    assert parts("held", date(2027, 6, 14)) == {"held-day": "14", "held-month": "6", "held-year": "2027"}


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("3:30pm", time(15, 30)),
        ("3.30 pm", time(15, 30)),
        ("3:30 P.M.", time(15, 30)),
        ("15:30", time(15, 30)),
        ("15.30", time(15, 30)),
        ("1530", time(15, 30)),
        ("3pm", time(15)),
        ("9:15", time(9, 15)),
        ("09:15", time(9, 15)),
        ("03:30", time(3, 30)),
        ("12pm", time(12)),
        ("12am", time(0)),
        ("midday", time(12)),
        ("Midnight", time(0)),
    ],
)
def test_a_time_is_read_as_it_is_written(text: str, read: time) -> None:
    assert read_time(text) == read


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("3:30", "3:30 could be morning or afternoon. Enter 3:30pm or 3:30am."),
        ("soon", "‘soon’ cannot be read as a time. Enter the time like 3:30pm or 15:30."),
        ("15", "‘15’ cannot be read as a time. Enter the time like 3:30pm or 15:30."),
        ("25:00", "There is no such time as 25:00. Enter the time like 3:30pm or 15:30."),
        ("9:75", "There is no such time as 9:75. Enter the time like 3:30pm or 15:30."),
        ("15:30pm", "There is no such time as 15:30pm. Enter the time like 3:30pm or 15:30."),
    ],
)
def test_a_time_that_cannot_be_is_refused_in_words(text: str, says: str) -> None:
    with pytest.raises(NotRead) as refused:
        read_time(text)
    assert refused.value.message == says
