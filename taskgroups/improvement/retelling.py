"""Tells how risk moved from day to day, and what moved it, from what was said and kept. No Django.

It is told by the rule of today: the same rule over every day. Each day counts as it stood at its end.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from taskgroups.evaluation.picture import MET
from taskgroups.evaluation.strength import SPANS, Level, Strength, Weighed, months_after, strength, weigh
from taskgroups.improvement import causes
from taskgroups.improvement.because import Because
from taskgroups.improvement.past import GROUP, Judged, Key, Past, Spell, Use
from taskgroups.improvement.risk import Soon, Standing, Stated, standing_of, stated

ONE_DAY = timedelta(days=1)
SoonOn = Callable[[date], tuple[Soon, Because]]


@dataclass(frozen=True)
class Change:
    """A day on which what is said of an area became another, with what caused it. Area '': how soon, for them all."""

    on: date
    area: str
    before: Stated
    after: Stated
    because: tuple[Because, ...]


@dataclass(frozen=True)
class Story:
    """What was said of each area at the beginning, every change since, and what is said at the end."""

    since: date
    until: date
    first: dict[str, Stated]
    changes: tuple[Change, ...]
    last: dict[str, Stated]


@dataclass
class Today:
    """What stands at the end of the day that has been told so far."""

    past: Past
    answers: dict[Key, str] = field(default_factory=dict)
    placed: dict[tuple[str, str], tuple[str, datetime]] = field(default_factory=dict)
    worth: dict[Key, dict[int, Weighed]] = field(default_factory=lambda: defaultdict(dict))
    used_at: dict[int, set[Key]] = field(default_factory=lambda: defaultdict(set))

    def strength(self, area: str, descriptor: str, what: str = "") -> Strength:
        """How strong the evidence for a statement is."""
        return strength(what, self.worth.get((area, descriptor), {}).values())

    def shown(self, key: Key) -> bool:
        """Whether a statement could be shown: a quick look first, as one item that is partial is enough."""
        items = self.worth.get(key, {}).values()
        return any(one.level >= Level.PARTIAL for one in items) or strength("", items).level >= Level.PARTIAL

    def standing(self, slug: str) -> Standing:
        """What the rule looks at, of one area."""
        place = next(one for one in self.past.places if one.area.slug == slug)
        own, group = self.placed.get((slug, "school")), self.placed.get((slug, GROUP))
        answers = [(slug, one.slug) for one in place.statements]
        return standing_of(
            place.area.is_secure(own[0]) if own and own[0] else None,
            place.area.is_secure(group[0]) if group and group[0] else None,
            bool(own and group and own[1] > group[1]),
            [
                (answer, Level.PARTIAL if answer == MET and self.shown(key) else Level.NONE)
                for key in answers
                for answer in [self.answers.get(key, "")]
            ],
        )

    def judge(self, one: Judged) -> None:
        """Take a judgement."""
        if one.descriptor and one.voice != GROUP:
            self.answers[one.area, one.descriptor] = one.value
        elif not one.descriptor:
            self.placed[one.area, one.voice] = (one.value, one.at)

    def look_at(self, evidence: int, on: date) -> set[Key]:
        """Weigh an item as it reads on a day, wherever it is used; return where that is."""
        spell = next((one for one in self.past.spells.get(evidence, ()) if one.holds(on)), None)
        found = weigh(spell.item, on) if spell else None
        for key in self.used_at[evidence]:
            if found:
                self.worth[key][evidence] = found
            else:
                self.worth[key].pop(evidence, None)
        return self.used_at[evidence]

    def put(self, use: Use) -> None:
        self.used_at[use.evidence].add((use.area, use.descriptor))

    def take(self, use: Use) -> None:
        self.used_at[use.evidence].discard((use.area, use.descriptor))
        self.worth[use.area, use.descriptor].pop(use.evidence, None)


@dataclass
class Day:
    """What happened on one day."""

    judged: list[Judged] = field(default_factory=list)
    put: list[Use] = field(default_factory=list)
    taken: list[Use] = field(default_factory=list)
    items: set[int] = field(default_factory=set)


def as_it_stood(past: Past, on: date) -> Today:
    """Return what stood at the end of a day."""
    now = Today(past)
    for one in sorted(past.judged, key=lambda one: one.at):
        if one.on <= on:
            now.judge(one)
    for use in past.uses:
        if use.since <= on and (use.until is None or on < use.until):
            now.put(use)
    for evidence in list(now.used_at):
        now.look_at(evidence, on)
    return now


def tell(past: Past, soon_on: SoonOn, turns: Iterable[date], since: date, until: date) -> tuple[Story, Today]:
    """Return what changed after the end of the day `since`, up to the end of `until`, and what stands then.

    `soon_on` says how soon an inspection was likely on a day; `turns` are the days on which that may be another.
    """
    now, soon = as_it_stood(past, since), soon_on(since)[0]
    slugs = [one.area.slug for one in past.places]
    first = {slug: stated(now.standing(slug), soon) for slug in slugs}
    said, changes = dict(first), list[Change]()
    days = _days(past, since, until)
    turning = {one for one in turns if since < one <= until}
    for on in sorted(days.keys() | turning):
        touched = _happen(now, days[on], on) if on in days else {}
        coming, why = soon_on(on) if on in turning else (soon, None)
        if coming != soon and why:
            before = Stated(None, None, soon, said[slugs[0]].risk) if slugs else None
            if before:
                changes.append(Change(on, "", before, Stated(None, None, coming, before.risk), (why,)))
        for slug in slugs if coming != soon else [one for one in slugs if one in touched]:
            after = stated(now.standing(slug), coming)
            if _differs(said[slug], after):
                because = tuple(causes.together(touched.get(slug, []))) or ((why,) if why else ())
                changes.append(Change(on, slug, said[slug], after, because))
            said[slug] = after
        soon = coming
    return Story(since, until, first, tuple(changes), said), now


def _differs(before: Stated, after: Stated) -> bool:
    return (before.distance, before.showing, before.risk) != (after.distance, after.showing, after.risk)


def _happen(now: Today, day: Day, on: date) -> dict[str, list[Because]]:
    """Let a day happen; return by area what in it may have moved what is said of the area."""
    found: dict[str, list[Because]] = defaultdict(list)
    concerned = {key for one in day.items for key in now.used_at[one]}
    concerned |= {(use.area, use.descriptor) for use in (*day.put, *day.taken)}
    before = {key: now.shown(key) for key in concerned}
    for one in sorted(day.judged, key=lambda one: one.at):
        was = now.answers.get((one.area, one.descriptor), "")
        was = was if one.descriptor else now.placed.get((one.area, one.voice), ("",))[0]
        now.judge(one)
        if one.value != was and (not one.descriptor or one.voice != GROUP):
            found[one.area].append(causes.of_judgement(now.past, one, was))
    for use in day.taken:
        now.take(use)
    for use in day.put:
        now.put(use)
    for evidence in {*day.items, *(use.evidence for use in day.put)}:
        now.look_at(evidence, on)
    for key, was_shown in sorted(before.items()):
        if now.shown(key) != was_shown and now.answers.get(key) == MET:
            found[key[0]] += causes.of_evidence(now.past, key, day.put, day.taken, day.items, on)
    return found


def _days(past: Past, since: date, until: date) -> dict[date, Day]:
    """What happened on each day after one and up to another; the day on which an item fades is one of them."""
    days: dict[date, Day] = defaultdict(Day)
    for one in past.judged:
        days[one.on].judged.append(one)
    for use in past.uses:
        if use.until is None or use.since < use.until:
            days[use.since].put.append(use)
            days[use.until or date.min].taken.append(use)
    for evidence in {use.evidence for use in past.uses}:
        for on in {on for spell in past.spells.get(evidence, ()) for on in turning_days(spell)}:
            if since < on <= until:
                days[on].items.add(evidence)
    return {on: day for on, day in days.items() if since < on <= until}


def turning_days(spell: Spell) -> list[date]:
    """The days on which an item may be worth something else than the day before, as long as it reads so."""
    span, dated = SPANS[spell.item.kind], spell.item.dated
    days = [spell.since] if spell.until is None else [spell.since, spell.until]
    for months in (span.current, span.past):
        end = months_after(dated, months)
        if end < date.max and spell.holds(end + ONE_DAY):
            days.append(end + ONE_DAY)
    return days
