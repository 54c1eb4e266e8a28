"""Who may read a track record. Every finder returns what it is about for this person, or None.

That a school had a Task Group is for those who know of it: its own people, those with a seat, the lead. All others read
counts by six schools, of which none can be told. The authority's are counts of what schools share with it.
"""

from dataclasses import dataclass

from taskgroups.people.models import Person
from taskgroups.schools.models import Authority, Consortium
from taskgroups.schools.policy import heads_one_of, leads, officers_authority, seen_consortium


@dataclass(frozen=True)
class Seen:
    """A track record as one person reads it: of which area, and whether they know of every Task Group in it."""

    person: Person
    area: Consortium | Authority
    exact: bool

    @property
    def of_consortium(self) -> bool:
        return isinstance(self.area, Consortium)


def consortium_track(person: Person, slug: str) -> Seen | None:
    """The lead of the consortium, and the heads of its schools that have agreed to be in it."""
    found = seen_consortium(person, slug)
    return Seen(person, found, leads(person, found)) if found and opens_track(person, found) else None


def opens_track(person: Person, consortium: Consortium) -> bool:
    """The rule of `consortium_track` for one consortium."""
    return leads(person, consortium) or heads_one_of(person, consortium)


def authority_track(person: Person, code: str) -> Seen | None:
    """The officers of the authority."""
    found = officers_authority(person, code)
    return Seen(person, found, exact=False) if found else None
