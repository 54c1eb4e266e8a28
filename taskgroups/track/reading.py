"""Reading the track record of an area as one person may: the pairs, how alike they are, and where grades come from."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from statistics import fmean

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from taskgroups.meetings.hidden import not_hidden
from taskgroups.meetings.models import Record, TaskGroup
from taskgroups.meetings.policy import task_groups_for
from taskgroups.outcomes.models import GradeCount
from taskgroups.schools.models import Audience, Inspection, InspectionGrade, Sharing, Thing
from taskgroups.track.core.history import Why
from taskgroups.track.core.result import FEWEST, SIX, Pair, Result, results
from taskgroups.track.gathering import outcomes
from taskgroups.track.models import ComparedGroup, Reckoning
from taskgroups.track.policy import Seen

Files = dict[date | None, str]


@dataclass(frozen=True)
class Alike:
    """One thing in which the two sides should be alike, by its mean on each."""

    what: str
    first: float
    second: float


@dataclass(frozen=True)
class Source:
    """A file that grades come from, and how many of them."""

    as_at: date | None
    name: str
    grades: int


@dataclass(frozen=True)
class TrackRecord:
    """All that a page shows of one area."""

    exact: bool
    held: int
    why: dict[Why, int]
    results: list[Result]
    alike: list[Alike] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)
    made_at: datetime | None = None
    schools: int = 0


def groups_of(seen: Seen) -> QuerySet[ComparedGroup]:
    """The Task Groups that are counted for this person: each consortium's own; of an authority those it may read of.

    An officer may know of a Task Group where its agreed record is shared with the authority, and of no other.
    """
    counted = TaskGroup.objects.filter(not_hidden())
    if seen.of_consortium:
        counted = counted.filter(consortium=seen.area.pk)
    else:
        shared = Sharing.objects.filter(school=OuterRef("school"), thing=Thing.RECORD, audience__gte=Audience.AUTHORITY)
        counted = counted.filter(Exists(shared), school__authority=seen.area.pk, record__state__in=Record.LOCKED)
    found = ComparedGroup.objects.filter(task_group__in=counted)
    return found.select_related("task_group__school", "before", "after", "other_before", "other_after__school")


def track_record(seen: Seen) -> TrackRecord:
    """Read it. A fixed number of questions."""
    made = Reckoning.objects.order_by("-pk").first()
    groups = list(groups_of(seen))
    grades = grades_of(groups)
    pairs = [_pair(one, grades) for one in groups if one.why == Why.PAIRED]
    found = results(pairs, exact=seen.exact)
    counted = _counted([one for one in groups if one.why == Why.PAIRED], seen)
    return TrackRecord(
        seen.exact, len(groups), dict(Counter(Why(one.why) for one in groups)), found,
        alike=_alike(counted), sources=_sources(counted) if counted else [],
        made_at=made.made_at if made else None, schools=made.schools if made else 0,
    )  # fmt: skip


def known_rows(seen: Seen, groups: QuerySet[ComparedGroup]) -> QuerySet[ComparedGroup]:
    """Those of the Task Groups counted that this person knows of by name."""
    return groups.filter(task_group__in=task_groups_for(seen.person).values("pk"))


def grades_of(groups: Sequence[ComparedGroup]) -> dict[int, dict[str, str]]:
    """The grades of all the inspections around some Task Groups. One question."""
    keys = {key for one in groups for key in (one.before_id, one.after_id, one.other_before_id, one.other_after_id)}
    found: dict[int, dict[str, str]] = defaultdict(dict)
    for key, judgement, grade in InspectionGrade.objects.filter(inspection__in=keys - {None}).values_list(
        "inspection_id", "judgement", "grade"
    ):
        found[key][judgement] = grade
    return found


def files() -> Files:
    """The name of the file of each day. One question."""
    return dict(GradeCount.objects.order_by("file").values_list("as_at", "file").distinct())


def _counted(paired: Sequence[ComparedGroup], seen: Seen) -> list[ComparedGroup]:
    """The pairs whose means and files this person is told: all, or by sixes from enough of them on."""
    whole = len(paired) if seen.exact else len(paired) // SIX * SIX
    ordered = sorted(paired, key=lambda one: (_known_on(one), one.task_group_id))
    return ordered[:whole] if seen.exact or whole >= FEWEST else []


def _known_on(one: ComparedGroup) -> date:
    after = _inspection(one.after)
    return after.first_seen_as_at or after.published_on or after.started_on or date.min


def _pair(one: ComparedGroup, grades: dict[int, dict[str, str]]) -> Pair:
    after, other = _inspection(one.after), _inspection(one.other_after)
    found = [outcomes(each.kind, grades.get(each.pk, {})) for each in (after, other)]
    return Pair(one.task_group_id, _known_on(one), *found)


def _inspection(one: Inspection | None) -> Inspection:
    if one is None:
        raise ValueError("a pair has four inspections")
    return one


def _alike(paired: Sequence[ComparedGroup]) -> list[Alike]:
    """The means of what pairs are near in, over the pairs in which both sides are known."""
    told: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for one in paired:
        own, other = one.task_group.school, _inspection(one.other_after).school
        if own.pupils and other.pupils:
            told["Pupils"].append((own.pupils, other.pupils))
        if own.free_meals_pct is not None and other.free_meals_pct is not None:
            told["Pupils with free school meals, in a hundred"].append(
                (float(own.free_meals_pct), float(other.free_meals_pct))
            )
        held = timezone.localdate(one.task_group.starts_at)
        days = [(held - day).days for each in (one.before, one.other_before) if (day := _inspection(each).started_on)]
        told["Years since the inspection before"].append((days[0] / 365.25, days[-1] / 365.25))
    return [
        Alike(what, fmean(one for one, _ in both), fmean(other for _, other in both)) for what, both in told.items()
    ]


def _sources(paired: Sequence[ComparedGroup]) -> list[Source]:
    """The files that told the grades of the pairs first, the newest first."""
    names = files()
    seen = Counter(
        _inspection(each).first_seen_as_at
        for one in paired
        for each in (one.before, one.after, one.other_before, one.other_after)
    )
    days = sorted(seen, key=lambda day: day or date.min, reverse=True)
    return [Source(day, names.get(day, ""), seen[day]) for day in days]
