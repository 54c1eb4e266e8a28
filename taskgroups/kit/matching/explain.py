"""Why there is no plan: the school, the rule, and the smallest changes that were tried and do help."""

import time
from collections.abc import Callable, Iterable

from taskgroups.kit.matching import changes
from taskgroups.kit.matching.changes import Change, Hint
from taskgroups.kit.matching.problem import Problem, School

Helps = Callable[[Problem, float], bool]
MOST_S, ONE_S, ENOUGH = 20.0, 3.0, 3
KINDS = {
    "kept": (
        changes.freer_days,
        changes.fewer_kept,
        changes.fewer_conflicts,
        changes.less_history,
        changes.more_chairs,
    ),
    "open": (changes.freer_days, changes.more_time, changes.more_slots),
    "slot": (changes.freer_days, changes.more_slots, changes.more_time, changes.fewer_conflicts, changes.more_chairs),
    "crowd": (changes.more_slots, changes.more_time, changes.shorter_panel),
    "chair": (
        changes.more_chairs,
        changes.less_history,
        changes.fewer_conflicts,
        changes.higher_limits,
        changes.more_slots,
    ),
    "places": (changes.higher_limits, changes.more_slots, changes.fewer_conflicts, changes.more_time),
}
EVERY = (
    changes.more_chairs, changes.higher_limits, changes.more_slots, changes.more_time, changes.fewer_conflicts,
    changes.less_history, changes.fewer_kept, changes.freer_days, changes.shorter_panel,
)  # fmt: skip


def because(
    problem: Problem, short: list[tuple[int, str]], helps: Helps, until: float
) -> tuple[tuple[str, ...], tuple[Hint, ...]]:
    """First what does not fit and where, then changes that make a plan possible, the smallest first.

    As sentences that name the fields of a problem, and as hints that a page puts into words of its own.
    """
    hosts = [school for school in problem.schools if school.host]
    what = short[0][1] if short else ""
    near = [hosts[group] for group, lacks in short if lacks == what]
    until = min(until, time.monotonic() + MOST_S)
    kinds = dict.fromkeys([*KINDS.get(what, ()), *EVERY])
    found = sorted(_helpful(problem, near, kinds, helps, until), key=lambda one: one.size)
    said = [f"It would help to have {one.sentence}." for one in found]
    if not said:
        said = [_otherwise(what)]
    kept_on = dict(problem.days).get(near[0].urn, "") if near else ""
    phase = near[0].phase if near else ""
    seen = Hint(what or "slot", urns=tuple(school.urn for school in near), phase=phase, slot=kept_on)
    return (_what(problem, what, near), *said), (seen, *(one.hint for one in found))


def _helpful(problem: Problem, near: list[School], kinds: Iterable[object], helps: Helps, until: float) -> list[Change]:
    """Of each kind the first change that the solver finds a plan for, until there are enough or time is short."""
    found: list[Change] = []
    for kind in kinds:
        for change in kind(problem, near):  # type: ignore[operator]
            now = time.monotonic()
            if now >= until or len(found) >= ENOUGH:
                return found
            if helps(change.problem, min(until, now + ONE_S)):
                found.append(change)
                break
    return found


def _what(problem: Problem, what: str, near: list[School]) -> str:
    if what == "kept":
        return f"School {near[0].urn} cannot keep who was to be kept there: a rule (H2 to H8) forbids it."
    if what == "open":
        return f"School {near[0].urn} can have no group (H8): on none of slots is everybody of it free (unavailable)."
    if what == "chair":
        return (
            f"School {near[0].urn}{_more(near)} is left without a chair (H3, H4, H6, H7): too few people have "
            f"can_chair with {near[0].phase} in phases, are clear of conflicts and history, and have max_groups left."
        )
    if what == "places":
        wanted = sum(school.host for school in problem.schools) * (problem.panel_size + 1)
        given = sum(person.max_groups for person in problem.people)
        return (
            f"School {near[0].urn}{_more(near)} is left without enough people (H1, H4): {wanted} places are to be "
            f"filled, max_groups gives {given}, fewer where slots, unavailable or conflicts leave no room."
        )
    if what == "crowd":
        takes = problem.panel_size + 1
        return (
            f"School {near[0].urn}{_more(near)} cannot all have a slot (H8): each group takes {takes} people and those "
            f"of its own school on one of {len(problem.slots)} slots, and there are {len(problem.people)} people."
        )
    where = f"School {near[0].urn}{_more(near)} is left without a slot" if near else "The groups do not fit together"
    return f"{where} (H8): slots, unavailable, can_chair, max_groups and conflicts together leave no plan."


def _more(near: list[School]) -> str:
    return "" if len(near) == 1 else f" (and {len(near) - 1} more)"


def _otherwise(what: str) -> str:
    field = {"open": "unavailable", "chair": "can_chair", "places": "max_groups"}.get(what, "slots")
    return f"No single change that was tried is enough: look at {field} first, then at host, for a smaller round."
