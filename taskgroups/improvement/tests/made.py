"""Actions, issues and evidence of Alder Primary for tests."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from taskgroups.evaluation.models import Evidence
from taskgroups.improvement.domain.actions import set_action
from taskgroups.improvement.models import Action, ImprovementIssue
from taskgroups.schools.policy import today


def soon(days: int = 30) -> date:
    return today() + timedelta(days=days)


def an_action(cast: Any, **other: Any) -> Action:
    fields: dict[str, Any] = {
        "by": cast.head_a,
        "school": cast.a,
        "what": "Check attendance of pupils new to the school each Friday",
        "owner": cast.leader_a,
        "due": soon(),
        "proof": "Six weeks of the attendance log",
    }
    return set_action(**fields | other)


def some_evidence(cast: Any, **other: Any) -> Evidence:
    fields: dict[str, Any] = {
        "school": cast.a,
        "title": "Attendance log, autumn",
        "kind": "data",
        "dated": today(),
        "added_by": cast.head_a,
        "added_at": timezone.now(),
    }
    return Evidence.objects.create(**fields | other)


def an_issue(cast: Any, **other: Any) -> ImprovementIssue:
    fields: dict[str, Any] = {
        "school": cast.a,
        "title": "Attendance of disadvantaged pupils",
        "source": "inspection",
        "raised_on": date(2024, 3, 1),
        "added_by": cast.head_a,
    }
    return ImprovementIssue.objects.create(**fields | other)


def late(action: Action, days: int = 3) -> Action:
    """Let its day pass."""
    Action.objects.filter(pk=action.pk).update(due=today() - timedelta(days=days))
    action.refresh_from_db()
    return action
