"""The plan as it is written out, and the kilometres in it."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from taskgroups.kit.matching.board import Board
from taskgroups.kit.matching.changes import Hint
from taskgroups.kit.matching.local import State

ENOUGH = 1e-4


@dataclass(frozen=True)
class Plan:
    """What came of a problem; `groups`, `without_role`, `gap` and `travel_km` say nothing where there is no plan."""

    status: str
    gap: float | None
    without_role: tuple[str, ...]
    travel_km: float | None
    groups: tuple[dict[str, Any], ...]
    because: tuple[str, ...] = ()
    hints: tuple[Hint, ...] = ()  # the same as `because`, for a page to word

    @property
    def is_there(self) -> bool:
        """Whether it is a plan."""
        return self.status in ("optimal", "feasible")

    def as_json(self) -> dict[str, Any]:
        """The object that the contract names."""
        return {
            "status": self.status, "gap": self.gap, "without_role": list(self.without_role),
            "travel_km": self.travel_km, "groups": list(self.groups), "because": list(self.because),
        }  # fmt: skip


def none(status: str, because: tuple[str, ...], hints: tuple[Hint, ...] = ()) -> Plan:
    """No plan, and why."""
    return Plan(status, None, (), None, (), because, hints)


def written(board: Board, state: State, fewest: int, bound: float) -> Plan:
    """The plan of a state in which every group has its people, chair and slot. `fewest` and `bound` are proved."""
    km = travel(board, state)
    sitting = {person for people in state.sitters for person in people}
    alone = tuple(person.id for number, person in enumerate(board.people) if number not in sitting)
    groups = tuple(_group(board, state, group) for group in range(board.groups))
    if len(alone) > fewest:
        return Plan("feasible", None, alone, round(km, 3), groups)
    gap = min(1.0, max(0.0, (km - bound) / max(km, 1e-9)))
    gap = 0.0 if gap < 1e-9 else round(gap + 5e-10, 9)
    return Plan("optimal" if gap <= ENOUGH else "feasible", gap, alone, round(km, 3), groups)


def travel(board: Board, state: State) -> float:
    """Kilometres of everybody in every group."""
    pairs = [(person, group) for group, people in enumerate(state.sitters) for person in people]
    where = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    return float(board.km(where[:, 0], where[:, 1]).sum())


def _group(board: Board, state: State, group: int) -> dict[str, Any]:
    chair = state.chair[group]
    return {
        "urn": board.schools[group].urn,
        "slot": board.problem.slots[state.slot[group]],
        "chair": board.people[chair].id,
        "members": [board.people[person].id for person in sorted(state.sitters[group]) if person != chair],
    }
