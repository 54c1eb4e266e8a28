"""Counting where schools stood on the day of an inspections file, for every authority and for all of them together.

Counted when the file is loaded, since the next one forgets: a 'latest inspections' file overwrites poor grades.
"""

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from django.utils import timezone

from taskgroups.outcomes.models import CountedFile, GradeCount
from taskgroups.outcomes.queries.standings import standings
from taskgroups.outcomes.standing import Standing, counted
from taskgroups.schools.domain import rows
from taskgroups.schools.domain.loaded import Loaded
from taskgroups.schools.models import School

Told = tuple[Standing, int | None]
COLUMNS = ("as_at", "file", "authority", "series", "judgement", "grade", "schools", "pupils")


def count_grades(loaded: Loaded) -> None:
    """Count the schools of a file on its day; the counts of a file of the same day are replaced.

    A file without a day is not counted: nobody could say when its figures were true.
    """
    if loaded.as_at is None or not (loaded.changed or not _counted(loaded.as_at)):
        return
    by_area: dict[str, list[Told]] = defaultdict(list)
    codes = _codes(loaded.pupils)
    for urn, one in standings(codes, loaded.as_at):
        told = (one, loaded.pupils[urn])
        by_area[codes[urn]].append(told)
    everything = [told for area in by_area.values() for told in area]
    by_area[""] = everything  # also those of which no authority is told
    CountedFile.objects.update_or_create(
        as_at=loaded.as_at,
        defaults={
            "name": loaded.name[:200], "rows_read": len(loaded.pupils), "loaded_on": timezone.localdate(),
            "authorities": len(by_area.keys() - {""}),
        },
    )  # fmt: skip
    GradeCount.objects.filter(as_at=loaded.as_at).delete()
    day, name = loaded.as_at.isoformat(), loaded.name[:200]
    found = [
        (day, name, code, *key, count.schools, count.pupils)
        for code, schools in by_area.items()
        for key, count in counted(schools).items()
    ]
    rows.insert(GradeCount, COLUMNS, found, same={})


def _counted(day: date) -> bool:
    return GradeCount.objects.filter(as_at=day).exists()


def _codes(urns: Collection[int]) -> dict[int, str]:
    """The authority's code of each school, by URN."""
    held = School.objects.exclude(inspections_hash="").values_list("urn", "authority__code")
    return {urn: code or "" for urn, code in held.iterator(chunk_size=5000) if urn in urns}
