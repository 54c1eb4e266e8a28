"""Reading schools, their inspections and their first Task Groups, as the comparison takes them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import F, Q
from django.utils import timezone

from taskgroups.assurance.models import Departure
from taskgroups.meetings.hidden import not_hidden
from taskgroups.meetings.models import TaskGroup
from taskgroups.outcomes.queries.standings import COUNTED
from taskgroups.outcomes.standing import BY_JUDGEMENT, GOOD, GRADED, OVERALL_SERIES, REPORT_CARD, standing
from taskgroups.outcomes.three import secure_grades
from taskgroups.schools.inspected.columns import OVERALL, QUALITY
from taskgroups.schools.models import Inspection, InspectionGrade
from taskgroups.schools.models import School as Row
from taskgroups.track.core.history import Inspected, School
from taskgroups.track.core.result import Outcomes

Grades = Mapping[str, str]
ALL_AT, ONE_BELOW = "every area at or above the line", "an area below the line"


def became() -> dict[int, int]:
    """Whose history each school's is now, by keys: of one that became another, and of one that another's file tells.

    A file lists an academy with the inspections of the school it was, and their URN.
    """
    found: dict[int, int | None] = dict(Row.objects.filter(passed_whole=True).values_list("pk", "passed_to"))
    told = Inspection.objects.exclude(urn_at_time=None).exclude(urn_at_time=F("school__urn"))
    keys = dict(Row.objects.filter(urn__in=told.values("urn_at_time")).values_list("urn", "pk"))
    found |= {keys[urn]: new for urn, new in told.order_by("pk").values_list("urn_at_time", "school") if urn in keys}
    return {old: new for old in found if (new := _last(old, found)) is not None}


def _last(old: int, became: Mapping[int, int | None]) -> int | None:
    """The end of the line that begins with a school; None where it goes round, or ends with nobody."""
    seen: set[int] = set()
    now: int | None = old
    while now is not None and now in became and now not in seen:
        seen.add(now)
        now = became[now]
    return None if now in seen else now


def first_held(became: Mapping[int, int]) -> dict[int, TaskGroup]:
    """The first Task Group held at each school, by the school's key, but for those that others may not know of now."""
    held = TaskGroup.objects.filter(not_hidden(), state=TaskGroup.State.CLOSED).order_by("-starts_at", "-pk")
    return {became.get(one.school_id, one.school_id): one for one in held.only("pk", "school_id", "starts_at")}


def schools(held: Mapping[int, TaskGroup], became: Mapping[int, int]) -> list[School]:
    """Every school with what the comparison asks of it. A fixed number of questions.

    A school that has left Task Groups, or is leaving, is left out: it would count as one that had none.
    """
    histories = _histories(became)
    left = set(Departure.objects.filter(undone_at=None).values_list("school", flat=True))
    out = {*became, *left, *(became[key] for key in left if key in became)}
    asked = Row.objects.order_by().values_list("pk", "phase", "special", "pupils", "pupils_inspected", "free_meals_pct")
    return [
        School(
            key, f"{phase}{' special' if special else ''}", pupils or inspected,
            None if meals is None else float(meals),
            tuple(histories.get(key, ())), timezone.localdate(held[key].starts_at) if key in held else None,
        )
        for key, phase, special, pupils, inspected, meals in asked.iterator(chunk_size=5000)
        if key not in out
    ]  # fmt: skip


def _histories(became: Mapping[int, int]) -> dict[int, list[Inspected]]:
    """Each school's inspections with grades, the oldest first; one of a day that two of its rows tell counts once."""
    grades = _grades()
    found: dict[int, dict[date, Inspected]] = defaultdict(dict)
    rows = Inspection.objects.filter(kind__in=COUNTED, started_on__isnull=False).order_by("started_on", "pk")
    for key, school, kind, day, framework in rows.values_list(
        "pk", "school_id", "kind", "started_on", "framework"
    ).iterator(chunk_size=5000):
        if day is not None:
            series, stood = _stood(kind, grades.get(key, {}))
            found[became.get(school, school)][day] = Inspected(key, day, series, framework, stood)
    return {school: list(days.values()) for school, days in found.items()}


def _grades() -> dict[int, dict[str, str]]:
    """The grades that say where a school stood: overall and for the quality of education, or all of a report card."""
    wanted = Q(judgement__in=[OVERALL, QUALITY]) | Q(inspection__kind="report_card")
    found: dict[int, dict[str, str]] = defaultdict(dict)
    rows = InspectionGrade.objects.filter(wanted).values_list("inspection_id", "judgement", "grade")
    for key, judgement, grade in rows.iterator(chunk_size=5000):
        found[key][judgement] = grade
    return found


def _stood(kind: str, grades: Grades) -> tuple[str, str]:
    """The series of an inspection and, in its own words, where the school stood: '' where nothing says so."""
    series = standing(kind, grades).series
    if series == OVERALL_SERIES:
        return series, grades[OVERALL]
    if series == BY_JUDGEMENT:
        return series, grade if (grade := grades.get(QUALITY, "")) in GRADED else ""
    reached = outcomes("report_card", grades).values()
    return series, (ALL_AT if all(reached) else ONE_BELOW) if reached else ""


def outcomes(kind: str, grades: Grades) -> Outcomes:
    """What an inspection found, by series and judgement: whether it was at or above the line of its own framework."""
    found = standing(kind, grades)
    if found.series == REPORT_CARD:
        lines = {area: secure_grades(area) for area in found.grades}
        return {(REPORT_CARD, area): grade in lines[area] for area, grade in found.grades.items() if lines[area]}
    return {(found.series, judgement): grade in GOOD for judgement, grade in found.grades.items() if grade in GRADED}


def made_from() -> str:
    """What the comparison rests on, in short: it differs where a file was loaded or a Task Group held since."""
    newest = Inspection.objects.order_by("-pk").values_list("pk", "last_seen_as_at").first()
    held = TaskGroup.objects.filter(not_hidden(), state=TaskGroup.State.CLOSED)
    return _short(newest, held.count(), held.order_by("-pk").values_list("pk", flat=True).first(), *_rows())


def _rows() -> Iterable[Any]:
    yield Row.objects.order_by("-pk").values_list("pk", flat=True).first()
    yield Row.objects.filter(passed_whole=True).count()


def _short(*parts: Any) -> str:
    return " ".join(str(one) for one in parts)[:200]
