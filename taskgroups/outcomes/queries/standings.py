"""Where schools stood on a day, by what is held of their inspections."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import date

from django.db.models import OuterRef, Subquery

from taskgroups.outcomes.standing import Standing, standing
from taskgroups.schools.models import Inspection, InspectionGrade, School

COUNTED = ("graded", "report_card")
AT_ONCE = 900  # SQLite takes a thousand values in one question


def standings(urns: Collection[int], day: date) -> Iterator[tuple[int, Standing]]:
    """Give each of these schools by its URN, with where it stood on a day. Two questions, however many schools.

    What counts is the newest inspection begun by then: a file 'as at' a day tells inspections of that day that were
    reported on since.
    """
    until = Inspection.objects.filter(school=OuterRef("pk"), kind__in=COUNTED, started_on__lte=day)
    newest = School.objects.order_by().values(newest=Subquery(until.order_by("-started_on").values("pk")[:1]))
    asked = newest if len(urns) > AT_ONCE else newest.filter(urn__in=urns)
    grades: dict[int, dict[str, str]] = defaultdict(dict)
    told = InspectionGrade.objects.filter(inspection__in=asked).order_by()
    for pk, judgement, grade in told.values_list("inspection_id", "judgement", "grade").iterator(chunk_size=5000):
        grades[pk][judgement] = grade
    kinds = Inspection.objects.filter(pk__in=asked).order_by().values_list("pk", "school__urn", "kind")
    found = {urn: standing(kind, grades[pk]) for pk, urn, kind in kinds.iterator(chunk_size=5000)}
    for urn in sorted(urns):
        yield urn, found.get(urn) or standing(None, {})


def histories(urns: Collection[int]) -> dict[int, list[tuple[date, Standing]]]:
    """Give each of these schools by its URN, with where it stood from each inspection on, the newest first.

    For some schools on many days: three questions for each 900 schools, however many days are asked about.
    """
    found: dict[int, list[tuple[date, Standing]]] = {}
    wanted = sorted(urns)
    for start in range(0, len(wanted), AT_ONCE):
        found |= _histories(wanted[start : start + AT_ONCE])
    return found


def _histories(urns: list[int]) -> dict[int, list[tuple[date, Standing]]]:
    found: dict[int, list[tuple[date, Standing]]] = {
        urn: [] for urn in School.objects.filter(urn__in=urns).order_by().values_list("urn", flat=True)
    }
    asked = Inspection.objects.filter(school__urn__in=urns, kind__in=COUNTED, started_on__isnull=False)
    grades: dict[int, dict[str, str]] = defaultdict(dict)
    for pk, judgement, grade in InspectionGrade.objects.filter(inspection__in=asked.order_by()).values_list(
        "inspection_id", "judgement", "grade"
    ):
        grades[pk][judgement] = grade
    told = asked.order_by("-started_on", "pk").values_list("pk", "school__urn", "kind", "started_on")
    for pk, urn, kind, begun in told:
        found[urn].append((begun or date.min, standing(kind, grades[pk])))
    return found


def stood_on(history: list[tuple[date, Standing]], day: date) -> Standing:
    """Where a school of such a history stood on a day."""
    return next((one for begun, one in history if begun <= day), standing(None, {}))
