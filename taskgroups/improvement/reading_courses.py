"""Reads the course of a school's actions: two queries."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from taskgroups.improvement.called import owner_called
from taskgroups.improvement.courses import Course, Step
from taskgroups.improvement.models import WORDS_TAKEN_OUT, Action, ActionUpdate
from taskgroups.schools.models import School

Change = tuple[date, dict[str, list[Any]]]
FIELDS = ("status", "impact", "due")


def courses_of(school: School, *, own: bool) -> list[Course]:
    """Return the course of every action of a school, the soonest due first."""
    return courses(Action.objects.filter(school=school).order_by("due", "pk"), own=own)


def unfinished_courses(school: School, *, own: bool) -> list[Course]:
    """Return the course of what is unfinished, the soonest due first."""
    return courses(Action.objects.unfinished().filter(school=school).order_by("due", "pk"), own=own)


def courses(found: QuerySet[Action], *, own: bool) -> list[Course]:
    """Return the course of each of these actions. `own`: whether its reader is of the school, and so reads names."""
    actions = list(found.select_related("owner", "issue"))
    changes: dict[int, list[Change]] = defaultdict(list)
    updates = ActionUpdate.objects.filter(action__in=found.order_by()).exclude(note=WORDS_TAKEN_OUT)
    updates = updates.order_by("at", "pk")
    for pk, at, told in updates.values_list("action_id", "at", "changes"):
        changes[pk].append((timezone.localdate(at), told))
    return [_course(one, changes[one.pk], own) for one in actions]


def _course(action: Action, changes: list[Change], own: bool) -> Course:
    set_on = timezone.localdate(action.set_at)
    return Course(
        action.public_id, action.what, owner_called(action, own=own), action.issue.public_id if action.issue else "",
        tuple(_steps(action, set_on, changes)), max((on for on, _ in changes), default=set_on),
    )  # fmt: skip


def _steps(action: Action, set_on: date, changes: list[Change]) -> Iterable[Step]:
    """From what stands now and what was before each change, what stood from day to day."""
    now = {name: getattr(action, name) for name in FIELDS}
    for name in FIELDS:
        first = next((told[name][0] for _, told in changes if name in told), now[name])
        now[name] = _day(first) if name == "due" else first
    yield Step(set_on, **now)
    for on, told in changes:
        moved = {name: told[name][1] for name in FIELDS if name in told}
        if moved:
            now |= {name: _day(value) if name == "due" else value for name, value in moved.items()}
            yield Step(on, **now)


def _day(value: Any) -> date:
    return date.fromisoformat(value) if isinstance(value, str) else value
