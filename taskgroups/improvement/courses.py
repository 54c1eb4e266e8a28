"""The course of each action, and a school's progress counted from Task Group to Task Group. No Django.

'Done' and 'made a difference' are two counts. Slipping is a rule, and its reasons are said with it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from taskgroups.kit.design.words import day, plural

UNFINISHED = ("not_started", "under_way")
DIFFERENT = ("some", "clear")
MOVED, NEAR, SILENT = 2, 14, 21  # times moved later; days before it is due; days without a word


@dataclass(frozen=True)
class Step:
    """What stood of an action from one day on."""

    on: date
    status: str
    impact: str
    due: date


@dataclass(frozen=True)
class Course:
    """One action from the day it was set: its steps, the first first, and the last day anything was written of it."""

    key: str
    what: str
    owner: str
    issue: str
    steps: tuple[Step, ...]
    heard_on: date

    def at(self, on: date) -> Step | None:
        """What stood at the end of a day; None before it was set."""
        return next((step for step in reversed(self.steps) if step.on <= on), None)

    @property
    def moved(self) -> int:
        """How often its day was moved later."""
        dues = [step.due for step in self.steps]
        return sum(1 for before, after in pairwise(dues) if after > before)

    def slips(self, today: date) -> tuple[str, ...]:
        """Why an unfinished action is late or seems to slip; nothing where it does neither."""
        now = self.steps[-1]
        if now.status not in UNFINISHED:
            return ()
        found = []
        days, silent = (now.due - today).days, (today - self.heard_on).days
        if days < 0:
            found.append(f"It was due on {day(now.due)}, {plural(-days, 'day')} ago.")
        if self.moved >= MOVED:
            found.append(f"Its day has been moved later {plural(self.moved, 'time')}.")
        if 0 <= days <= NEAR and silent >= SILENT:
            when = "today" if days == 0 else f"in {plural(days, 'day')}"
            found.append(f"It is due {when}, and nothing has been written about it for {plural(silent, 'day')}.")
        return tuple(found)


@dataclass(frozen=True)
class Week:
    """What a head hears of once a week: how many actions are late, seem to slip, or are due within a fortnight."""

    late: int
    slipping: int
    near: int


def week(courses: Iterable[Course], today: date) -> Week:
    """Count unfinished actions by what is to be told of them, each once: late before slipping, slipping before near."""
    open_ones = [one for one in courses if one.steps[-1].status in UNFINISHED]
    late = [one for one in open_ones if one.steps[-1].due < today]
    slipping = [one for one in open_ones if one not in late and one.slips(today)]
    near = [one for one in open_ones if 0 <= (one.steps[-1].due - today).days <= NEAR and one not in slipping]
    return Week(len(late), len(slipping), len(near))


@dataclass(frozen=True)
class Tally:
    """How things stood on a day: actions set until then and not stopped, and of those done, of use, and late."""

    on: date
    text: str
    set: int
    done: int
    different: int
    late: int


WIDE, HIGH, LEFT, TOP, BOTTOM = 720, 220, 40, 12, 40


@dataclass(frozen=True)
class Column:
    """One day in the drawing: where it stands, and how high each count reaches."""

    tally: Tally
    x: float
    width: float
    tops: tuple[float, float, float]


def tallies(courses: Iterable[Course], days: Sequence[tuple[date, str]]) -> list[Tally]:
    """Return how things stood on each day, in words what day it was."""
    known = list(courses)
    return [_tally(known, on, text) for on, text in days]


def _tally(courses: list[Course], on: date, text: str) -> Tally:
    steps = [step for one in courses if (step := one.at(on)) and step.status != "stopped"]
    return Tally(
        on, text, len(steps), sum(1 for one in steps if one.status == "done"),
        sum(1 for one in steps if one.impact in DIFFERENT),
        sum(1 for one in steps if one.status in UNFINISHED and one.due < on),
    )  # fmt: skip


def columns(found: Sequence[Tally]) -> list[Column]:
    """Return where each day stands in the drawing; the tallest count reaches the top."""
    most = max((one.set for one in found), default=0) or 1
    step = (WIDE - LEFT) / max(len(found), 1)
    width = min(step * 0.5, 70)
    return [
        Column(
            one, round(LEFT + step * (place + 0.5) - width / 2, 1), round(width, 1),
            (height(one.set, most), height(one.done, most), height(one.different, most)),
        )
        for place, one in enumerate(found)
    ]  # fmt: skip


def height(number: int, most: int) -> float:
    """Return how far down the drawing a count stands."""
    return round(TOP + (1 - number / most) * (HIGH - TOP - BOTTOM), 1)
