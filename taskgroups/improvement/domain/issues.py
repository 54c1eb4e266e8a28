"""Improvement issues: added, closed and opened again."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from taskgroups.improvement.models import ImprovementIssue
from taskgroups.kit.access import audit
from taskgroups.kit.access.refused import Refused
from taskgroups.people.models import Person
from taskgroups.schools.models import School
from taskgroups.schools.policy import today


@transaction.atomic
def add_issue(
    *, by: Person, school: School, title: str, source: str, raised_on: date, pack: str = "", area: str = ""
) -> ImprovementIssue:
    """Add an issue from the last inspection, or the school's own, and return it."""
    title = " ".join(title.split())
    if not title:
        raise Refused("The issue is empty. Say what must get better.", "title")
    if source not in ImprovementIssue.Source.values:
        raise Refused("Choose where the issue comes from.", "source")
    if raised_on > today():
        raise Refused("The date is in the future. Enter the day it was raised.", "raised_on")
    issue = ImprovementIssue.objects.create(
        school=school, title=title[:300], source=source, raised_on=raised_on, pack=pack, area=area, added_by=by,
        added_at=timezone.now(),
    )  # fmt: skip
    audit.note(by=by, verb="added improvement issue", school_urn=school.urn, about=issue.public_id)
    return issue


@transaction.atomic
def close_issue(*, by: Person, issue: ImprovementIssue) -> ImprovementIssue:
    """Close an issue: the school is where it wanted to be. Its actions stay as they are."""
    return _move(by, issue, today(), "closed improvement issue") if issue.closed_on is None else issue


@transaction.atomic
def reopen_issue(*, by: Person, issue: ImprovementIssue) -> ImprovementIssue:
    """Open a closed issue again."""
    return _move(by, issue, None, "opened improvement issue again") if issue.closed_on else issue


def _move(by: Person, issue: ImprovementIssue, closed_on: date | None, verb: str) -> ImprovementIssue:
    issue.closed_on = closed_on
    issue.save(update_fields=["closed_on"])
    audit.note(by=by, verb=verb, school_urn=issue.school.urn, about=issue.public_id)
    return issue
