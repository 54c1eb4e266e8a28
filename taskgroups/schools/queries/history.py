"""One school's inspections over time, its predecessors' with them: a lane per framework, never joined."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby

from taskgroups.frameworks.shelf import pack
from taskgroups.schools.models import Inspection, InspectionGrade

BEFORE = "A framework from before those kept here"
KINDS = {
    "graded": "Graded inspection",
    "ungraded": "Ungraded inspection",
    "report_card": "Inspection with a report card",
}


@dataclass(frozen=True)
class Lane:
    """The inspections under one framework, the newest first."""

    slug: str
    title: str
    inspections: list[Inspection] = field(default_factory=list)


def lanes(urns: Sequence[int]) -> list[Lane]:
    """The inspections of the schools of these URNs by framework, the newest lane first. Two queries."""
    found = (
        Inspection.objects.filter(school__urn__in=urns, started_on__isnull=False)
        .select_related("school")
        .prefetch_related("grades")
        .order_by("-started_on", "-pk")
    )
    result = []
    for slug, some in groupby(found, key=lambda one: one.framework):
        known = pack(slug)
        result.append(Lane(slug, known.title if known else BEFORE, list(some)))
    return result


def grades_in_order(inspection: Inspection) -> list[InspectionGrade]:
    """Its grades: overall first, then area by area as its framework has them, then what that does not name."""
    known = pack(inspection.framework)
    places = {_bare(area.name): number for number, area in enumerate(known.areas)} if known else {}

    def place(one: InspectionGrade) -> tuple[bool, int, str]:
        name = _bare(one.judgement)
        return not name.startswith("overall"), places.get(name, len(places)), name

    return sorted(inspection.grades.all(), key=place)


def _bare(name: str) -> str:
    """A judgement's name without what files and frameworks write differently."""
    return name.casefold().removeprefix("the ").replace("-", " ")


def kind_in_words(inspection: Inspection) -> str:
    """What sort of inspection it was."""
    return KINDS.get(inspection.kind, inspection.kind)
