"""One row of what waits."""

from dataclasses import dataclass
from datetime import date, timedelta

SOON = timedelta(days=14)
MOST = 40


@dataclass(frozen=True)
class Waiting:
    """One thing that waits: what to do, where, by when, for which school, and whether the day has passed."""

    what: str
    address: str
    when: date | None
    about: str = ""
    late: bool = False
