"""Reads across a school's issues and actions."""

from dataclasses import dataclass

from taskgroups.improvement.listing import Row, rows, with_owner
from taskgroups.improvement.models import Action, ImprovementIssue
from taskgroups.schools.models import School

SHOWN_EACH = 6


@dataclass(frozen=True)
class IssueProgress:
    """An issue with its actions. 'Done' and 'made a difference' are counted apart."""

    issue: ImprovementIssue | None
    rows: tuple[Row, ...]

    @property
    def counted(self) -> list[Row]:
        """The actions that count: those stopped do not."""
        return [row for row in self.rows if row.action.status != Action.Status.STOPPED]

    @property
    def done(self) -> int:
        return sum(row.action.status == Action.Status.DONE for row in self.rows)

    @property
    def made_a_difference(self) -> int:
        """How many made some or a clear difference."""
        return sum(row.action.impact in (Action.Impact.SOME, Action.Impact.CLEAR) for row in self.counted)

    @property
    def too_early(self) -> int:
        """How many are done and nobody has said yet what difference they made."""
        done = [row.action for row in self.rows if row.action.status == Action.Status.DONE]
        return sum(one.impact == Action.Impact.TOO_EARLY for one in done)

    @property
    def late(self) -> int:
        return sum(row.late for row in self.rows)

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
    other: IssueProgress


def improvement_of(school: School) -> Improvement:
    """Return a school's issues with their actions; three queries, however many there are."""
    by_issue: dict[int | None, list[Row]] = {}
    for row in rows(with_owner(Action.objects.filter(school=school)).order_by("due", "id")):
        by_issue.setdefault(row.action.issue_id, []).append(row)
    known = [
        IssueProgress(one, tuple(by_issue.get(one.pk, ()))) for one in ImprovementIssue.objects.filter(school=school)
    ]
    return Improvement(
        open=[one for one in known if one.issue and one.issue.closed_on is None],
        closed=[one for one in known if one.issue and one.issue.closed_on],
        other=IssueProgress(None, tuple(by_issue.get(None, ()))),
    )
