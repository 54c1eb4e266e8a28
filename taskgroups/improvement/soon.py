"""How soon an inspection is likely: what the school expects, else the usual interval after the last one. No Django.

The usual interval is data of the framework in force, with how far it was checked. It is no announcement of anything.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from taskgroups.evaluation.strength import months_after
from taskgroups.frameworks.pack import CHECKED, Pack
from taskgroups.improvement.because import Because, Ref
from taskgroups.improvement.risk import Soon
from taskgroups.kit.design.words import day, month, plural

ANY_TIME, NEARING = 6, 18  # months


@dataclass(frozen=True)
class Inspected:
    """An inspection on file: when it began, and each judgement with its grade, as published."""

    key: int
    on: date
    framework: str = ""
    grades: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Expected:
    """What the school said of its next inspection, on a day. `likely_from` None: by the usual interval again."""

    key: int
    said_on: date
    likely_from: date | None
    why: str


@dataclass(frozen=True)
class Coming:
    """From when an inspection is likely as far as anybody can know, and why."""

    likely_from: date | None
    because: Because

    def soon(self, today: date) -> Soon:
        """How soon that is, seen from a day."""
        if self.likely_from is None:
            return Soon.NEARING
        if self.likely_from < months_after(today, ANY_TIME):
            return Soon.ANY_TIME
        return Soon.NEARING if self.likely_from <= months_after(today, NEARING) else Soon.LATER

    def turns(self) -> tuple[date, ...]:
        """The days on which it becomes another, by time alone; a few days wide, as months differ in length."""
        if self.likely_from is None:
            return ()
        wide = (timedelta(days=n) for n in range(-4, 5))
        return tuple(
            sorted(months_after(self.likely_from, -months) + step for step in wide for months in (ANY_TIME, NEARING))
        )


def coming(packs: dict[str, Pack], known: Sequence[Inspected], said: Sequence[Expected], today: date) -> Coming:
    """Return from when an inspection is likely, with what was known on a day.

    What the school said last counts, unless an inspection has begun since. Without it, the usual interval of the
    framework in force that day after the last inspection; shorter where that found something below the line.
    """
    pack = _in_force(packs, today)
    last = max((one for one in known if one.on <= today), key=lambda one: (one.on, one.key), default=None)
    own = max((one for one in said if one.said_on <= today), key=lambda one: (one.said_on, one.key), default=None)
    if own and own.likely_from and (last is None or last.on <= own.said_on):
        words = f"The school said on {day(own.said_on)} that it expects one from {month(own.likely_from)}: {own.why}"
        return Coming(own.likely_from, Because("expected", words, Ref("expected", str(own.key))))
    if last is None:
        words = "No inspection is on file, and the school has not said when it expects one."
        return Coming(None, Because("unknown", words, Ref("framework", pack.slug)))
    if pack.rhythm is None:
        words = f"The last inspection on file began on {day(last.on)}; {pack.title} names no usual interval."
        return Coming(None, Because("unknown", words, Ref("inspection", str(last.key))))
    below = found_below(packs.get(last.framework), last)
    months = pack.rhythm.after_below if below else pack.rhythm.months
    likely = months_after(last.on, months)
    words = (
        f"The last inspection on file began on {day(last.on)}{' and found an area below the line' if below else ''}; "
        f"the usual interval of {plural(months, 'month')} ends in {month(likely)}. {CHECKED[pack.rhythm.checked]}."
    )
    return Coming(likely, Because("interval", words, Ref("inspection", str(last.key))))


def found_below(pack: Pack | None, last: Inspected) -> bool:
    """Whether an inspection found anything below the line of its own framework. Nothing is converted."""
    if pack is None:
        return False
    scales = [(pack.scale, pack.secure_from), *((area.scale, area.secure_from) for area in pack.areas)]
    below = {grade.name for scale, line in scales for grade in scale[[one.slug for one in scale].index(line) + 1 :]}
    return any(grade in below for _, grade in last.grades)


def _in_force(packs: dict[str, Pack], today: date) -> Pack:
    begun = [pack for pack in packs.values() if pack.in_force(today)]
    return begun[-1] if begun else next(iter(packs.values()))
