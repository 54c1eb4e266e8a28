"""How many pupils and schools of an area stood where, on the days of the inspections files that were loaded."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count as Number

from taskgroups.outcomes.models import GradeCount
from taskgroups.outcomes.queries.standings import standings
from taskgroups.outcomes.standing import Count, Key, counted
from taskgroups.schools.models import School

# England has 153 local authorities (Department for Education, 'Local authority codes', since April 2023). A file that
# tells of at least this many is taken to be of the whole country; one of a few areas says nothing about England.
AUTHORITIES_OF_ENGLAND = 150
Counts = Mapping[Key, Count]


@dataclass(frozen=True)
class Day:
    """The counts on the day of one file: of an area, and of England where the file was of the whole country."""

    as_at: date
    file: str
    area: Counts
    england: Counts | None


def days_of_authority(code: str) -> list[Day]:
    """Every day there is a file for, the newest first. Two questions, however many days."""
    files = _files()
    rows = GradeCount.objects.filter(authority__in=["", code]).order_by("as_at")
    held: dict[tuple[date, str], dict[Key, Count]] = {}
    for one in rows:
        counts = held.setdefault((one.as_at, one.authority), {})
        counts[one.series, one.judgement, one.grade] = Count(one.schools, one.pupils)
    return [
        Day(day, name, held.get((day, code), {}), held.get((day, ""), {}) if national else None)
        for day, (name, national) in files.items()
    ]


def days_of_schools(urns: Collection[int]) -> list[Day]:
    """The same for some schools, counted from what is held of their inspections. Five questions for each day."""
    england = {day.as_at: day for day in days_of_authority("-")}
    pupils = dict(School.objects.filter(urn__in=urns).values_list("urn", "pupils_inspected"))
    return [
        Day(day, one.file, counted((stands, pupils.get(urn)) for urn, stands in standings(urns, day)), one.england)
        for day, one in england.items()
    ]


def _files() -> dict[date, tuple[str, bool]]:
    """Each day with its file, and whether that was of the whole country; the newest first."""
    found = GradeCount.objects.exclude(authority="").order_by("-as_at").values_list("as_at", "file")
    many = found.annotate(areas=Number("authority", distinct=True))
    return {day: (name, areas >= AUTHORITIES_OF_ENGLAND) for day, name, areas in many}
