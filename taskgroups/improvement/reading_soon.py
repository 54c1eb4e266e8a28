"""What is known of a school's inspections, past and expected: two queries."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from taskgroups.frameworks import shelf
from taskgroups.improvement.because import Because
from taskgroups.improvement.models import ExpectedInspection
from taskgroups.improvement.risk import Soon
from taskgroups.improvement.soon import Coming, Expected, Inspected, coming
from taskgroups.schools.models import Inspection, School


@dataclass(frozen=True)
class KnownOfInspections:
    """The inspections on file, and what the school has said of the next one."""

    held: tuple[Inspected, ...]
    said: tuple[Expected, ...]

    def coming(self, on: date) -> Coming:
        """From when one is likely, with what was known on a day."""
        return coming(shelf.packs(), self.held, self.said, on)

    def soon_on(self, on: date) -> tuple[Soon, Because]:
        """How soon one was likely, seen from a day, and why."""
        found = self.coming(on)
        return found.soon(on), found.because

    def turns(self, since: date, until: date) -> set[date]:
        """The days between two on which that may become another."""
        anchors = {since, until, *(one.on for one in self.held), *(one.said_on for one in self.said)}
        anchors |= {one.starts for one in shelf.packs().values()}
        return anchors | {day for on in anchors for day in self.coming(on).turns()}


def known_of_inspections(school: School) -> KnownOfInspections:
    """Return what is on file of a school's inspections with their grades, and what it expects; two queries."""
    return KnownOfInspections(tuple(_inspected(school)), tuple(_expected(school)))


def _inspected(school: School) -> list[Inspected]:
    rows = Inspection.objects.filter(school=school).order_by("started_on", "pk")
    found: dict[int, Inspected] = {}
    for pk, on, framework, judgement, grade in rows.values_list(
        "pk", "started_on", "framework", "grades__judgement", "grades__grade"
    ):
        if on is not None:
            before = found.get(pk, Inspected(pk, on, framework))
            grades = (*before.grades, (judgement, grade)) if judgement else before.grades
            found[pk] = Inspected(pk, on, framework, grades)
    return list(found.values())


def _expected(school: School) -> list[Expected]:
    rows = ExpectedInspection.objects.filter(school=school).order_by("at", "pk")
    return [
        Expected(pk, timezone.localdate(at), day, why)
        for pk, at, day, why in rows.values_list("pk", "at", "likely_from", "why")
    ]
