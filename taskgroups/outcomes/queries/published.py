"""What the performance files say of an area: its own row where one was published, else worked out from its schools."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Q

from taskgroups.outcomes.area import AreaFigure, Told, as_published, worked_out
from taskgroups.outcomes.models import PublishedRow
from taskgroups.outcomes.published.layouts import BY_SLUG, Layout
from taskgroups.outcomes.published.measures import Measure
from taskgroups.schools.models import School

NATIONAL = ("england_state_funded", "england")


@dataclass(frozen=True)
class Area:
    """An authority by its code and its schools, or some schools alone with the code ''."""

    code: str
    urns: frozenset[int]


@dataclass(frozen=True)
class Result:
    """One measure in one year for one group of pupils, in an area and in England, and the files that say so."""

    layout: Layout
    year: int
    provisional: bool
    measure: Measure
    area: AreaFigure
    england: AreaFigure
    files: tuple[tuple[str, int], ...]


def area_of_authority(code: str) -> Area:
    """The area of a local authority: its code, and every school that is in it now."""
    return Area(code, frozenset(School.objects.filter(authority__code=code).values_list("urn", flat=True)))


def results(area: Area, layouts: Collection[str]) -> list[Result]:
    """Every measure of these layouts that was published for the area, the newest year first. Two questions.

    England's figure is that of the state-funded schools where a file has both.
    """
    kept: dict[tuple[str, int, bool], list[PublishedRow]] = defaultdict(list)
    about = Q(level__in=NATIONAL) | Q(urn__in=area.urns)
    about |= Q(authority=area.code) if area.code else Q()
    for row in PublishedRow.objects.filter(about, layout__in=layouts).select_related("file"):
        kept[row.layout, row.year, row.provisional].append(row)
    found: list[Result] = []
    for (slug, year, provisional), rows in sorted(kept.items(), key=lambda one: (one[0][0], -one[0][1], one[0][2])):
        found += _of_a_year(BY_SLUG[slug], year, provisional, rows)
    return found


def _of_a_year(layout: Layout, year: int, provisional: bool, rows: list[PublishedRow]) -> list[Result]:
    schools = [row for row in rows if row.level == "school"]
    own = next((row for row in rows if row.level == "authority"), None)
    country = min(
        (row for row in rows if row.level in NATIONAL), key=lambda row: NATIONAL.index(row.level), default=None
    )
    if not schools and own is None:
        return []
    found = []
    for measure in layout.measures:
        published = as_published(_told(own, measure))
        area = published if published.how == "published" else worked_out(_all(schools, measure))
        england = as_published(_told(country, measure))
        if area.schools + area.schools_without or area.how == "published":
            used = {row.file for row in [own if published.how == "published" else schools[0], country] if row}
            files = tuple(sorted((file.name, file.rows_read) for file in used))
            found.append(Result(layout, year, provisional, measure, area, england, files))
    return found


def _all(schools: list[PublishedRow], measure: Measure) -> list[Told]:
    return [told for row in schools if (told := _told(row, measure))]


def _told(row: PublishedRow | None, measure: Measure) -> Told | None:
    figure = row.figures.get(measure.key) if row else None
    return Told(figure.get("value"), figure.get("pupils"), figure.get("mark", "")) if figure else None
