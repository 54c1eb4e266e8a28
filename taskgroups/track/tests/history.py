"""Schools with a Task Group and schools without, with inspections before and since: as many as a test asks for."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from django.utils import timezone

from taskgroups.frameworks.shelf import packs
from taskgroups.meetings.models import Record, TaskGroup
from taskgroups.outcomes.models import GradeCount
from taskgroups.schools.domain.load_inspections import framework_on
from taskgroups.schools.inspected.columns import OVERALL
from taskgroups.schools.models import Consortium, Inspection, InspectionGrade, School
from tests.cast import Cast

BEFORE, HELD, SINCE = date(2019, 3, 1), datetime(2021, 3, 2, 15, 30, tzinfo=UTC), date(2022, 5, 3)
FILES = ("state_funded_schools_as_at_31_Aug_2021.csv", date(2021, 8, 31)), ("state_funded_schools_as_at_31_Aug_2022.csv", date(2022, 8, 31))  # fmt: skip


def schools(cast: Cast, many: int, begin: int, **more: object) -> list[School]:
    """Primary schools alike enough to be compared."""
    made = [
        School(urn=begin + n, name=f"Willow {begin + n} School", authority=cast.authority, phase="primary", pupils=200 + n,
               free_meals_pct=20, **more)
        for n in range(many)
    ]  # fmt: skip
    return School.objects.bulk_create(made)


def inspected(some: Sequence[School], good: int, *, before: str = "Good") -> None:
    """Inspect some schools twice: as told before, and good since for as many as told."""
    for at, (day, (_, seen)) in enumerate(zip((BEFORE, SINCE), FILES, strict=True)):
        found = Inspection.objects.bulk_create(
            Inspection(school=one, kind="graded", started_on=day, framework=framework_on(day), first_seen_as_at=seen,
                       last_seen_as_at=seen, urn_at_time=one.urn)
            for one in some
        )  # fmt: skip
        grades = [before if at == 0 else "Good" if n < good else "Requires improvement" for n in range(len(found))]
        InspectionGrade.objects.bulk_create(
            InspectionGrade(inspection=one, judgement=OVERALL, grade=grade)
            for one, grade in zip(found, grades, strict=True)
        )


def held(cast: Cast, some: Sequence[School], consortium: Consortium | None = None) -> None:
    """Hold a Task Group at each, and agree its record."""
    groups = [
        TaskGroup(school=one, consortium=consortium or cast.harbour, pack=next(iter(packs())), number=1, starts_at=HELD,
                  ends_at=HELD + timedelta(hours=2), state="closed", planned_by=cast.lead, planned_at=HELD)
        for one in some
    ]  # fmt: skip
    made = TaskGroup.objects.bulk_create(groups)
    Record.objects.bulk_create(Record(task_group=one, state="agreed", locked_at=timezone.now()) for one in made)


def files(cast: Cast) -> None:
    """The files that told it, as loading them keeps them."""
    for name, day in FILES:
        GradeCount.objects.create(
            as_at=day, file=name, authority=cast.authority.code, series="overall", judgement=OVERALL, grade="Good",
            schools=1, pupils=1,
        )  # fmt: skip


def a_history(cast: Cast, *, pairs: int = 29, good: int = 16, beside: int = 12) -> tuple[list[School], list[School]]:
    """As many pairs as told, of which so many on each side were found good since."""
    had, none = schools(cast, pairs, 991000), schools(cast, pairs, 992000)
    inspected(had, good)
    inspected(none, beside)
    held(cast, had)
    files(cast)
    return had, none
