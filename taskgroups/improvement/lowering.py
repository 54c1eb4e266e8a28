"""Which open action lowers risk most: the statement is made again with each of them done and proved. No Django."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from taskgroups.improvement.risk import RISKS, Risk, Soon, Standing, Stated, of_school, stated, with_done
from taskgroups.kit.design.words import plural

At = Callable[[str, str], tuple[str, bool]]


@dataclass(frozen=True)
class Open:
    """An open action as far as risk goes: the statement it serves ('' for none), and when it is due."""

    key: str
    what: str
    area: str
    descriptor: str
    due: date
    owner: str = ""


@dataclass(frozen=True)
class Effect:
    """What doing an action would do to its area and to the school."""

    action: Open
    before: Stated
    after: Stated
    school: Risk
    open_before: int
    open_after: int
    unshown_before: int
    unshown_after: int

    @property
    def moves(self) -> bool:
        """Whether anything becomes better at all."""
        return (self.open_after, self.unshown_after) != (self.open_before, self.unshown_before)

    @property
    def because(self) -> str:
        """What it does, in words."""
        said = []
        if self.after.risk != self.before.risk:
            said.append(f"the risk there goes from {_word(self.before.risk)} to {_word(self.after.risk)}")
        if self.open_after != self.open_before:
            said.append(_left(self.open_after, "not called met") or "every statement there would be called met")
        if self.unshown_after != self.unshown_before:
            left = _left(self.unshown_after, "called met that could not be shown")
            said.append(left or "everything called met there could be shown")
        words = "; ".join(said)
        return f"{words[:1].upper()}{words[1:]}."


def effects(
    actions: Iterable[Open], areas: Mapping[str, Standing], at: At, soon: Soon
) -> tuple[tuple[Effect, ...], tuple[Open, ...]]:
    """Return what each open action would do, the most first, and those of which nothing can be reckoned.

    `at(area, descriptor)` gives the answer that stands at a statement and whether it could be shown. First comes what
    lowers the school's risk, then its area's, then what leaves the fewest statements open; of equals the soonest due.
    """
    now = {slug: stated(one, soon) for slug, one in areas.items()}
    known, unknown = list[Effect](), list[Open]()
    for action in actions:
        if action.area not in areas or not action.descriptor:
            unknown.append(action)
            continue
        before = areas[action.area]
        then = with_done(before, *at(action.area, action.descriptor))
        after = stated(then, soon)
        school = of_school(after.risk if slug == action.area else one.risk for slug, one in now.items())
        known.append(
            Effect(action, now[action.area], after, school, before.open, then.open, before.unshown, then.unshown)
        )
    return tuple(sorted((one for one in known if one.moves), key=_order)), tuple(unknown)


def _order(one: Effect) -> tuple[float, ...]:
    steps = _steps(one.after) - _steps(one.before)
    return (
        one.school, one.after.risk - one.before.risk, steps, -one.before.risk, one.open_after + one.unshown_after,
        one.action.due.toordinal(),
    )  # fmt: skip


def _steps(one: Stated) -> int:
    return (one.distance or 0) + (one.showing or 0)


def _word(risk: Risk) -> str:
    return RISKS[risk].name.lower()


def _left(number: int, what: str) -> str:
    return f"{plural(number, 'statement')} left {what}, one fewer" if number else ""
