"""Where a school comes from: its history goes on when its URN changes."""

from dataclasses import dataclass
from datetime import date

from taskgroups.schools.models import Link, School

FARTHEST = 12


@dataclass(frozen=True)
class Ancestor:
    """A predecessor: loaded here, or known by number and perhaps name alone."""

    urn: int
    name: str
    kind: str
    since: date | None
    school: School | None


def ancestors(school: School) -> list[Ancestor]:
    """Every predecessor of a school, the nearest first, by what either side's links tell. Two queries a generation."""
    found: dict[int, tuple[str, str, date | None]] = {}
    young = {school.urn}
    for _ in range(FARTHEST):
        told = _parents(young)
        young = told.keys() - found.keys() - {school.urn}
        if not young:
            break
        found |= {urn: told[urn] for urn in sorted(young)}
    loaded = {one.urn: one for one in School.objects.filter(urn__in=found)} if found else {}
    return [
        Ancestor(urn, loaded[urn].name if urn in loaded else name, kind, since, loaded.get(urn))
        for urn, (name, kind, since) in found.items()
    ]


def lineage(school: School) -> list[School]:
    """Every predecessor of a school that is loaded here, the nearest first: its history is this school's history."""
    return [one.school for one in ancestors(school) if one.school]


def _parents(urns: set[int]) -> dict[int, tuple[str, str, date | None]]:
    """The predecessors of these schools, told by themselves or by the schools they succeeded."""
    own = Link.objects.filter(urn__in=urns, kind__startswith="Predecessor").order_by("linked_urn")
    theirs = Link.objects.filter(linked_urn__in=urns, kind__startswith="Successor").order_by("urn")
    found = {one.urn: ("", one.kind.replace("Successor", "Predecessor"), one.from_date) for one in theirs}
    return found | {one.linked_urn: (one.linked_name, one.kind, one.from_date) for one in own}
