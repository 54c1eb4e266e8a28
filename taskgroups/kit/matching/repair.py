"""Groups that got no slot: they and their neighbours are seated again, slots and all; then that cost is won back."""

import time
from collections import defaultdict
from collections.abc import Callable, Iterable

import numpy as np

from taskgroups.kit.matching.board import Board, Floats
from taskgroups.kit.matching.local import Local, State
from taskgroups.kit.matching.stage_one import Seated

SIZES = (6, 10, 16, 24)
NODES, PEOPLE, ALONE_KM = 400, 12, 10_000.0


class Repair:
    """A plan in the making, and the people whom each group could have."""

    def __init__(self, board: Board, seated: Seated, slot: list[int], until: float) -> None:
        self.board, self.until = board, until
        self.state = State([list(one) for one in seated.sitters], list(seated.chair), slot)
        self.seated = seated
        self.people = self._by_price()

    def _by_price(self) -> dict[int, list[int]]:
        """For each group its people, those with the least reduced cost first."""
        board, prices = self.board, self.seated.prices
        if prices is None or not len(self.seated.codes):
            return defaultdict(list)
        persons, groups = self.seated.codes // board.groups, self.seated.codes % board.groups
        chair = np.where(board.may_chair(persons, groups), prices.chair[groups], 0)
        cost = board.km(persons, groups) - prices.person[persons] - chair
        found: dict[int, list[int]] = defaultdict(list)
        for at in np.lexsort((persons, cost, groups)).tolist():
            found[int(groups[at])].append(int(persons[at]))
        return found

    def place_all(self, told: Callable[[int], None] = lambda left: None) -> bool:
        """Seat each group without a slot again with its surroundings; whether all have one now."""
        for size, people in [*((size, PEOPLE) for size in SIZES), *((size, 3 * PEOPLE) for size in SIZES)]:
            waiting = [group for group, slot in enumerate(self.state.slot) if slot < 0]
            for group in waiting:
                if self.state.slot[group] < 0 and time.monotonic() < self.until:
                    told(len(waiting))
                    self._again(self._around([group], size), ALONE_KM, people)
        return all(slot >= 0 for slot in self.state.slot)

    def win_back(self, enough: float, bound: float) -> None:
        """Seat surroundings again where more is paid than the prices say, until none gets better or it is enough."""
        total = self.travel()
        for size in SIZES[1:]:
            tried: set[int] = set()
            while time.monotonic() < self.until and total - bound > enough * total:
                group = self._dearest(tried)
                if group is None:
                    break
                around = self._around([group], size)
                before = self._km(around)
                if self._again(around, ALONE_KM) and before - self._km(around) > 1e-6:
                    total = self.travel()
                    tried.difference_update(around)
                tried.add(group)

    def _dearest(self, tried: set[int]) -> int | None:
        """The group that pays most over its prices, of those not tried since it changed."""
        losses = self._losses()
        losses[list(tried)] = -1.0
        at = int(np.argmax(losses)) if len(losses) else -1
        return at if at >= 0 and losses[at] > 1e-6 else None

    def _losses(self) -> Floats:
        board, prices = self.board, self.seated.prices
        persons = np.array([p for one in self.state.sitters for p in one], dtype=np.int64)
        groups = np.repeat(np.arange(board.groups), [len(one) for one in self.state.sitters])
        cost = board.km(persons, groups) - prices.person[persons] - prices.group[groups]  # type: ignore[union-attr]
        return np.asarray(np.bincount(groups, np.maximum(cost, 0), minlength=board.groups), dtype=np.float64)

    def travel(self) -> float:
        """Kilometres of the whole plan."""
        return self._km(range(self.board.groups))

    def _km(self, groups: Iterable[int]) -> float:
        pairs = [(p, g) for g in groups for p in self.state.sitters[g]]
        where = np.array(pairs, dtype=np.int64).reshape(-1, 2)
        return float(self.board.km(where[:, 0], where[:, 1]).sum())

    def _around(self, start: list[int], size: int) -> list[int]:
        """Groups that share somebody, nearest in the web of sharing first."""
        sitters, board = self.state.sitters, self.board
        chosen, seen = list(start), set(start)
        sits: dict[int, list[int]] = self._sits()
        for group in chosen:
            near = {own for person in sitters[group] for own in board.own[person]}
            near |= {other for person in [*sitters[group], *board.owners[group]] for other in sits.get(person, ())}
            for other in sorted(near - seen):
                if len(chosen) >= size:
                    return sorted(chosen)
                seen.add(other)
                chosen.append(other)
        return sorted(chosen)

    def _sits(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = defaultdict(list)
        for group, people in enumerate(self.state.sitters):
            for person in people:
                found[person].append(group)
        return found

    def _again(self, groups: list[int], alone: float, people: int = PEOPLE) -> bool:
        """Solve these groups afresh; whether there was an answer. Who has a role keeps one where that can be."""
        now = {p for group in groups for p in self.state.sitters[group]}
        candidates = {
            g: sorted({*self.people[g][:people], *self.state.sitters[g]} | self._fitting(now, g)) for g in groups
        }
        model = Local(self.board, self.state, groups, candidates)
        found, state = model.solve(min(self.until, time.monotonic() + 20), alone, NODES, 1e-6)
        if found.value < float("inf"):
            self.state = state
            return True
        return False

    def _fitting(self, people: set[int], group: int) -> set[int]:
        if not people:
            return set()
        who = np.array(sorted(people), dtype=np.int64)
        fits = self.board.may_sit(who, np.full(len(who), group))
        return set(who[fits].tolist())
