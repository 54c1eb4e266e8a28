"""From what a round asks to its plan; half-days said 'if need be' to are used only where that helps. No database."""

from collections.abc import Callable
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

from taskgroups.kit.matching import Problem, problem_of
from taskgroups.rounds.solving.steady import keep_chairs

if TYPE_CHECKING:
    from taskgroups.kit.matching.plan import Plan

Json = dict[str, Any]
Told = Callable[[str], None]


def find(asked: Json, before: Json | None, told: Told) -> Json:
    """The plan of a round as `solve_round` writes it, with `hints` where there is none. Half-days stay if they can."""
    from taskgroups.kit.matching.solve import solve  # reads the libraries that reckon: only where something is solved
    from taskgroups.kit.matching.steady import keep_slots

    problem = as_problem(asked, if_need_be=False)
    plan = solve(problem, told)
    if (not plan.is_there or plan.without_role) and _says_need(asked):
        told("Trying the half-days that people could do if need be.")
        wider = as_problem(asked, if_need_be=True)
        other = solve(wider, told)
        if _is_better(other, plan):
            problem, plan = wider, other
    found = plan.as_json() | {"hints": [asdict(hint) for hint in plan.hints]}
    if before and plan.is_there:
        chaired = keep_chairs(asked, found["groups"], before["groups"])
        found["groups"] = keep_slots(problem, chaired, {group["urn"]: group["slot"] for group in before["groups"]})
    return found


def as_problem(asked: Json, *, if_need_be: bool) -> Problem:
    """The solver's problem; half-days that somebody could do if need be count as free or not."""
    people = [one | {"unavailable": away(asked, one, if_need_be=if_need_be)} for one in asked["people"]]
    known = {one["id"] for one in people}
    problem = problem_of(asked | {"people": people, "history": [h for h in asked["history"] if h["chair"] in known]})
    kept = [(who, urn, chairs) for who, urn, chairs in asked["kept"] if who in known]
    return replace(
        problem,
        kept=frozenset((who, urn) for who, urn, _ in kept),
        chairing=frozenset((who, urn) for who, urn, chairs in kept if chairs),
        days=frozenset((urn, slot) for urn, slot in asked.get("days", [])),
    )


def away(asked: Json, person: Json, *, if_need_be: bool) -> list[str]:
    """The half-days on which somebody is not there."""
    said = asked["said"].get(person["id"], {})
    no = {slot for slot, what in said.items() if what == "no" or (what == "need" and not if_need_be)}
    return sorted(no | set(person["unavailable"]))


def _says_need(asked: Json) -> bool:
    return any("need" in said.values() for said in asked["said"].values())


def _is_better(wide: "Plan", strict: "Plan") -> bool:
    """Whether 'if need be' makes the only plan, or gives more people a part; where there is none, its reasons count."""
    if not wide.is_there:
        return not strict.is_there
    return not strict.is_there or len(wide.without_role) < len(strict.without_role)
