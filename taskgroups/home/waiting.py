"""What needs a person: one list over all their roles, soonest first."""

from dataclasses import dataclass
from datetime import date

from taskgroups.people.models import Person


@dataclass(frozen=True)
class Waiting:
    """One thing that waits: what to do, where, by when, and for which school."""

    what: str
    address: str
    when: date | None
    about: str = ""
    late: bool = False


def what_needs(person: Person) -> list[Waiting]:
    """Return everything that waits for this person, soonest first, in a fixed number of queries."""
    return []
