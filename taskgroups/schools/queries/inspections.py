"""What inspections found: one school's history, and counts over many. Frameworks are never mixed into one figure."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import OuterRef, QuerySet, Subquery

from taskgroups.schools.inspected.columns import OVERALL, QUALITY
from taskgroups.schools.models import Authority, Inspection, InspectionGrade, School

GOOD = ("Outstanding", "Good")
NOT_JUDGED = "Not judged"
NUMERIC = (*GOOD, "Requires improvement", "Satisfactory", "Inadequate")


def listed(authority: Authority | None = None) -> QuerySet[School]:
    """The schools that inspections files list, in one authority or everywhere."""
    schools = School.objects.exclude(inspections_hash="")
    return schools.filter(authority=authority) if authority else schools


def _grades(authority: Authority | None) -> list[tuple[str | None, str | None, int | None]]:
    """The overall and the quality grade of each listed school's newest graded inspection, and its pupils."""
    newest = Inspection.objects.filter(school=OuterRef("pk"), kind="graded").order_by("-started_on")
    grades = InspectionGrade.objects.filter(inspection=OuterRef("newest"))
    schools = listed(authority).annotate(newest=Subquery(newest.values("pk")[:1]))
    found = schools.values_list(
        Subquery(grades.filter(judgement=OVERALL).values("grade")[:1]),
        Subquery(grades.filter(judgement=QUALITY).values("grade")[:1]),
        "pupils_inspected",
    )
    return list(found)


def overall_counts(authority: Authority | None = None) -> dict[str, int]:
    """How many listed schools hold each overall grade; '' counts those with no graded inspection yet."""
    return dict(Counter(overall or "" for overall, _, _ in _grades(authority)))


@dataclass(frozen=True)
class PupilShare:
    """Pupils in good or outstanding schools, of the pupils in schools with a grade."""

    pupils: int
    of: int

    @property
    def pct(self) -> float:
        """A percentage with two decimals; 0 where nothing is counted."""
        return round(100 * self.pupils / self.of, 2) if self.of else 0.0


def pupils_in_good(authority: Authority | None = None, *, quality_where_not_judged: bool = False) -> PupilShare:
    """Pupils in schools good or outstanding overall, of those in schools with one of the four overall grades.

    A school inspected since September 2024 has no overall grade ('Not judged'): it is left out, or its grade for the
    quality of education stands in where `quality_where_not_judged`. It never counts as not good.
    """
    good = total = 0
    for overall, quality, pupils in _grades(authority):
        grade = quality if overall == NOT_JUDGED and quality_where_not_judged else overall
        if grade in NUMERIC:
            total += pupils or 0
            good += (pupils or 0) if grade in GOOD else 0
    return PupilShare(good, total)
