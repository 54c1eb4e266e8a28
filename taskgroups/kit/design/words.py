"""How dates, times, years, sizes and numbers of things are written. No Django: plain functions."""

from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
MONTHS = (
    "January February March April May June July August September October November December".split()  # noqa: SIM905
)


def here(moment: datetime) -> datetime:
    """Return a moment on the clocks of London; one without a time zone is taken as it is."""
    return moment.astimezone(LONDON) if moment.tzinfo else moment


def _day_of(value: date) -> date:
    return here(value).date() if isinstance(value, datetime) else value


def day(value: date | None) -> str:
    """Return '14 June 2017', or nothing for None."""
    if value is None:
        return ""
    value = _day_of(value)
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def day_short(value: date | None) -> str:
    """Return '14 Jun', or nothing for None."""
    if value is None:
        return ""
    value = _day_of(value)
    return f"{value.day} {MONTHS[value.month - 1][:3]}"


def month(value: date | None) -> str:
    """Return 'June 2017', or nothing for None."""
    return day(value).partition(" ")[2]


def weekday(value: date | None) -> str:
    """Return 'Wednesday 14 June 2017', or nothing for None."""
    return f"{_day_of(value):%A} {day(value)}" if value is not None else ""


def clock(value: time | datetime | None) -> str:
    """Return '3:30pm', '9am', 'midday' or 'midnight'; nothing for None."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = here(value).time()
    if value.minute == 0 and value.hour in (0, 12):
        return "midday" if value.hour else "midnight"
    minutes = f":{value.minute:02}" if value.minute else ""
    return f"{value.hour % 12 or 12}{minutes}{'am' if value.hour < 12 else 'pm'}"


def day_clock(value: datetime | None) -> str:
    """Return '14 June 2017 at 3:30pm', or nothing for None."""
    return f"{day(value)} at {clock(value)}" if value is not None else ""


def school_year(value: date | int | None) -> str:
    """Return '2016/17' for a day in that school year (September to August), or for the year it starts in."""
    if value is None:
        return ""
    if not isinstance(value, int):
        value = _day_of(value)
        value = value.year if value.month >= 9 else value.year - 1
    return f"{value}/{(value + 1) % 100:02}"


def plural(number: int, one: str, many: str = "") -> str:
    """Return '1 action' or '1,204 actions'; give `many` where it is not one with an s."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def listed(things: list[str], last: str = "and") -> str:
    """Return 'a', 'a and b' or 'a, b and c'."""
    if len(things) < 2:
        return "".join(things)
    return f"{', '.join(things[:-1])} {last} {things[-1]}"


def within(text: str) -> str:
    """Return what begins a sentence as it stands within one: 'deputy head' for 'Deputy head', 'SENCO' as it is."""
    return text[:1].lower() + text[1:] if text[1:2].islower() else text


def size(number: int) -> str:
    """Return a file's size in words: '812 bytes', '45 KB', '3.2 MB'."""
    if number < 1000:
        return plural(number, "byte")
    if number < 1_000_000:
        return f"{number / 1000:.0f} KB"
    return f"{number / 1_000_000:.1f} MB"


def paragraphs(text: str | None) -> list[str]:
    """Return the paragraphs of plain text, parted by empty lines."""
    blocks = (text or "").replace("\r\n", "\n").split("\n\n")
    return [block.strip() for block in blocks if block.strip()]


FILTERS: dict[str, Callable[..., Any]] = {
    "day": day,
    "day_short": day_short,
    "month": month,
    "weekday": weekday,
    "clock": clock,
    "day_clock": day_clock,
    "school_year": school_year,
    "plural": plural,
    "listed": listed,
    "within": within,
    "size": size,
    "paragraphs": paragraphs,
}
