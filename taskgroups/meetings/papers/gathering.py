"""Gathers what a preparation pack says, as it stood at a moment, in a fixed number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Q
from django.utils import timezone

from taskgroups.frameworks import shelf
from taskgroups.frameworks.pack import Pack
from taskgroups.improvement.models import Action, ImprovementIssue
from taskgroups.meetings.models import TaskGroup
from taskgroups.meetings.plan.standing import AreaStanding, standing_at
from taskgroups.meetings.queries import AgendaRow, agenda_rows
from taskgroups.meetings.record.queries import as_they_were
from taskgroups.schools.models import Inspection
from taskgroups.schools.queries.lineage import urns_of

INSPECTIONS = 3


@dataclass(frozen=True)
class Preparation:
    """Everything the pack is built from. `sent_at` is None for what the head has not sent yet."""

    group: TaskGroup
    pack: Pack
    chair: str
    sent_at: datetime | None
    inspections: Sequence[Inspection]
    areas: Sequence[AreaStanding]
    issues: Sequence[ImprovementIssue]
    actions: Sequence[Action]
    agenda: Sequence[AgendaRow]


def gather(group: TaskGroup, *, sent: bool) -> Preparation:
    """Return the preparation as it was sent, or as it would be sent now. A pack no longer installed raises KeyError."""
    school, pack = group.school, shelf.packs()[group.pack]
    moment = group.prepared_at if sent and group.prepared_at else timezone.now()
    chair = group.seats.current().filter(part="chair").values_list("person__name", flat=True).first()
    inspections = Inspection.objects.filter(school__urn__in=urns_of(school)).select_related("school")
    return Preparation(
        group=group,
        pack=pack,
        chair=chair or "",
        sent_at=group.prepared_at if sent else None,
        inspections=list(inspections.prefetch_related("grades").order_by("-started_on", "-id")[:INSPECTIONS]),
        areas=standing_at(school, pack, moment),
        issues=_issues(group, moment),
        actions=_actions(group, moment),
        agenda=agenda_rows(group, with_school=True),
    )


def as_it_would_be_sent_now(sent: Preparation) -> Preparation:
    """The same Task Group's preparation as it would be sent now; what no moment changes is not asked for again."""
    group, moment = sent.group, timezone.now()
    return replace(
        sent,
        sent_at=None,
        areas=standing_at(group.school, sent.pack, moment),
        issues=_issues(group, moment),
        actions=_actions(group, moment),
    )


def _issues(group: TaskGroup, moment: datetime) -> list[ImprovementIssue]:
    """The issues that were there: one written down later was not sent, whatever day it is of."""
    day = timezone.localdate(moment)
    found = ImprovementIssue.objects.written_by(moment).filter(school=group.school, raised_on__lte=day)
    return list(found.filter(Q(closed_on=None) | Q(closed_on__gt=day)).order_by("raised_on", "id"))


def _actions(group: TaskGroup, moment: datetime) -> list[Action]:
    """The actions that were open, as they read then: what became of them since is the school's to share."""
    found = Action.objects.filter(school=group.school, set_at__lte=moment)
    near = found.filter(Q(status__in=Action.UNFINISHED) | Q(updates__at__gt=moment)).distinct()
    read = as_they_were(near.select_related("owner"), moment)
    return sorted((one for one in read if one.is_open), key=lambda one: (one.due, one.pk))
