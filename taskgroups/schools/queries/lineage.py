"""Where a school comes from and what it became, by what the register tells."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from taskgroups.schools.models import ConsortiumSchool, Invitation, Link, Role, School

FARTHEST = 12
OVERLAP = timedelta(days=31)  # a school open for longer than this before the other closed is not what it became
JOINED = ("merge", "amalgamat", "split")

Told = dict[int, tuple[str, str, date | None]]


_BEFORE = """
WITH RECURSIVE line(urn) AS (
    SELECT CAST(%s AS integer)
    UNION
    SELECT CASE WHEN link.urn = line.urn THEN link.linked_urn ELSE link.urn END
    FROM line JOIN schools_link link
    ON (link.urn = line.urn AND link.kind LIKE 'Predecessor%%')
    OR (link.linked_urn = line.urn AND link.kind LIKE 'Successor%%')
)
SELECT link.*, older.name AS loaded_name
FROM schools_link link LEFT JOIN schools_school older
ON older.urn = CASE WHEN link.kind LIKE 'Predecessor%%' THEN link.linked_urn ELSE link.urn END
WHERE (link.kind LIKE 'Predecessor%%' AND link.urn IN (SELECT urn FROM line))
OR (link.kind LIKE 'Successor%%' AND link.linked_urn IN (SELECT urn FROM line))
"""


@dataclass(frozen=True)
class Ancestor:
    """A predecessor: loaded here, or known by number and perhaps name alone."""

    urn: int
    name: str
    kind: str
    since: date | None
    loaded: bool


def ancestors(school: School) -> list[Ancestor]:
    """Every predecessor of a school, the nearest first, by what either side's links tell. One query.

    What a school's own link says of its predecessor is preferred to what the predecessor's link says of it.
    """
    told = [(link, link.kind.startswith("Predecessor")) for link in Link.objects.raw(_BEFORE, [school.urn])]
    by_young: dict[int, dict[int, Ancestor]] = {}
    for link, own in sorted(told, key=lambda one: one[1]):
        young, old = (link.urn, link.linked_urn) if own else (link.linked_urn, link.urn)
        kind = link.kind if own else link.kind.replace("Successor", "Predecessor")
        loaded: str | None = link.loaded_name  # type: ignore[attr-defined]
        name = loaded if loaded is not None else link.linked_name if own else ""
        by_young.setdefault(young, {})[old] = Ancestor(old, name, kind, link.from_date, loaded is not None)
    return _nearest_first(school.urn, by_young)


def _nearest_first(urn: int, by_young: dict[int, dict[int, Ancestor]]) -> list[Ancestor]:
    found: dict[int, Ancestor] = {}
    young = {urn}
    while young:
        older = {old: one for each in sorted(young) for old, one in by_young.get(each, {}).items()}
        young = older.keys() - found.keys() - {urn}
        found |= {old: older[old] for old in sorted(young)}
    return list(found.values())


def lineage(school: School) -> list[School]:
    """Every predecessor of a school that is loaded here, the nearest first: its history is this school's history.

    Two queries at most.
    """
    urns = [one.urn for one in ancestors(school) if one.loaded]
    known = {one.urn: one for one in School.objects.filter(urn__in=urns)} if urns else {}
    return [known[urn] for urn in urns if urn in known]


def successors(school: School) -> list[School]:
    """The schools loaded here that the register names as following this one, by name. Two queries."""
    return list(School.objects.filter(urn__in=_children({school.urn})).exclude(pk=school.pk))


def with_successors(schools: list[School]) -> list[School]:
    """Those of the schools for which the register names any successor; one query."""
    urns = {school.urn for school in schools}
    own, theirs = Q(urn__in=urns, kind__startswith="Successor"), Q(linked_urn__in=urns, kind__startswith="Predecessor")
    links = Link.objects.filter(own | theirs).values_list("urn", "linked_urn", "kind")
    told = {urn if kind.startswith("Successor") else linked for urn, linked, kind in links}
    return [school for school in schools if school.urn in told]


def what_it_became(school: School) -> tuple[School, date | None] | None:
    """The one school that a closed school became under a new URN, and its first day as told; None where that is
    not plain.

    Plain is: each names the other alone, by links from either side; no link speaks of a merger, an amalgamation or
    a split; the new school was not open well before the old one closed. What was never loaded is stepped over.
    """
    urn, since = school.urn, None
    for _ in range(FARTHEST):
        told = _children({urn})
        if len(told) != 1:
            return None
        [(number, (_, _, day))] = told.items()
        if number == school.urn or set(_parents({number})) != {urn} or _was_joined({urn, number}):
            return None
        since = since or day
        new = School.objects.filter(urn=number).first()
        if new:
            return (new, since) if _follows(school, new) else None
        urn = number
    return None


def _follows(old: School, new: School) -> bool:
    if not (new.open or new.has_closed):
        return False
    return not (new.opened_on and old.closed_on) or new.opened_on >= old.closed_on - OVERLAP


def _was_joined(urns: set[int]) -> bool:
    spoken = Q()
    for word in JOINED:
        spoken |= Q(kind__icontains=word)
    older, newer = Q(kind__istartswith="Predecessor"), Q(kind__istartswith="Successor")
    pair = Q(urn__in=urns, linked_urn__in=urns)
    aside = (Q(urn__in=urns) | Q(linked_urn__in=urns)) & ~older & ~newer
    return Link.objects.filter(spoken).filter(pair | aside).exists()


def _parents(urns: set[int]) -> Told:
    """The predecessors of these schools, told by themselves or by the schools they succeeded."""
    return _told(urns, "Predecessor", "Successor")


def _children(urns: set[int]) -> Told:
    """The successors of these schools, told by themselves or by the schools that followed them."""
    return _told(urns, "Successor", "Predecessor")


def _told(urns: set[int], kind: str, other: str) -> Told:
    own, theirs = Q(urn__in=urns, kind__startswith=kind), Q(linked_urn__in=urns, kind__startswith=other)
    links = list(Link.objects.filter(own | theirs).order_by("urn", "linked_urn"))
    found = {one.urn: ("", one.kind.replace(other, kind), one.from_date) for one in links if one.kind.startswith(other)}
    said = sorted((one for one in links if one.kind.startswith(kind)), key=lambda one: one.linked_urn)
    return found | {one.linked_urn: (one.linked_name, one.kind, one.from_date) for one in said}


def closed_with_work() -> list[School]:
    """The closed schools where anybody ever had a part here, and whose work nobody else has or reads yet; one query."""
    parts = [table.objects.filter(school__isnull=False).values("school") for table in (Role, Invitation)]
    here = Q(pk__in=parts[0]) | Q(pk__in=parts[1]) | Q(pk__in=ConsortiumSchool.objects.values("school"))
    shut = School.objects.filter(here, open=False, passed_to=None).order_by("closed_on", "urn")
    return [school for school in shut if school.has_closed]


def went_over_to(schools: Iterable[School]) -> QuerySet[School]:
    """The closed schools whose whole work went over to these: what was theirs is these schools' own."""
    return School.objects.filter(passed_to__in=list(schools), passed_whole=True)


def urns_of(school: School) -> list[int]:
    """The URNs a school has had here, today's first."""
    return [school.urn, *(one.urn for one in _earlier(school))]


def then(school: School, at: date | datetime) -> School | None:
    """The school that this one still was on a day, where it had another URN; else None.

    One query for each school that had, none for others.
    """
    day = timezone.localtime(at).date() if isinstance(at, datetime) else at
    if school.urn_since is None or day >= school.urn_since:
        return None
    return next((one for one in _earlier(school) if one.passed_on and day < one.passed_on), None)


def _earlier(school: School) -> list[School]:
    if school.urn_since is None:
        return []
    if "_earlier" not in school.__dict__:
        school.__dict__["_earlier"] = list(went_over_to([school]).order_by("passed_on", "urn"))
    found: list[School] = school.__dict__["_earlier"]
    return found
