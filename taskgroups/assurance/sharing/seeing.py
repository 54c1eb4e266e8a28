"""The school's page as an audience would get it, by the very functions that make it for them."""

from collections.abc import Mapping

from taskgroups.people.models import Person
from taskgroups.schools.models import School, Thing
from taskgroups.schools.on_a_page import Shown, parts_for

NOBODY = 0  # no person has this key


def stand_in() -> Person:
    """Return somebody who is of no school, has no seat and no role: only what is shared lets them see anything."""
    person = Person(pk=NOBODY, name="Somebody of that audience")
    person._roles_today = []  # type: ignore[attr-defined]
    return person


def visible_to(audience: int, proposed: Mapping[str, int]) -> frozenset[str]:
    """Return what an audience would see of a school that shares each thing as proposed: `policy.visible_things`."""
    return frozenset(thing for thing in Thing.values if audience <= proposed.get(thing, 0))


def page_as(school: School, audience: int, proposed: Mapping[str, int]) -> list[Shown]:
    """Return the parts of the school's page that this audience would get, once it is shared so."""
    return parts_for(stand_in(), school, visible_to(audience, proposed))
