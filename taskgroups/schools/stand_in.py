"""Somebody of an audience and nobody in particular: as whom a head looks at pages before sharing anything."""

from collections.abc import Mapping
from dataclasses import dataclass

from taskgroups.people.models import Person
from taskgroups.schools.models import School

NOBODY = 0  # no person has this key


@dataclass(frozen=True)
class Played:
    """The audience of one school somebody stands for, and how far that school would share each thing."""

    school_id: int
    audience: int
    proposed: Mapping[str, int]


def stand_in(school: School, audience: int, proposed: Mapping[str, int]) -> Person:
    """Return somebody with no role and no seat, who finds what `policy` lets that audience find, and nothing else."""
    person = Person(pk=NOBODY, name="Somebody of that audience")
    person._roles_today = []  # type: ignore[attr-defined]
    person._played = Played(school.pk, audience, proposed)  # type: ignore[attr-defined]
    return person


def played_by(person: Person) -> Played | None:
    """Return what somebody stands for; None for everybody who is themselves."""
    found: Played | None = getattr(person, "_played", None)
    return found
