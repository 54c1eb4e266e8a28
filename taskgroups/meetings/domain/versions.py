"""Two people planning one Task Group: the second sees what changed, and loses nothing."""

from django.utils import timezone

from taskgroups.kit.access import audit
from taskgroups.kit.access.models import Entry
from taskgroups.kit.access.refused import ChangedMeanwhile, Refused
from taskgroups.meetings.models import TaskGroup
from taskgroups.people.models import Person
from taskgroups.schools.queries.lineage import urns_of

Changes = dict[str, list[str]]


def hold(group: TaskGroup, base: int | None = None) -> TaskGroup:
    """Return the Task Group as it is now, held against others until the transaction ends.

    `base` is the version of the plan that the form showed. Raises ChangedMeanwhile where it is no longer that.
    """
    now = TaskGroup.objects.select_for_update(of=("self",)).select_related("school", "consortium").get(pk=group.pk)
    if base is not None and base != now.plan_version:
        raise ChangedMeanwhile(now, changes_since(now, base), "the plan")
    return now


def note_change(group: TaskGroup, by: Person | None, verb: str, changes: Changes) -> None:
    """Raise the version of the plan and write down who changed what: {label: [before, after]}."""
    group.plan_version += 1
    group.save(update_fields=["plan_version"])
    audit.note(
        by=by,
        verb=verb,
        school_urn=group.school.urn,
        about=group.public_id,
        plan_version=group.plan_version,
        changes=changes,
    )


def changes_since(group: TaskGroup, base: int) -> list[Entry]:
    """Return the audit lines that took the plan from `base` to what it is now."""
    lines = Entry.objects.filter(about=group.public_id, school_urn__in=urns_of(group.school)).select_related("by")
    newest = lines.order_by("-id")[:200]
    return [line for line in reversed(newest) if line.details.get("plan_version", 0) > base]


def refuse_unless_before(group: TaskGroup) -> None:
    """Raise Refused where the Task Group is not still to come."""
    if not group.is_before:
        state = group.get_state_display().lower()
        raise Refused(f"This Task Group is {state}, so its plan can no longer be changed.")


def refuse_unless_seats_change(group: TaskGroup) -> None:
    """Raise Refused where the Task Group is over, or will not be held: who had a seat stays as it was."""
    if not group.may_seat:
        state = group.get_state_display().lower()
        raise Refused(f"This Task Group is {state}, so its seats can no longer be changed.")


def refuse_past(group: TaskGroup) -> None:
    """Raise Refused where the day and time have gone by."""
    if group.starts_at <= timezone.now():
        raise Refused("The date has gone by. Set a new date first.")
