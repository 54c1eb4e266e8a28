"""The parts of a school's page. Floors above say here what they add, and show it only to those who may see it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from taskgroups.people.models import Person
from taskgroups.schools.models import School

Seen = frozenset[str]
Gather = Callable[[Person, School, Seen], dict[str, Any] | None]


@dataclass(frozen=True)
class Part:
    """One part of the page. `gather(person, school, what of it they may see)` gives its words, or None for no part."""

    place: int
    template: str
    gather: Gather


@dataclass(frozen=True)
class Shown:
    """A part as one person sees it: its template, and what that shows under the name `part`."""

    template: str
    part: dict[str, Any]


_parts: dict[str, Part] = {}


def add_part(*, place: int, template: str, gather: Gather) -> None:
    """Add a part to every school's page, in the order of `place`; said again, it replaces itself."""
    _parts[template] = Part(place, template, gather)


def parts_for(person: Person, school: School, seen: Seen) -> list[Shown]:
    """Return the parts this person may see, in order, `seen` being what of the school is visible to them.

    Each part costs a fixed number of queries.
    """
    told = [(part, part.gather(person, school, seen)) for part in sorted(_parts.values(), key=lambda one: one.place)]
    return [Shown(part.template, found) for part, found in told if found is not None]
