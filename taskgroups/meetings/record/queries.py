"""Reads for the record: what was open before, what stood when the Task Group closed, and who was there."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from taskgroups.evaluation.models import EvidenceUse, Judgement
from taskgroups.improvement.models import Action, ActionUpdate
from taskgroups.improvement.origin import Origin
from taskgroups.kit.design.words import day
from taskgroups.meetings.models import TaskGroup


def before(group: TaskGroup) -> TaskGroup | None:
    """Return the school's last Task Group that was held before this one, or None."""
    held = TaskGroup.objects.filter(school=group.school, state=TaskGroup.State.CLOSED, starts_at__lt=group.starts_at)
    return held.exclude(pk=group.pk).first()


def after(group: TaskGroup) -> TaskGroup | None:
    """Return the school's next Task Group that is planned after this one, or None."""
    ahead = TaskGroup.objects.filter(school=group.school, state=TaskGroup.State.PLANNED, starts_at__gt=group.starts_at)
    return ahead.order_by("starts_at").first()


def actions_to_review(group: TaskGroup) -> QuerySet[Action]:
    """Return the actions this Task Group opens with, soonest due first.

    Those set before it that were open when it began, and those closed since the school's last one, so that the group
    can ask what difference they made.
    """
    return reviewed_after(before(group), group)


def reviewed_after(last: TaskGroup | None, group: TaskGroup) -> QuerySet[Action]:
    """The same, where the school's last Task Group is known already."""
    began = group.opened_at or timezone.now()
    earlier = Action.objects.filter(school=group.school, set_at__lte=began).exclude(set_in=group.public_id)
    fresh = Q(done_on__gte=timezone.localdate(last.starts_at)) if last else Q()
    shown = Q(status__in=["not_started", "under_way"]) | Q(status="done") & fresh
    if group.closed_at:
        shown |= Q(events__task_group=group) | Q(status="stopped", updates__at__gt=group.closed_at)
    return earlier.filter(shown).select_related("owner", "issue").order_by("due", "id").distinct()


def as_they_were(actions: Iterable[Action], moment: datetime) -> list[Action]:
    """Return the actions with what was changed after a moment taken back (status, day, proof, difference)."""
    known = list(actions)
    since = ActionUpdate.objects.filter(action__in=known, at__gt=moment).order_by("-at", "-id")
    by_pk = {action.pk: action for action in known}
    for update in since:
        for name, (earlier, _) in update.changes.items():
            if name in ("status", "due", "done_on", "proof", "impact", "impact_note", "owner_role"):
                setattr(by_pk[update.action_id], name, _value(name, earlier))
    return known


def _value(name: str, told: Any) -> Any:
    is_day = name in ("due", "done_on") and told
    return datetime.fromisoformat(told).date() if is_day else told


def said_of(group: TaskGroup, moment: datetime) -> dict[tuple[str, str], str]:
    """Return the school's own judgements that stood at a moment, by area and descriptor ('' for the area)."""
    said = Judgement.objects.as_of(moment).filter(school=group.school, pack=group.pack, voice=Judgement.Voice.SCHOOL)
    return {(one.area, one.descriptor): one.value for one in said if one.value}


def shown_in(group: TaskGroup, moment: datetime) -> set[tuple[str, str]]:
    """Return the descriptors that had evidence at a moment, as area and descriptor."""
    there = EvidenceUse.objects.as_of(moment).filter(evidence__school=group.school, pack=group.pack)
    return set(there.values_list("area", "descriptor"))


def origins_of(addresses: Collection[str]) -> dict[str, Origin]:
    """Return what lists of actions call the Task Groups at these addresses; one query."""
    found = TaskGroup.objects.filter(public_id__in=addresses).order_by("-starts_at")
    return {
        one.public_id: Origin(
            f"Task Group {one.number}, {day(one.starts_at)}", reverse("task-group-record", args=[one.public_id])
        )
        for one in found.only("public_id", "number", "starts_at")
    }
