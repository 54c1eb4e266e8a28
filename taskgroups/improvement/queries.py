"""Reads across a school's issues and actions."""

from collections.abc import Collection
from dataclasses import dataclass, fields

from django.db.models import Case, Count, Exists, IntegerField, OuterRef, Q, QuerySet, Value, When

from taskgroups.evaluation.models import Evidence, EvidenceUse
from taskgroups.improvement.listing import Row, rows, with_owner
from taskgroups.improvement.models import Action, ImprovementIssue
from taskgroups.schools.models import School
from taskgroups.schools.policy import today

SHOWN_EACH = 6
CLOSED_SHOWN = 6
Status, Impact = Action.Status, Action.Impact


@dataclass(frozen=True)
class Counts:
    """How many actions there are, and of those that were not stopped: done, late, and what difference they made."""

    all: int = 0
    counted: int = 0
    done: int = 0
    made_a_difference: int = 0
    too_early: int = 0
    late: int = 0


@dataclass(frozen=True)
class IssueProgress:
    """An issue with its actions. 'Done' and 'made a difference' are counted apart. A closed one shows no rows."""

    issue: ImprovementIssue | None
    counts: Counts
    rows: tuple[Row, ...] = ()

    @property
    def shown(self) -> list[Row]:
        """The open actions, soonest due first, then the newest of the others; six at most."""
        still = [row for row in self.rows if row.action.is_open]
        rest = [row for row in reversed(self.rows) if not row.action.is_open]
        return (still + rest)[:SHOWN_EACH]


@dataclass(frozen=True)
class Improvement:
    """A school's improvement: open issues, closed issues, and the actions that serve none."""

    open: list[IssueProgress]
    closed: list[IssueProgress]
    more_closed: bool
    other: IssueProgress


def improvement_of(school: School, *, own: bool, all_closed: bool = False) -> Improvement:
    """Return a school's issues with their actions; five queries, however many there are.

    Of the closed issues the newest six, unless all are asked for: what is over does not make the page longer.
    `own`: whether the reader is of the school, and so reads who owns an action by name.
    """
    known = ImprovementIssue.objects.filter(school=school)
    opened = list(known.filter(closed_on=None))
    past = known.exclude(closed_on=None).order_by("-closed_on", "-id")
    closed = list(past if all_closed else past[: CLOSED_SHOWN + 1])
    shown = closed if all_closed else closed[:CLOSED_SHOWN]
    counts = _counts(school, [*opened, *shown])
    by_issue = _rows(school, opened, own)
    named = [(one.pk, one) for one in (*opened, *shown)]
    progress = [
        IssueProgress(one, counts.get(key, Counts()), tuple(by_issue.get(key, ())))
        for key, one in (*named, (None, None))
    ]
    return Improvement(
        open=progress[: len(opened)],
        closed=progress[len(opened) : -1],
        more_closed=len(closed) > len(shown),
        other=progress[-1],
    )


def evidence_for(action: Action) -> QuerySet[Evidence]:
    """Return what may show that an action is done: of its descriptor first, then of its area, then the rest.

    In each the newest first. An item linked to the descriptor is linked to its area too, and stands once.
    """
    area = EvidenceUse.objects.filter(evidence=OuterRef("pk"), unlinked_at=None, pack=action.pack, area=action.area)
    nearest = [When(Exists(area), then=Value(1))] if action.area else []
    if action.descriptor:
        nearest.insert(0, When(Exists(area.filter(descriptor=action.descriptor)), then=Value(0)))
    found = Evidence.objects.filter(school=action.school_id, withdrawn_at=None)
    order = Case(*nearest, default=Value(2), output_field=IntegerField())
    return found.annotate(nearness=order).order_by("nearness", "-dated", "-pk")


def _counts(school: School, issues: Collection[ImprovementIssue]) -> dict[int | None, Counts]:
    """The counts of some issues by their keys, and of the actions that serve none under None; one query."""
    going = ~Q(status=Status.STOPPED)
    found = Action.objects.filter(school=school).filter(Q(issue__in=issues) | Q(issue=None)).order_by()
    counted = found.values("issue").annotate(
        all=Count("pk"),
        counted=Count("pk", filter=going),
        done=Count("pk", filter=Q(status=Status.DONE)),
        made_a_difference=Count("pk", filter=going & Q(impact__in=[Impact.SOME, Impact.CLEAR])),
        too_early=Count("pk", filter=Q(status=Status.DONE, impact=Impact.TOO_EARLY)),
        late=Count("pk", filter=Q(status__in=Action.UNFINISHED, due__lt=today())),
    )
    names = [field.name for field in fields(Counts)]
    return {key: Counts(*numbers) for key, *numbers in counted.values_list("issue", *names)}


def _rows(school: School, opened: Collection[ImprovementIssue], own: bool) -> dict[int | None, list[Row]]:
    """The actions of the open issues, and of those that serve none the unfinished and the newest others."""
    alone = Action.objects.filter(school=school, issue=None)
    ended = alone.exclude(status__in=Action.UNFINISHED).order_by("-due", "-id").values("pk")[:SHOWN_EACH]
    wanted = Q(issue__in=opened) | Q(issue=None, status__in=Action.UNFINISHED) | Q(pk__in=ended)
    by_issue: dict[int | None, list[Row]] = {}
    found = with_owner(Action.objects.filter(school=school).filter(wanted)).order_by("due", "id")
    for row in rows(found, own=own):
        by_issue.setdefault(row.action.issue_id, []).append(row)
    return by_issue
