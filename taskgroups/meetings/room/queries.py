"""What the room reads besides the log: the preparation as it was sent, who belongs here, what was set earlier."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from taskgroups.evaluation.models import Evidence, Judgement
from taskgroups.evaluation.picture import AreaState, DescriptorState, Said, find_area
from taskgroups.evaluation.queries import as_said, evidence_at, shown_by
from taskgroups.frameworks import shelf
from taskgroups.frameworks.pack import Area, Question
from taskgroups.improvement.models import Action, ImprovementIssue
from taskgroups.meetings.models import AgendaItem, Seat, TaskGroup
from taskgroups.meetings.plan.areas import area_of_item
from taskgroups.meetings.projections.room import Planned
from taskgroups.meetings.record.queries import actions_to_review, as_they_were
from taskgroups.meetings.room.fitting import Fitted, fit

MOST_EARLIER = 60


@dataclass(frozen=True)
class Sent:
    """One area of the preparation as it was sent, with the evidence under each descriptor ('' for the area)."""

    area: AreaState
    evidence: dict[str, list[Evidence]] = field(default_factory=dict)

    @property
    def all_evidence(self) -> list[Evidence]:
        """Every item under the area once, newest first."""
        found = {one.pk: one for items in self.evidence.values() for one in items}
        return sorted(found.values(), key=lambda one: one.dated, reverse=True)


def agenda_of(group: TaskGroup) -> list[AgendaItem]:
    """Return the agenda in its order; one query."""
    return list(group.agenda.order_by("position", "id"))


def planned_of(items: Iterable[AgendaItem]) -> list[Planned]:
    """Return the agenda as the projections take it."""
    return [Planned(one.pk, one.title, one.minutes, one.kind, area_of_item(one)) for one in items]


def area_of(group: TaskGroup, item: AgendaItem) -> Area | None:
    """Return the area of the framework an item is about, or None; no query."""
    pack = shelf.pack(group.pack)
    return find_area(pack, area_of_item(item)) if pack else None


def sent_area(group: TaskGroup, item: AgendaItem) -> Sent | None:
    """Return the item's area as the school sent it; unjudged where it sent nothing; None where the item has no area.

    Three queries. What the school changed after it sent its preparation is not in it.
    """
    pack, area = shelf.pack(group.pack), area_of(group, item)
    if pack is None or area is None:
        return None
    descriptors = area.for_phase(group.school.phase)
    moment = group.prepared_at
    if moment is None:
        return Sent(AreaState(area, None, None, tuple(DescriptorState(one) for one in descriptors)))
    said: dict[str, Said] = {}
    judged = Judgement.objects.as_of(moment).filter(school=group.school, pack=group.pack, area=area.slug)
    for one in judged.filter(voice=Judgement.Voice.SCHOOL).select_related("by"):
        said[one.descriptor] = as_said(one)
    shown = evidence_at(group.school, pack, moment, area.slug)
    evidence = {descriptor: items for (_, descriptor), items in shown.items()}
    rows = tuple(
        DescriptorState(one, said.get(one.slug), None, shown_by(evidence.get(one.slug, []))) for one in descriptors
    )
    return Sent(AreaState(area, said.get(""), None, rows), evidence)


def questions_for(group: TaskGroup, item: AgendaItem, sent: Sent | None) -> list[Fitted]:
    """Return the bank's questions for an item, fitted to the gaps of what was sent; no query."""
    return fit(_bank(group, item), sent.area.descriptors if sent and group.prepared_at else (), group.school.phase)


def bank_question(group: TaskGroup, item: AgendaItem, slug: str) -> Question | None:
    """Return the question of that slug among those for the item, or None."""
    return next((one for one in _bank(group, item) if one.slug == slug), None)


def _bank(group: TaskGroup, item: AgendaItem) -> list[Question]:
    area, pack = area_of(group, item), shelf.pack(group.pack)
    bank = list(area.questions) if area else []
    for template in pack.agenda if pack else ():
        if template.kind == item.kind and template.area == item.area:
            bank += template.questions
    return bank


def earlier_actions(group: TaskGroup) -> list[Action]:
    """Return the actions this Task Group opens with, the soonest due first; as they stood at its end, once closed."""
    found = list(actions_to_review(group)[:MOST_EARLIER])
    return as_they_were(found, group.closed_at) if group.closed_at else found


def open_issues(group: TaskGroup) -> list[ImprovementIssue]:
    """Return the school's improvement issues that are not closed."""
    return list(ImprovementIssue.objects.filter(school_id=group.school_id, closed_on=None))


def seats_of(group: TaskGroup) -> list[Seat]:
    """Return everybody who has a seat, the chair first; one query."""
    part = Seat.Part
    order = [part.CHAIR, part.CO_CHAIR, part.CLERK, part.HOST, part.MEMBER, part.OBSERVER, part.GUEST]
    found = Seat.objects.current().filter(task_group=group).select_related("person")
    return sorted(found, key=lambda seat: (order.index(Seat.Part(seat.part)), seat.person.name))
