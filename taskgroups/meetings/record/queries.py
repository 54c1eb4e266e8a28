"""Reads for the record: what was open before, what stood when the Task Group closed, and who was there."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery, Value
from django.urls import reverse
from django.utils import timezone

from taskgroups.evaluation.models import EvidenceUse, Judgement
from taskgroups.improvement.milestones import Milestone
from taskgroups.improvement.models import Action, ActionUpdate
from taskgroups.improvement.origin import Origin
from taskgroups.kit.design.words import day
from taskgroups.meetings.models import Record, TaskGroup
from taskgroups.schools.models import Audience, School, Sharing, Thing

Place = tuple[str, str]


@dataclass(frozen=True)
class Around:
    """What surrounds a Task Group: the school's last one held before, its next one planned, who sees its records."""

    before: TaskGroup | None
    after: TaskGroup | None
    audience: int


def around(group: TaskGroup) -> Around:
    """Return what surrounds a Task Group, in one query."""
    ahead = _of_school(group, TaskGroup.State.PLANNED).filter(starts_at__gt=group.starts_at).order_by("starts_at")
    first, last = (Subquery(one.values("pk")[:1]) for one in (_held_before(group), ahead))
    shared = Sharing.objects.filter(school=OuterRef("school"), thing=Thing.RECORD).values("audience")[:1]
    near = TaskGroup.objects.filter(Q(pk=group.pk) | Q(pk=first) | Q(pk=last)).annotate(audience=Subquery(shared))
    found = {(one.starts_at > group.starts_at) - (one.starts_at < group.starts_at): one for one in near}
    audience = found[0].audience
    return Around(found.get(-1), found.get(1), Audience.SCHOOL if audience is None else audience)


def before(group: TaskGroup) -> TaskGroup | None:
    """Return the school's last Task Group that was held before this one, or None."""
    return _held_before(group).first()


def _held_before(group: TaskGroup) -> QuerySet[TaskGroup]:
    return _of_school(group, TaskGroup.State.CLOSED).filter(starts_at__lt=group.starts_at)


def _of_school(group: TaskGroup, state: str) -> QuerySet[TaskGroup]:
    return TaskGroup.objects.filter(school=group.school, state=state).exclude(pk=group.pk)


def held_at(school: School) -> list[Milestone]:
    """Return the days of a school's Task Groups that were held; one query."""
    found = TaskGroup.objects.filter(school=school, state=TaskGroup.State.CLOSED).order_by("starts_at")
    days = [timezone.localdate(starts) for starts in found.values_list("starts_at", flat=True)]
    return [Milestone(on, f"Task Group of {day(on)}") for on in days]


def recorded_at(school: School) -> QuerySet[TaskGroup, Any]:
    """Return the addresses of a school's Task Groups whose record is locked."""
    locked = TaskGroup.objects.filter(school=school, record__state__in=Record.LOCKED)
    return locked.order_by().values("public_id")


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
    shown = Q(status__in=Action.UNFINISHED) | Q(status="done") & fresh
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


def owner_roles(school: School, wanted: Collection[str]) -> set[str]:
    """Return which of these words are a role that an owner of the school's actions has or had; two queries at most."""
    actions = Action.objects.filter(school=school)
    found = set(actions.filter(owner_role__in=wanted).values_list("owner_role", flat=True)) - {""}
    if found.issuperset(wanted):
        return found
    given = ActionUpdate.objects.filter(action__school=school, changes__has_key="owner_role")
    before = {role for changes in given.values_list("changes", flat=True) for role in changes["owner_role"]}
    return found | (before & set(wanted) - {""})


def _value(name: str, told: Any) -> Any:
    is_day = name in ("due", "done_on") and told
    return datetime.fromisoformat(told).date() if is_day else told


@dataclass(frozen=True)
class Stood:
    """What the school said of itself, by area and descriptor ('' for the area): at a moment, and earlier.

    `shown` are those that had evidence at the moment.
    """

    now: dict[Place, str]
    then: dict[Place, str]
    shown: set[Place]


def stood(group: TaskGroup, moment: datetime, earlier: datetime | None) -> Stood:
    """Return the school's own judgements as they stood at two moments, and what had evidence; one query."""
    known = Judgement.objects.filter(school=group.school, pack=group.pack, voice=Judgement.Voice.SCHOOL)
    either = Judgement.objects.stood_at(moment)
    if earlier:
        either |= Judgement.objects.stood_at(earlier)
    uses = EvidenceUse.objects.as_of(moment).filter(evidence__school=group.school, pack=group.pack)
    said = known.filter(either).exclude(value="").order_by()
    rows = said.values_list("area", "descriptor", "value", "made_at", "superseded_at").union(
        uses.order_by().values_list("area", "descriptor", Value(""), "linked_at", "unlinked_at"), all=True
    )
    found = Stood({}, {}, set())
    for area, descriptor, value, made, superseded in rows:
        if not value:
            found.shown.add((area, descriptor))
            continue
        for told, when in ((found.now, moment), (found.then, earlier)):
            if when and made <= when and (superseded is None or superseded > when):
                told[area, descriptor] = value
    return found


def origins_of(addresses: Collection[str]) -> dict[str, Origin]:
    """Return what lists of actions call the Task Groups at these addresses; one query."""
    found = TaskGroup.objects.filter(public_id__in=addresses).order_by("-starts_at").select_related("record")
    return {
        one.public_id: Origin(
            f"Task Group {one.number}, {day(one.starts_at)}",
            reverse("task-group-record", args=[one.public_id]),
            locked=one.is_recorded,
        )
        for one in found.only("public_id", "number", "starts_at", "record__state")
    }
