"""Working days in England: not Saturdays, Sundays or bank holidays.

Source: Banking and Financial Dealings Act 1971, schedule 1 (Easter Monday, the last Monday in May and in August, 26
December, and 27 December where Christmas falls so); Good Friday and Christmas Day by common law; New Year's Day (since
1974) and the first Monday in May (since 1978) by royal proclamation, with the next free weekday where one falls on a
weekend. Days moved or added once are listed below as proclaimed; a future one has to be added when it is proclaimed.
Easter by the Meeus/Jones/Butcher rule (J. Meeus, Astronomical Algorithms, 1991, chapter 8).
School holidays are not counted out: they differ from place to place.
"""

from datetime import date, timedelta
from functools import lru_cache

MONDAY, SATURDAY = 0, 5
MOVED = {date(2020, 5, 4): date(2020, 5, 8), date(2022, 5, 30): date(2022, 6, 2)}  # VE Day 75; Platinum Jubilee
ADDED = (date(2022, 6, 3), date(2022, 9, 19), date(2023, 5, 8))  # Jubilee; the Queen's funeral; the King's coronation


@lru_cache(maxsize=64)
def bank_holidays(year: int) -> frozenset[date]:
    """Return the bank holidays of England and Wales in a year from 2013 on."""
    sunday = easter_sunday(year)
    fixed = {sunday - timedelta(days=2), sunday + timedelta(days=1), _first_monday(year, 5)}
    fixed |= {_last_monday(year, 5), _last_monday(year, 8)}
    fixed = {MOVED.get(day, day) for day in fixed} | {day for day in ADDED if day.year == year}
    for day in (date(year, 1, 1), date(year, 12, 25), date(year, 12, 26)):
        fixed.add(_next_free(day, fixed))
    return frozenset(fixed)


def easter_sunday(year: int) -> date:
    """Return Easter Sunday in the Gregorian calendar."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * weekday) // 451
    month, day = divmod(h + weekday - 7 * m + 114, 31)
    return date(year, month, day + 1)


def is_working_day(day: date) -> bool:
    """Whether a day is neither at a weekend nor a bank holiday in England."""
    return day.weekday() < SATURDAY and day not in bank_holidays(day.year)


def after_working_days(start: date, number: int) -> date:
    """Return the last of `number` working days that follow `start`; `start` itself does not count."""
    day, left = start, number
    while left:
        day += timedelta(days=1)
        left -= is_working_day(day)
    return day


def _first_monday(year: int, month: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(MONDAY - first.weekday()) % 7)


def _last_monday(year: int, month: int) -> date:
    last = date(year, month, 31)
    return last - timedelta(days=(last.weekday() - MONDAY) % 7)


def _next_free(day: date, taken: set[date]) -> date:
    while day.weekday() >= SATURDAY or day in taken:
        day += timedelta(days=1)
    return day
