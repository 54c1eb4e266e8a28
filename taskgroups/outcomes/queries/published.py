"""What the performance files say of an area: its own row where one was published, else worked out from its schools."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet

from taskgroups.outcomes.area import AreaFigure, Source, Told, as_published, beside, guarded, worked_out
from taskgroups.outcomes.models import PublishedFile, PublishedRow
from taskgroups.outcomes.published.layouts import BY_SLUG, Layout
from taskgroups.outcomes.published.measures import Measure
from taskgroups.schools.models import School

FIELDS = ("layout", "year", "provisional", "level", "urn", "authority", "figures", "file_id")
NATIONAL = ("england_state_funded", "england")
Kind = tuple[str, int, bool]  # layout, year, whether provisional


class Row(NamedTuple):
    """What is read of a row: there may be thousands behind one page. In the order of FIELDS."""

    layout: str
    year: int
    provisional: bool
    level: str
    urn: int
    authority: str
    figures: dict[str, Any]
    file: int


@dataclass(frozen=True)
class Area:
    """An authority by its code and its schools, or some schools alone with the code ''.

    `also` are the authorities that such schools are in: what was published for one of them stands beside the figure.
    `earlier` gives the school of today for the URN it had before: a file of that time knows it under that one.
    """

    code: str
    urns: frozenset[int]
    also: frozenset[str] = frozenset()
    earlier: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Result:
    """One measure in one year for one group of pupils, in an area and in England, and the files that say so."""

    layout: Layout
    year: int
    provisional: bool
    measure: Measure
    area: AreaFigure
    england: AreaFigure
    files: tuple[Source, ...]


def area_of_authority(code: str) -> Area:
    """The area of a local authority: its code, and every school that is in it now."""
    return Area(code, frozenset(School.objects.filter(authority__code=code).values_list("urn", flat=True)))


def results(area: Area, layouts: Collection[str]) -> list[Result]:
    """Every measure of these layouts that was published for the area, the newest year first. Four questions at most.

    England's figure is that of the state-funded schools where a file has both. Schools are read where the area's own
    row does not tell every measure. They are asked for by URN and authority alone and sorted out here: asked for by
    layout too, a database may read every school of the country for one area's.
    """
    kept: dict[Kind, list[Row]] = defaultdict(list)
    rows = PublishedRow.objects.filter(layout__in=layouts).order_by()
    around = rows.filter(level="authority", authority__in=[area.code] if area.code else area.also)
    for row in [*_read(rows.filter(level__in=NATIONAL)), *_read(around)]:
        kept[row[:3]].append(row)
    files = {file.pk: file for file in PublishedFile.objects.filter(layout__in=layouts).order_by()}
    wanted = {(one.layout, one.year, one.provisional) for one in files.values()} - _told_whole(area, kept)
    for row in _read(PublishedRow.objects.filter(_schools_of(area)).order_by()) if wanted else ():
        if row.level == "school" and row[:3] in wanted:
            kept[row[:3]].append(row)
    sources = {pk: Source(file.name, file.rows_read, file.loaded_on) for pk, file in files.items()}
    found: list[Result] = []
    for kind, of_kind in sorted(kept.items(), key=lambda one: (one[0][0], -one[0][1], one[0][2])):
        found += _OfAYear(kind, area, of_kind, sources).results()
    return found


def _read(rows: QuerySet[PublishedRow]) -> Iterator[Row]:
    return map(Row._make, rows.values_list(*FIELDS))


def _schools_of(area: Area) -> Q:
    return Q(urn__in=area.urns) | Q(authority=area.code) if area.code else Q(urn__in=area.urns | area.earlier.keys())


def _told_whole(area: Area, kept: Mapping[Kind, Iterable[Row]]) -> set[Kind]:
    """The files of which no school need be read: the area's own row has every measure that England's has."""
    whole = set()
    for kind, rows in kept.items():
        own = next((row for row in rows if row.level == "authority" and row.authority == area.code), None)
        wanted = {key for row in rows for key in row.figures} or {one.key for one in BY_SLUG[kind[0]].measures}
        if area.code and own and all("value" in own.figures.get(key, {}) for key in wanted):
            whole.add(kind)
    return whole


class _OfAYear:
    """The rows of one kind of file and year: the country's, the area's own, its schools'."""

    def __init__(self, kind: Kind, area: Area, rows: list[Row], sources: Mapping[int, Source]) -> None:
        slug, self.year, self.provisional = kind
        self.layout, self.area, self.sources = BY_SLUG[slug], area, sources
        schools = [row for row in rows if row.level == "school"]
        known = {row.urn for row in schools if row.figures}
        self.schools = [row for row in schools if area.earlier.get(row.urn) not in known]
        of_authorities = {row.authority: row for row in rows if row.level == "authority"}
        self.own = of_authorities.pop(area.code, None) if area.code else None
        self.around = of_authorities
        national = [row for row in rows if row.level in NATIONAL]
        self.country = min(national, key=lambda row: NATIONAL.index(row.level), default=None)
        self.slugs: dict[str, list[Measure]] = defaultdict(list)
        for measure in self.layout.measures:
            self.slugs[measure.slug].append(measure)

    def results(self) -> list[Result]:
        if not self.schools and self.own is None:
            return []
        return [found for measures in self.slugs.values() for found in self._of(measures)]

    def _of(self, measures: list[Measure]) -> list[Result]:
        """One measure for all pupils and for parts of them: nothing of it tells of fewer than six pupils."""
        own, country = guarded(_told(self.own, measures)), guarded(_told(self.country, measures))
        schools = [(row, guarded(_told(row, measures))) for row in self.schools]
        found = []
        for measure in measures:
            area = published = as_published(own.get(measure.group))
            if published.how != "published":
                here = [(row, told[measure.group]) for row, told in schools if measure.group in told]
                area = beside(worked_out(told for _, told in here), self._around(measure, here))
            if area.schools + area.schools_without or area.how == "published":
                used = [self.own] if published.how == "published" else self.schools
                england = as_published(country.get(measure.group))
                files = self._files(used)
                found.append(Result(self.layout, self.year, self.provisional, measure, area, england, files))
        return found

    def _around(self, measure: Measure, here: list[tuple[Row, Told]]) -> list[tuple[int | None, int]]:
        """What was published for the authorities around some schools: their pupils, and those in the schools here."""
        found = []
        for code, row in self.around.items():
            told = _told(row, [measure]).get(measure.group)
            if told and told.value is not None:
                many = sum(one.pupils or 0 for of, one in here if of.authority == code and one.value is not None)
                found.append((told.pupils, many))
        return found

    def _files(self, used: Iterable[Row | None]) -> tuple[Source, ...]:
        return tuple(sorted(self.sources[file] for file in {row.file for row in [*used, self.country] if row}))


def _told(row: Row | None, measures: Iterable[Measure]) -> dict[str, Told]:
    """What a row says of these measures, by the group of pupils each stands for."""
    found: dict[str, Told] = {}
    for measure in measures:
        if row and (figure := row.figures.get(measure.key)):
            found[measure.group] = Told(figure.get("value"), figure.get("pupils"), figure.get("mark", ""))
    return found
