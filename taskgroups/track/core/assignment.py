"""Giving each one of its candidates at most, and nobody twice: as many as can be, and then as near as can be.

The order of names never matters, as it does where each takes the nearest one left. By shortest augmenting paths:
R. Jonker and A. Volgenant, 'A shortest augmenting path algorithm for dense and sparse linear assignment problems',
Computing 38 (1987).
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from heapq import heappop, heappush

NOBODY = 1e6  # costs more than any set of distances: nobody is left out to bring others nearer


def assign(costs: Sequence[Mapping[int, float]]) -> list[int | None]:
    """Give each row one of its columns, or None. `costs` has, for each row, what each column it may have would cost."""
    work = _Work([dict(row) | {_nobody(at): NOBODY} for at, row in enumerate(costs)])
    for at in range(len(costs)):
        work.place(at)
    return [column if (column := work.holds[at]) >= 0 else None for at in range(len(costs))]


def _nobody(row: int) -> int:
    return -1 - row


@dataclass
class _Work:
    """What is placed so far, and the prices under which nobody would change."""

    costs: list[dict[int, float]]
    has: dict[int, int] = field(default_factory=dict)
    holds: dict[int, int] = field(default_factory=dict)
    prices: defaultdict[int, float] = field(default_factory=lambda: defaultdict(float))
    worth: defaultdict[int, float] = field(default_factory=lambda: defaultdict(float))

    def place(self, row: int) -> None:
        """Place one row more; others move over where that is cheaper for all."""
        reached, came, last = self._look(row)
        far = reached[last]
        for column, near in reached.items():
            if column != last:
                self.prices[column] -= far - near
                self.worth[self.has[column]] += far - near
        self.worth[row] += far
        free: int | None = last
        while free is not None:
            taker = came[free]
            left = self.holds.get(taker)
            self.has[free], self.holds[taker] = taker, free
            free = left

    def _look(self, row: int) -> tuple[dict[int, float], dict[int, int], int]:
        """The columns in the order of how cheaply they are reached, up to the first that is free."""
        near: dict[int, float] = {}
        came: dict[int, int] = {}
        reached: dict[int, float] = {}
        queue: list[tuple[float, int]] = []
        at, so_far = row, 0.0
        while True:
            for column, cost in self.costs[at].items():
                far = so_far + cost - self.worth[at] - self.prices[column]
                if column not in reached and far < near.get(column, float("inf")):
                    near[column], came[column] = far, at
                    heappush(queue, (far, column))
            so_far, column = heappop(queue)
            while column in reached:
                so_far, column = heappop(queue)
            reached[column] = so_far
            if column not in self.has:
                return reached, came, column
            at = self.has[column]
