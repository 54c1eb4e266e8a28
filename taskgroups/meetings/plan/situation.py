"""What is known of a school when its Task Group is planned: its latest inspection, open actions and gaps."""

from collections.abc import Sequence

from django.db.models import Q
from django.utils import timezone

from taskgroups.frameworks import shelf
from taskgroups.frameworks.pack import Pack
from taskgroups.improvement.models import Action
from taskgroups.meetings.agenda import AreaGaps, Situation
from taskgroups.meetings.models import TaskGroup
from taskgroups.meetings.plan import rhythm
from taskgroups.meetings.plan.standing import area_gaps
from taskgroups.people.models import Person
from taskgroups.schools import policy as schools
from taskgroups.schools.models import Inspection, School, Thing


def latest_inspections(found: Sequence[School]) -> dict[int, rhythm.Found]:
    """Return the latest inspection of each school that has one, by the school's key, in two queries.

    Until a school that became another is inspected under its new URN, the last inspection before that is its latest.
    """
    known = Q(school__in=found) | Q(school__passed_to__in=found, school__passed_whole=True)
    rows = Inspection.objects.filter(known).order_by("started_on", "published_on", "id").select_related("school")
    wanted = {school.pk for school in found}
    latest = {
        row.school_id if row.school_id in wanted else row.school.passed_to_id: row
        for row in rows.prefetch_related("grades")
    }
    return {key: _found(row) for key, row in latest.items() if key}


def latest_inspection(school: School) -> rhythm.Found | None:
    """Return the school's latest inspection, or None."""
    return latest_inspections([school]).get(school.pk)


def _found(row: Inspection) -> rhythm.Found:
    grades = [(grade.judgement, grade.grade) for grade in row.grades.all()]
    return rhythm.Found(shelf.pack(row.framework), grades, row.category_of_concern, row.started_on)


def may_use_gaps(person: Person, group: TaskGroup) -> bool:
    """Whether the agenda may be weighed by the school's own view: sent to the group, or shared with this person."""
    return group.prepared_at is not None or schools.may_see(person, group.school, Thing.EVALUATION)


def situation_of(group: TaskGroup, pack: Pack, *, with_gaps: bool) -> Situation:
    """Return what the agenda is proposed from. The gaps are those of the preparation where it was sent."""
    school = group.school
    moment = group.prepared_at or timezone.now()
    gaps: dict[str, AreaGaps] = area_gaps(school, pack, moment) if with_gaps else {}
    before = TaskGroup.objects.filter(school=school, number__lt=group.number)
    return Situation(
        early_years=school.early_years,
        post_16=school.post_16,
        first=not before.exclude(state=TaskGroup.State.CANCELLED).exists(),
        open_actions=Action.objects.filter(school=school).unfinished().count(),
        inspected_below=rhythm.areas_below(latest_inspection(school), pack),
        gaps=gaps,
    )
