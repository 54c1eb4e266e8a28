"""Reading a date or a time as people write it, with errors that say what to do. No Django: plain functions."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, time, timedelta

from taskgroups.kit.design.words import MONTHS, day

PARTS = ("day", "month", "year")
EXAMPLE = "Enter the date as three numbers, for example 14 6 2027."
PAST_EXAMPLE = "Enter the date as three numbers, for example 14 6 2024."  # where one to come would be refused
TIME_EXAMPLE = "Enter the time like 3:30pm or 15:30."
EARLIEST_YEAR = 1900
LATEST_YEAR = 2100


class NotRead(ValueError):
    """What was written cannot be read. The message is for the person; `parts` names the inputs at fault."""

    def __init__(self, message: str, parts: tuple[str, ...] = PARTS) -> None:
        super().__init__(message)
        self.message = message
        self.parts = parts


@dataclass(frozen=True)
class Written:
    """A date as it was written: three texts."""

    day: str = ""
    month: str = ""
    year: str = ""

    def __bool__(self) -> bool:
        return any(text.strip() for text in (self.day, self.month, self.year))

    @classmethod
    def of(cls, value: date) -> "Written":
        return cls(str(value.day), str(value.month), str(value.year))


def parts(name: str, value: date) -> dict[str, str]:
    """Return a date as a form sends it: `{'held-day': '14', 'held-month': '6', 'held-year': '2027'}`."""
    return {f"{name}-{part}": str(getattr(value, part)) for part in PARTS}


def read_date(written: Written, example: str = EXAMPLE) -> date:
    """Return the date somebody wrote; a month may be a number, a name or its first three letters.

    Raises NotRead with what is wrong and what to do, which `example` ends.
    """
    absent = tuple(part for part in PARTS if not getattr(written, part).strip())
    if absent:
        raise NotRead(f"The date has no {' and no '.join(absent)}. {example}", absent)
    month = _month(written.month)
    wrong = tuple(part for part in ("day", "year") if not _number(getattr(written, part)))
    if month is None:
        wrong = (*wrong, "month")
    if wrong or month is None:
        raise NotRead(f"The date cannot be read. {example}", wrong)
    return _possible(int(written.day), month, int(written.year))


def _number(text: str) -> bool:
    text = text.strip()
    return text.isascii() and text.isdigit() and len(text) <= 4


def _month(text: str) -> int | None:
    text = text.strip().lower().rstrip(".")
    if _number(text):
        return int(text)
    named = [n for n, name in enumerate(MONTHS, 1) if len(text) >= 3 and name.lower().startswith(text)]
    named += [9] if text == "sept" and not named else []
    return named[0] if named else None


def _possible(number: int, month: int, year: int) -> date:
    if not 1 <= month <= 12:
        raise NotRead(f"There is no month {month}. Enter a month from 1 to 12.", ("month",))
    if year < 100:
        raise NotRead(f"The year is {year:02}. Enter all four numbers, for example 20{year:02}.", ("year",))
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        raise NotRead(f"The year is {year}. Enter a year from {EARLIEST_YEAR} to {LATEST_YEAR}.", ("year",))
    most = monthrange(year, month)[1]
    if not 1 <= number <= most:
        name = MONTHS[month - 1] + (f" {year}" if month == 2 else "")
        raise NotRead(f"There is no day {number} in {name}. Enter a day from 1 to {most}.", ("day",))
    return date(year, month, number)


def within(value: date, *, today: date, not_before: date | None = None, not_after: date | None = None) -> date:
    """Return the date where it lies within both bounds, which count as allowed.

    Raises NotRead with a sentence that names the day to be after or before.
    """
    if not_before is not None and value < not_before:
        raise NotRead(f"The date is {_where(value, today, 'too early')}. Enter a date after {day(_back(not_before))}.")
    if not_after is not None and value > not_after:
        raise NotRead(f"The date is {_where(value, today, 'too late')}. Enter a date before {day(_on(not_after))}.")
    return value


def _where(value: date, today: date, otherwise: str) -> str:
    if value == today:
        return "today"
    if otherwise == "too early" and value < today:
        return "in the past"
    if otherwise == "too late" and value > today:
        return "in the future"
    return otherwise


def _back(value: date) -> date:
    return value - timedelta(days=1)


def _on(value: date) -> date:
    return value + timedelta(days=1)


CLOCK = re.compile(
    r"(?P<hour>\d{1,2})(?:\s*[:.]\s*(?P<minute>\d{2})|(?<=\d\d)(?P<joined>\d{2}))?\s*(?P<half>[ap]\.?m\.?)?"
)
IN_WORDS = {"midday": time(12), "noon": time(12), "midnight": time(0)}


def read_time(text: str) -> time:
    """Return the time somebody wrote: '3:30pm', '15:30', '3.30 pm', '3pm', '1530' or 'midday'.

    Raises NotRead; a bare '3:30' could be morning or afternoon and is asked about, as is any hour from 1 to 6.
    """
    text = text.strip().lower()
    if text in IN_WORDS:
        return IN_WORDS[text]
    found = CLOCK.fullmatch(text)
    if found is None or (text.isdigit() and len(text) < 4):
        raise NotRead(f"‘{text[:30]}’ cannot be read as a time. {TIME_EXAMPLE}")
    hour, minute = int(found["hour"]), int(found["minute"] or found["joined"] or 0)
    half = (found["half"] or "")[:1]
    if minute > 59 or hour > 23 or (half and not 1 <= hour <= 12):
        raise NotRead(f"There is no such time as {text}. {TIME_EXAMPLE}")
    if not half and 1 <= hour <= 6 and not found["hour"].startswith("0"):
        raise NotRead(
            f"{hour}:{minute:02} could be morning or afternoon. Enter {hour}:{minute:02}pm or {hour}:{minute:02}am."
        )
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return time(hour, minute)
