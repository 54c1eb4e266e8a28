"""How many pupils and schools of an area stood where, on the days of the inspections files that were loaded."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from taskgroups.outcomes.models import CountedFile, GradeCount
from taskgroups.outcomes.queries.standings import histories, stood_on
from taskgroups.outcomes.standing import Count, Key, counted
from taskgroups.schools.models import School

# England has 153 local authorities (Department for Education, 'Local authority codes', since April 2023). A file that
# tells of at least this many is taken to be of the whole country; one of a few areas says nothing about England.
AUTHORITIES_OF_ENGLAND = 150
MOST_DAYS = 12  # of which a page tells; what was counted before stays kept
Counts = Mapping[Key, Count]


@dataclass(frozen=True)
class Day:
    """The counts on the day of one file: of an area, and of England where the file was of the whole country."""

    as_at: date
    file: str
    area: Counts
    england: Counts | None
    rows: int = 0
    loaded_on: date | None = None


def days_of_authority(code: str) -> list[Day]:
    """The newest days there is a file for, the newest first. Two questions, however many days."""
    files = list(CountedFile.objects.order_by("-as_at")[:MOST_DAYS])
    held: dict[tuple[date, str], dict[Key, Count]] = {}
    rows = GradeCount.objects.filter(authority__in=["", code], as_at__in=[one.as_at for one in files]).order_by()
    for day, area, series, judgement, grade, schools, pupils in rows.values_list(
        "as_at", "authority", "series", "judgement", "grade", "schools", "pupils"
    ):
        held.setdefault((day, area), {})[series, judgement, grade] = Count(schools, pupils)
    return [
        Day(
            one.as_at, one.name, held.get((one.as_at, code), {}),
            held.get((one.as_at, ""), {}) if one.authorities >= AUTHORITIES_OF_ENGLAND else None,
            one.rows_read, one.loaded_on,
        )
        for one in files
    ]  # fmt: skip


def days_of_schools(urns: Collection[int], earlier: Mapping[int, int] | None = None) -> list[Day]:
    """The same for some schools, counted from what is held of their inspections. Six questions, however many days.

    Each school counts on every day with the pupils that the newest file tells: earlier numbers are not kept for one.
    What is held under the URN that one had before (`earlier` gives its URN of today) is its own.
    """
    was = earlier or {}
    pupils = dict(School.objects.filter(urn__in=urns).values_list("urn", "pupils_inspected"))
    held = histories({*urns, *was})
    known = {urn: held[urn] for urn in urns if urn in held}
    for old, urn in was.items():
        if urn in known:
            known[urn] = sorted(known[urn] + held.get(old, []), key=lambda one: one[0], reverse=True)
    return [
        Day(
            day.as_at, day.file, counted((stood_on(one, day.as_at), pupils.get(urn)) for urn, one in known.items()),
            day.england, day.rows, day.loaded_on,
        )
        for day in days_of_authority("-")
    ]  # fmt: skip
