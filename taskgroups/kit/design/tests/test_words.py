"""How dates, times and numbers of things are written."""

from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taskgroups.kit.design import words
from taskgroups.kit.design.dates import Written, read_date, read_time

JUNE = date(2017, 6, 14)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (words.day(JUNE), "14 June 2017"),
        (words.day_short(JUNE), "14 Jun"),
        (words.month(JUNE), "June 2017"),
        (words.weekday(JUNE), "Wednesday 14 June 2017"),
        (words.clock(time(15, 30)), "3:30pm"),
        (words.clock(time(9)), "9am"),
        (words.clock(time(12)), "midday"),
        (words.clock(time(0, 5)), "12:05am"),
        (words.school_year(date(2016, 9, 1)), "2016/17"),
        (words.school_year(date(2016, 8, 31)), "2015/16"),
        (words.school_year(1999), "1999/00"),
        (words.plural(1, "action"), "1 action"),
        (words.plural(1204, "action"), "1,204 actions"),
        (words.plural(2, "child", "children"), "2 children"),
        (words.listed(["a", "b", "c"]), "a, b and c"),
        (words.listed(["PDF", "DOCX"], "or"), "PDF or DOCX"),
        (words.within("Deputy head of Year 4"), "deputy head of Year 4"),
        (words.within("SENCO"), "SENCO"),
        (words.within("A teacher"), "A teacher"),
        (words.within(""), ""),
        (words.size(812), "812 bytes"),
        (words.size(3_200_000), "3.2 MB"),
    ],
)
def test_written_as_the_house_writes_it(written: str, expected: str) -> None:
    assert written == expected


def test_a_moment_is_told_by_the_clocks_of_london() -> None:
    assert words.day_clock(datetime(2017, 6, 14, 23, 30, tzinfo=UTC)) == "15 June 2017 at 12:30am"


def test_nothing_is_written_for_nothing() -> None:
    assert [write(None) for write in (words.day, words.day_short, words.month, words.clock)] == [""] * 4


def test_paragraphs_are_parted_by_empty_lines() -> None:
    assert words.paragraphs("One\r\n\r\nTwo\nstill two\n\n\n") == ["One", "Two\nstill two"]


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_a_date_written_by_us_is_read_back(value: date) -> None:
    assert read_date(Written(*words.day(value).split())) == value


@given(st.times().map(lambda value: value.replace(second=0, microsecond=0)))
def test_a_time_written_by_us_is_read_back(value: time) -> None:
    assert read_time(words.clock(value)) == value
