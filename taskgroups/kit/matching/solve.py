"""From a problem to its plan: seat, give slots, repair where they bind, prove; or say why there is none."""

import time
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from itertools import accumulate

from taskgroups.kit.matching import plan as plans
from taskgroups.kit.matching.board import Board
from taskgroups.kit.matching.explain import because
from taskgroups.kit.matching.knots import untied
from taskgroups.kit.matching.local import Local, State
from taskgroups.kit.matching.plan import Plan
from taskgroups.kit.matching.problem import Problem
from taskgroups.kit.matching.repair import Repair
from taskgroups.kit.matching.stage_one import Seated, seat

SMALL, SMALL_COLUMNS, EXACT = 32, 40_000, 1e-7
Told = Callable[[str], None]


@dataclass
class Outcome:
    """A plan, or no plan with the groups it failed at: (group, what it is short of)."""

    plan: Plan
    short: list[tuple[int, str]]


def solve(problem: Problem, told: Told = lambda said: None) -> Plan:
    """The plan of a problem, or why there is none. `told` hears how far it is. Never raises for a problem."""
    until = time.monotonic() + problem.time_limit_s * 0.97 - min(0.3, problem.time_limit_s * 0.2)
    outcome = attempt(problem, until, told)
    if outcome.plan.status != "infeasible":
        return outcome.plan
    told("There is no plan: looking for the smallest change that would help.")

    def helps(changed: Problem, latest: float) -> bool:
        return attempt(changed, latest, is_enough=True).plan.is_there

    said, hints = because(problem, outcome.short, helps, until)
    return plans.none("infeasible", said, hints)


def attempt(problem: Problem, until: float, told: Told = lambda said: None, is_enough: bool = False) -> Outcome:
    """Solve without explaining; `is_enough` where any plan will do."""
    board = Board(problem)
    if not board.groups:
        state = State([], [], [])
        return Outcome(plans.written(board, state, board.persons, 0.0), [])
    if shut := [(group, "open") for group in range(board.groups) if not board.open[group]]:
        return Outcome(plans.none("infeasible", ()), shut)
    if lost := board.not_to_keep():
        return Outcome(plans.none("infeasible", ()), [(group, "kept") for group in lost])
    if crowded(board):
        return Outcome(plans.none("infeasible", ()), [(group, "crowd") for group in range(board.groups)])
    told(f"Seating {board.groups} groups.")
    seated = seat(board, until)
    if seated.infeasible:
        return Outcome(plans.none("infeasible", ()), seated.short)
    if not seated.found:
        return _whole(board, None, seated, until, [])
    return _with_slots(board, seated, until, told, is_enough)


def crowded(board: Board) -> bool:
    """Whether the slots hold fewer groups than there are, since a group takes its people and those of its school."""
    takes = sorted(board.size + sum(len(board.own[p]) == 1 for p in owners) for owners in board.owners)
    needs = list(accumulate(takes))
    free = (sum(mask >> slot & 1 for mask in board.free) for slot in range(len(board.problem.slots)))
    return sum(bisect_right(needs, people) for people in free) < board.groups


def _with_slots(board: Board, seated: Seated, until: float, told: Told, is_enough: bool) -> Outcome:
    told("Giving each group its half-day.")
    seated, slots = untied(
        board, seated, until, lambda out: told(f"Seating everybody again: {out} groups found no half-day.")
    )
    repair = Repair(board, seated, slots, until)
    late = [(group, "slot") for group, slot in enumerate(repair.state.slot) if slot < 0]
    placed = repair.place_all(lambda left: told(f"Seating again where half-days are few: {left} groups left."))
    if not placed:
        return _whole(board, None, seated, until, late)
    found = plans.written(board, repair.state, seated.fewest, seated.travel_bound)
    if found.status == "optimal" or is_enough:
        return Outcome(found, [])
    if _is_small(board):
        return _whole(board, repair.state, seated, until, late)
    told("Winning back the travel that half-days cost.")
    repair.win_back(plans.ENOUGH, seated.travel_bound)
    return Outcome(plans.written(board, repair.state, seated.fewest, seated.travel_bound), [])


def _is_small(board: Board) -> bool:
    return board.groups <= SMALL and board.groups * board.persons * len(board.problem.slots) <= SMALL_COLUMNS


def _whole(board: Board, known: State | None, seated: Seated, until: float, late: list[tuple[int, str]]) -> Outcome:
    """The whole problem as one model, where it is small: both aims one after the other, or the proof that none fits."""
    if not _is_small(board):
        return _undecided(board, known, seated)
    nobody = State([[] for _ in board.schools], [-1] * board.groups, [-1] * board.groups)
    everybody = {group: _who_may(board, group) for group in range(board.groups)}
    model = Local(board, nobody, list(range(board.groups)), everybody)
    first, state = model.solve(until, -1.0, 0, 0.0)
    if first.infeasible:
        return Outcome(plans.none("infeasible", ()), late)
    if first.value == float("inf"):
        return _undecided(board, known, seated)
    fewest = round(first.bound + 0.4999) if first.bound > 1e-6 else 0
    fewest = max(fewest, seated.fewest)
    best, state_of_second = model.solve(until, 0.0, 0, EXACT, most_alone=round(first.value))
    if best.value < float("inf"):
        state = state_of_second
    if known is not None and _alone(board, known) <= _alone(board, state):
        state = (
            min((state, known), key=lambda one: plans.travel(board, one))
            if _alone(board, state) == _alone(board, known)
            else known
        )
    bound = best.bound if round(first.value) == fewest else 0.0
    return Outcome(plans.written(board, state, fewest, max(bound, 0.0)), [])


def _undecided(board: Board, known: State | None, seated: Seated) -> Outcome:
    if known is not None:
        return Outcome(plans.written(board, known, seated.fewest, seated.travel_bound), [])
    said = (
        "Time ran out before a plan was found, or a proof that there is none: raise time_limit_s, or add one of slots."
    )
    return Outcome(plans.none("unknown", (said,)), [])


def _who_may(board: Board, group: int) -> list[int]:
    import numpy as np

    people = np.arange(board.persons)
    fits = board.may_sit(people, np.full(board.persons, group))
    return [int(person) for person in people[fits]]


def _alone(board: Board, state: State) -> int:
    return board.persons - len({person for people in state.sitters for person in people})
