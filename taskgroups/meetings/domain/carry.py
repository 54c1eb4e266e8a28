"""Carrying Task Groups over to the school that a school became, and what must be over before a school is closed."""

from django.db.models import F, Max

from taskgroups.kit.design.words import plural
from taskgroups.meetings.models import Record, TaskGroup
from taskgroups.schools.models import School

State = TaskGroup.State


def carry_task_groups(old: School, new: School) -> None:
    """Let the old school's Task Groups be the new one's, first in number. A locked record keeps the number it names.

    Those that come late are the last: what went over before keeps its numbers.
    """
    if old.passed_whole:
        first = (TaskGroup.objects.filter(school=new).aggregate(last=Max("number"))["last"] or 0) + 1
        for number, late in enumerate(TaskGroup.objects.filter(school=old).order_by("number", "id"), start=first):
            late.school, late.number = new, number
            late.save(update_fields=["school", "number"])
        return
    highest = TaskGroup.objects.filter(school=old).aggregate(last=Max("number"))["last"] or 0
    begun = TaskGroup.objects.filter(school=new).exclude(record__state__in=Record.LOCKED)
    begun.update(number=F("number") + highest)
    TaskGroup.objects.filter(school=old).update(school=new)


def still_to_come(school: School) -> str:
    """What must be done with the school's Task Groups before its work can only be read, or nothing."""
    ahead = [State.PLANNED, State.POSTPONED, State.OPEN, State.PAUSED]
    left = TaskGroup.objects.filter(school=school, state__in=ahead).count()
    if not left:
        return ""
    return (
        f"{school} still has {plural(left, 'Task Group')} to come. Its chair or the consortium's lead cancels it first."
    )
