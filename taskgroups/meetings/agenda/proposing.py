"""Proposes the agenda of a Task Group from the framework and the school. Every decision says because."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from taskgroups.frameworks.pack import Area, Attendee, Pack, TemplateItem
from taskgroups.meetings.agenda.gaps import AreaGaps
from taskgroups.meetings.agenda.minutes import LEAST, share_out, shrink

NO_PROVISION = {
    "early_years": "The school has no early years provision, so this area does not apply.",
    "post_16": "The school has no 16 to 19 provision, so this area does not apply.",
}
FIRST_MEETING = "This is the school's first Task Group, so there are no actions from last time."
NOTHING_OPEN = "No action is open, so there is less to review."
# Ours: how much more time an area gets for what is open in it. An area wholly open weighs double; one that the last
# inspection put below the line half as much again.
FOR_GAPS = 1.0
FOR_INSPECTION = 0.5


@dataclass(frozen=True)
class Situation:
    """What is known of the school. `gaps` is empty where the school's own view may not be used."""

    early_years: bool
    post_16: bool
    first: bool = True
    open_actions: int = 0
    inspected_below: frozenset[str] = frozenset()
    gaps: Mapping[str, AreaGaps] = field(default_factory=dict)


@dataclass(frozen=True)
class ProposedItem:
    """One item, with its reason. `because` rests on public sources, `because_school` on the school's own view."""

    kind: str
    title: str
    minutes: int
    reason: str
    area: str = ""
    because: tuple[str, ...] = ()
    because_school: tuple[str, ...] = ()
    who: tuple[Attendee, ...] = ()


@dataclass(frozen=True)
class LeftOut:
    """An item of the framework's agenda that is not proposed, and why."""

    item: ProposedItem
    because: str


@dataclass(frozen=True)
class Proposal:
    """The agenda in order, what was left out, and how the minutes add up."""

    items: tuple[ProposedItem, ...]
    left_out: tuple[LeftOut, ...]
    available: int

    @property
    def minutes(self) -> int:
        return sum(item.minutes for item in self.items)

    @property
    def fits(self) -> bool:
        return self.minutes <= self.available


def propose(
    pack: Pack,
    situation: Situation,
    available: int | None = None,
    *,
    only: Collection[tuple[str, str]] | None = None,
) -> Proposal:
    """Return the agenda for a school, its minutes adding up to `available`, or to the framework's own sum.

    Areas that do not apply are left out. What the fixed items leave is shared among the areas by their minutes in
    the framework, weighed by what is open in each and by what the last inspection found. The sum is larger than
    `available` only where there are more items than the time can hold. `only` names the items that count, as (kind,
    area), where somebody has chosen among them already.
    """
    kept, left_out = _sorted_out(pack, situation)
    if only is not None:
        kept, left_out = [item for item in pack.agenda if (item.kind, item.area) in only], []
    total = sum(item.minutes for item in kept) if available is None else available
    minutes = _minutes(kept, situation, total)
    items = tuple(_proposed(item, given, situation) for item, given in zip(kept, minutes, strict=True))
    return Proposal(items, tuple(left_out), total)


def _sorted_out(pack: Pack, situation: Situation) -> tuple[list[TemplateItem], list[LeftOut]]:
    kept: list[TemplateItem] = []
    left_out: list[LeftOut] = []
    for item in pack.agenda:
        why = _why_left_out(item, pack.area(item.area) if item.area else None, situation)
        if why:
            left_out.append(LeftOut(_plain(item), why))
        else:
            kept.append(item)
    return kept, left_out


def _why_left_out(item: TemplateItem, area: Area | None, situation: Situation) -> str:
    if item.kind == "actions" and situation.first and not situation.open_actions:
        return FIRST_MEETING
    if area is None or area.applies == "all" or getattr(situation, area.applies):
        return ""
    return NO_PROVISION[area.applies]


def _minutes(kept: list[TemplateItem], situation: Situation, total: int) -> list[int]:
    areas = [item for item in kept if item.kind == "area"]
    fixed = [item for item in kept if item.kind != "area"]
    for_areas = max(LEAST * len(areas), int(total * _share_of_areas(areas, kept) * 0.85))
    for_fixed = shrink([item.minutes for item in fixed], max(total - for_areas, 0))
    if not areas:
        return for_fixed
    shares = share_out(total - sum(for_fixed), [_weight(item, situation) for item in areas])
    by_kind = {True: iter(shares), False: iter(for_fixed)}
    return [next(by_kind[item.kind == "area"]) for item in kept]


def _share_of_areas(areas: list[TemplateItem], kept: list[TemplateItem]) -> float:
    return sum(item.minutes for item in areas) / max(1, sum(item.minutes for item in kept))


def _weight(item: TemplateItem, situation: Situation) -> float:
    gaps = situation.gaps.get(item.area)
    more = FOR_GAPS * gaps.share if gaps else 0.0
    if item.area in situation.inspected_below:
        more += FOR_INSPECTION
    return item.minutes * (1 + more)


def _proposed(item: TemplateItem, minutes: int, situation: Situation) -> ProposedItem:
    because: list[str] = []
    if item.area in situation.inspected_below:
        because.append("The last inspection found this area below the secure line.")
    if item.kind == "actions" and not situation.open_actions:
        because.append(NOTHING_OPEN)
    gaps = situation.gaps.get(item.area)
    from_school = gaps.sentences() if gaps else []
    if item.area and minutes != item.minutes:
        change = f"{minutes} minutes, where the framework’s agenda has {item.minutes}."
        (from_school if gaps else because).append(change)
    return _plain(item, minutes=minutes, because=tuple(because), because_school=tuple(from_school))


def _plain(
    item: TemplateItem,
    *,
    minutes: int | None = None,
    because: tuple[str, ...] = (),
    because_school: tuple[str, ...] = (),
) -> ProposedItem:
    given = item.minutes if minutes is None else minutes
    return ProposedItem(item.kind, item.title, given, item.reason, item.area, because, because_school, item.who)
