"""How long a role lasts that is not given for good: an observer's, who learns to chair, to the end of a school year."""

from datetime import date

from taskgroups.kit.design.words import day
from taskgroups.schools.models import Role

LAST = (8, 31)
MAY_CHANGE = "The lead of the consortium may change that day."
SUMMER = 6  # from June on nearly nothing is left of a school year: the role goes on to the end of the next


def last_day(kind: str, *, offered: date, on: date) -> date | None:
    """Return the last day of a role that was offered on one day and is taken up on another; None where it has none.

    What the offer said holds, unless it has passed by then.
    """
    if kind != Role.Kind.OBSERVER:
        return None
    told = _end_of_year(offered)
    return told if told >= on else _end_of_year(on)


def lasts_words(kind: str, *, offered: date, on: date) -> str:
    """Say until when, and who may change it; '' where the role has no last day."""
    last = last_day(kind, offered=offered, on=on)
    return f"This lasts until {day(last)}. {MAY_CHANGE}" if last else ""


def _end_of_year(on: date) -> date:
    return date(on.year + (on.month >= SUMMER), *LAST)
