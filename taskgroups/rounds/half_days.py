"""Mornings and afternoons: their names, their words, and several at once. No database."""

from collections.abc import Collection, Iterator
from datetime import date, datetime, time, timedelta
from enum import Enum

from django.utils import timezone

from taskgroups.kit.design.words import day_short, weekday
from taskgroups.meetings.plan.rhythm import CLOSED

SATURDAY = 5
MONTHS = {"autumn": (9, 12), "spring": (1, 4), "summer": (4, 8)}  # wide: when a term ends each school knows itself


class Half(Enum):
    """Half of a day, in the order of the day."""

    MORNING = "am"
    AFTERNOON = "pm"


def day_of(slot: str) -> date:
    """The day of '2027-01-18 am'."""
    return date.fromisoformat(slot[:10])


def half_of(slot: str) -> str:
    """'morning' or 'afternoon'."""
    return Half(slot[11:]).name.lower()


def words_of(slot: str) -> str:
    """'Monday 18 January 2027, morning'."""
    return f"{weekday(day_of(slot))}, {half_of(slot)}"


def short_words_of(slot: str) -> str:
    """'Mon 18 Jan, morning'."""
    return f"{day_of(slot):%a} {day_short(day_of(slot))}, {half_of(slot)}"


def every_week(first: date, weeks: int) -> Iterator[date]:
    """The first day and the same weekday after it, so many in all; those in the usual school holidays left out."""
    day, given = first, 0
    while given < weeks:
        if given == 0 or not any(begins <= (day.month, day.day) <= ends for begins, ends in CLOSED):
            yield day
            given += 1
        day += timedelta(weeks=1)


def unusual(days: Collection[date], term: str, year: int) -> list[date]:
    """Those of some days that are at a weekend or in no month of the term; `year` is that in which the year begins."""
    first, last = MONTHS[term]
    of = year if term == "autumn" else year + 1
    return sorted(
        {one for one in days if one.weekday() >= SATURDAY or one.year != of or not first <= one.month <= last}
    )


def starts_at(slot: str, morning: time, afternoon: time) -> datetime:
    """The moment a Task Group on this half-day begins."""
    at = morning if slot.endswith(Half.MORNING.value) else afternoon
    return timezone.make_aware(datetime.combine(day_of(slot), at))
