"""The gaps of a school: what stands between what it says and showing it, each with its reason, ranked. No Django.

The page of the rule is made from this data. A statement has one gap at most: the first kind that fits it.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from taskgroups.evaluation.picture import MET, NOT_YET, PARTLY, AreaState, DescriptorState
from taskgroups.evaluation.strength import SPANS, Level, Strength, Words, months_after, strength, weigh
from taskgroups.frameworks.pack import Area, Descriptor
from taskgroups.improvement.because import Because, Ref
from taskgroups.improvement.risk import Risk
from taskgroups.kit.design.words import day

Strengths = Callable[[AreaState, DescriptorState], Strength]
AT_LEAST, AT_MOST = 3, 6  # months: how far ahead one looks for evidence that goes stale
WHOLE = "-"  # in an address, in place of a statement: the area as a whole

KINDS = {
    "not_yet": Words("Not yet met", "The school says that a statement is not yet met."),
    "no_evidence": Words("Called met, nothing shows it", "A statement is called met, and no evidence is linked to it."),
    "thin": Words("Called met over thin evidence", "A statement is called met, and its evidence is thin."),
    "partly": Words("Partly met", "The school says that a statement is partly met."),
    "untested": Words("Placed, not tested", "An area is placed at the line, with statements not judged."),
    "stale": Words(
        "Evidence going stale",
        "A statement is called met and can be shown today, but not any more by the day an inspection is expected. "
        f"One looks {AT_LEAST} to {AT_MOST} months ahead, however near or far that day is.",
    ),
}
RANKING = (
    "Gaps of an area with high risk come first, then of those with some, with low, and not placed yet.",
    "Within that, in the order of the kinds above.",
    "Within that, in the framework's order.",
)


@dataclass(frozen=True)
class Gap:
    """One gap. `descriptor` is None for an area as a whole. `because`: at least one reason, naming what is on file."""

    kind: str
    area: Area
    descriptor: Descriptor | None
    risk: Risk
    because: tuple[Because, ...]
    weakest: str = ""

    @property
    def key(self) -> tuple[str, str, str]:
        """What tells one gap from another: area, statement, kind."""
        return self.area.slug, self.descriptor.slug if self.descriptor else "", self.kind

    @property
    def place(self) -> str:
        """The statement's slug in an address."""
        return self.descriptor.slug if self.descriptor else WHOLE

    @property
    def about(self) -> str:
        """What it is about, in words."""
        return self.descriptor.text if self.descriptor else self.area.name


def gaps(
    areas: Iterable[AreaState],
    strengths: Strengths,
    risks: Mapping[str, Risk],
    *,
    today: date,
    likely_from: date | None,
) -> tuple[Gap, ...]:
    """Return every gap, ranked. `likely_from`: from when an inspection is likely; None where nothing is known."""
    until = horizon(today, likely_from)
    found = [
        gap
        for state in areas
        for gap in _of_area(state, strengths, risks.get(state.area.slug, Risk.UNSAID), today, until)
    ]
    order = list(KINDS)
    return tuple(sorted(found, key=lambda gap: (-gap.risk, order.index(gap.kind))))


def horizon(today: date, likely_from: date | None) -> date:
    """Return the day up to which evidence has to last: that of the expected inspection, within bounds."""
    nearest, farthest = months_after(today, AT_LEAST), months_after(today, AT_MOST)
    return min(max(likely_from or nearest, nearest), farthest)


def _of_area(state: AreaState, strengths: Strengths, risk: Risk, today: date, until: date) -> Iterable[Gap]:
    for one in state.descriptors:
        found = strengths(state, one) if one.answer == MET else None
        kind = _kind(one, found, today, until)
        if kind:
            weakest = found.items[0].item.title if found and found.items else ""
            because = tuple(_because(kind, state, one, found, today, until))
            yield Gap(kind, state.area, one.descriptor, risk, because, weakest)
    unjudged = state.count("")
    if state.claims_secure and state.grade and unjudged:
        words = f"The school places {state.area.name} at {state.grade.name}; not judged: {unjudged} of its statements."
        yield Gap("untested", state.area, None, risk, (Because("untested", words, Ref("area", state.area.slug)),))


def _kind(one: DescriptorState, found: Strength | None, today: date, until: date) -> str:
    if one.answer in (NOT_YET, PARTLY):
        return one.answer
    if found is None:
        return ""
    if found.level < Level.PARTIAL:
        return "thin" if found.items else "no_evidence"
    return "" if lasts(found, until) else "stale"


def lasts(found: Strength, until: date) -> bool:
    """Whether a statement could still be shown on a later day, with the evidence it has."""
    then = (weigh(one.item, until) for one in found.items)
    worth = []
    for one in then:
        if one.level >= Level.PARTIAL:
            return True
        worth.append(one)
    return strength(found.what, worth).level >= Level.PARTIAL


def last_day(found: Strength, today: date, until: date) -> date:
    """Return the last day on which a statement that does not last up to `until` can be shown."""
    days = {months_after(one.item.dated, months) for one in found.items for months in _spans(one.item.kind)}
    for on in sorted(one for one in days if today <= one < until):
        if not lasts(found, on + timedelta(days=1)):
            return on
    return until


def _spans(kind: str) -> tuple[int, int]:
    return SPANS[kind].current, SPANS[kind].past


def _because(
    kind: str, state: AreaState, one: DescriptorState, found: Strength | None, today: date, until: date
) -> Iterable[Because]:
    here = Ref("statement", f"{state.area.slug}/{one.descriptor.slug}")
    if state.claims_secure and state.grade:
        words = f"The school places {state.area.name} at {state.grade.name}."
        yield Because("placed", words, Ref("area", state.area.slug))
    if kind in (NOT_YET, PARTLY):
        on = f" on {day(one.said.made_at)}" if one.said else ""
        yield Because(kind, f"The school said{on} that this is {KINDS[kind].name.lower()}.", here)
    elif kind == "stale" and found:
        best, last = found.items[0], day(last_day(found, today, until))
        words = f"It can be shown until {last}. ‘{best.item.title}’ is of {day(best.item.dated)}."
        yield Because(kind, words, Ref("evidence", str(best.item.key)))
    elif found and found.items:
        about = Ref("evidence", str(found.items[0].item.key))
        yield from (Because(kind, sentence, about) for sentence in found.because[:1])
    else:
        yield Because(kind, "No evidence is linked to this statement.", here)
