"""People and slots of some groups at once, everything else staying as it is: exact, for a few groups.

With every group among them it is the whole problem.
"""

import time
from collections import defaultdict
from dataclasses import dataclass

import numpy as np

from taskgroups.kit.matching.board import Board
from taskgroups.kit.matching.programme import Answer, Programme


@dataclass
class State:
    """A plan in the making: people, chair and slot of each group; -1 is none."""

    sitters: list[list[int]]
    chair: list[int]
    slot: list[int]


@dataclass(frozen=True)
class Found:
    """What came of it: `proved` where it is the best, or where `infeasible` there is none."""

    value: float
    bound: float
    proved: bool
    infeasible: bool = False


class Local:
    """The model of some groups, with for each the people who may be taken."""

    def __init__(self, board: Board, state: State, free: list[int], candidates: dict[int, list[int]]) -> None:
        self.board, self.state, self.free = board, state, free
        self.among = set(free)
        self.fixed: dict[int, list[int]] = defaultdict(list)  # groups that stay, by the person who sits there
        wanted = {p for people in candidates.values() for p in people}
        owners = {p for group in free for p in board.owners[group]}
        for group, people in enumerate(state.sitters):
            if group not in self.among:
                for person in people:
                    if person in wanted or person in owners:
                        self.fixed[person].append(group)
        self.cost: list[float] = []
        self.rows: list[tuple[float, float, list[tuple[int, float]]]] = []
        self.meets: dict[tuple[int, int], int] = {}
        self.sits: dict[tuple[int, int, int], int] = {}
        self.chairs: dict[tuple[int, int], int] = {}
        self.alone: dict[int, int] = {}
        self._columns(candidates)
        self._of_groups()
        self._of_people()
        self._both_ways()
        self._keep()

    def _keep(self) -> None:
        """Who is to be kept in one of these groups sits there."""
        for code in self.board.kept.tolist():
            person, group = divmod(code, self.board.groups)
            if group in self.among:
                slots = [(column, 1.0) for (p, g, _), column in self.sits.items() if (p, g) == (person, group)]
                self.rows.append((1.0, 1.0, slots))

    def _column(self, cost: float) -> int:
        self.cost.append(cost)
        return len(self.cost) - 1

    def _columns(self, candidates: dict[int, list[int]]) -> None:
        board = self.board
        for group in self.free:
            open_ = board.open[group]
            for owner in board.owners[group]:
                open_ &= ~self._taken(owner)
            for slot in _bits(open_):
                self.meets[group, slot] = self._column(0.0)
            people = np.array(sorted(candidates[group]), dtype=np.int64)
            groups = np.full(len(people), group)
            km, may = board.km(people, groups), board.may_chair(people, groups)
            for person, far, can in zip(people.tolist(), km.tolist(), may.tolist(), strict=True):
                self._person(person, group, far, can, open_)

    def _person(self, person: int, group: int, far: float, can: bool, open_: int) -> None:
        board = self.board
        slots = _bits(open_ & board.free[person] & ~self._taken(person) & ~self._at_home(person))
        for slot in slots:
            self.sits[person, group, slot] = self._column(far)
        if slots and can and not self._answers(person, group):
            self.chairs[person, group] = self._column(0.0)

    def _taken(self, person: int) -> int:
        """The slots on which somebody sits in groups that stay."""
        return _mask(self.state.slot[group] for group in self.fixed[person])

    def _at_home(self, person: int) -> int:
        return _mask(self.state.slot[own] for own in self.board.own[person] if own not in self.among)

    def _answers(self, person: int, group: int) -> bool:
        """Whether somebody of the group's school chairs, in a group that stays, at a school of this person."""
        own = (o for o in self.board.own[person] if o not in self.among and self.state.chair[o] >= 0)
        return any(group in self.board.own[self.state.chair[o]] for o in own)

    def _of_groups(self) -> None:
        size, by_place, by_group = self.board.size, defaultdict(list), defaultdict(list)
        for (_, group, slot), column in self.sits.items():
            by_place[group, slot].append(column)
        for (_, group), column in self.chairs.items():
            by_group[group].append((column, 1.0))
        seats: dict[tuple[int, int], list[tuple[int, float]]] = defaultdict(list)
        for (person, group, slot), column in self.sits.items():
            seats[person, group].append((column, 1.0))
            self.rows.append((-np.inf, 0.0, [(column, 1.0), (self.meets[group, slot], -1.0)]))
        for group in self.free:
            slots = [(self.meets[key], 1.0) for key in self.meets if key[0] == group]
            self.rows.append((1.0, 1.0, slots))
            self.rows.append((1.0, 1.0, by_group[group]))
        for (group, slot), meets in self.meets.items():
            full = [(column, 1.0) for column in by_place[group, slot]]
            self.rows.append((0.0, 0.0, [*full, (meets, -float(size))]))
        for key, column in self.chairs.items():
            self.rows.append((0.0, np.inf, [*seats[key], (column, -1.0)]))

    def _of_people(self) -> None:
        of_person, at = defaultdict(list), defaultdict(list)
        for (person, _, slot), column in self.sits.items():
            of_person[person].append((column, 1.0))
            at[person, slot].append((column, 1.0))
        for person in self._concerned(of_person):
            busy = len(self.fixed[person])
            least = 0.0 if busy else 1.0
            entries = list(of_person[person])
            if not busy:
                self.alone[person] = self._column(0.0)
                entries.append((self.alone[person], 1.0))
            self.rows.append((least, max(least, float(self.board.cap[person] - busy)), entries))
        for (person, slot), entries in at.items():
            own = [o for o in self.board.own[person] if o in self.among and (o, slot) in self.meets]
            for home in own or [-1]:
                extra = [(self.meets[home, slot], 1.0)] if home >= 0 else []
                self.rows.append((-np.inf, 1.0, [*entries, *extra]))

    def _concerned(self, of_person: dict[int, list[tuple[int, float]]]) -> list[int]:
        """Those who may be taken, and those who sat in these groups and may lose their only role."""
        before = {person for group in self.free for person in self.state.sitters[group]}
        whole = range(self.board.persons) if len(self.free) == self.board.groups else ()
        return sorted({*of_person, *before, *whole})

    def _both_ways(self) -> None:
        pairs: dict[tuple[int, int], list[tuple[int, float]]] = defaultdict(list)
        sides: dict[tuple[int, int], set[int]] = defaultdict(set)
        for (person, group), column in self.chairs.items():
            for own in self.board.own[person]:
                if own in self.among:
                    key = (min(own, group), max(own, group))
                    pairs[key].append((column, 1.0))
                    sides[key].add(group)
        self.rows.extend((-np.inf, 1.0, pairs[key]) for key in pairs if len(sides[key]) == 2)

    def solve(
        self, until: float, alone: float, nodes: int, share: float, most_alone: int | None = None
    ) -> tuple[Found, State]:
        """Solve, with a price for each person left without a role, or a most; the new state where there is one."""
        programme = Programme()
        rows = [*self.rows]
        if most_alone is not None:
            rows.append((-np.inf, float(most_alone), [(column, 1.0) for column in self.alone.values()]))
        cost = np.array(self.cost)
        cost[list(self.alone.values())] = alone
        high = np.ones(len(cost))
        if most_alone is None and alone < 0:
            cost = np.zeros(len(cost))
            cost[list(self.alone.values())] = 1.0
        programme.add_rows(np.array([one[0] for one in rows]), np.array([one[1] for one in rows]))
        entries = [(column, row, value) for row, one in enumerate(rows) for column, value in one[2]]
        parts = np.array(entries, dtype=float).reshape(-1, 3)
        programme.add_columns(cost, high, (parts[:, 0].astype(np.int64), parts[:, 1].astype(np.int64), parts[:, 2]))
        programme.whole(np.arange(len(cost)), True)
        programme.option("mip_rel_gap", share)
        if nodes:
            programme.option("mip_max_nodes", nodes)
        answer = programme.solve(until - time.monotonic())
        return Found(answer.value, answer.bound, answer.proved, answer.infeasible), self._read(answer)

    def _read(self, answer: Answer) -> State:
        old = self.state
        if not len(answer.x):
            return old
        new = State(list(old.sitters), list(old.chair), list(old.slot))
        for group in self.free:
            new.sitters[group] = []
        for (person, group, _), column in self.sits.items():
            if answer.x[column] > 0.5:
                new.sitters[group].append(person)
        for (group, slot), column in self.meets.items():
            if answer.x[column] > 0.5:
                new.slot[group] = slot
        for (person, group), column in self.chairs.items():
            if answer.x[column] > 0.5:
                new.chair[group] = person
        return new


def _mask(slots: object) -> int:
    mask = 0
    for slot in slots:  # type: ignore[attr-defined]
        if slot >= 0:
            mask |= 1 << slot
    return mask


def _bits(mask: int) -> list[int]:
    return [bit for bit in range(mask.bit_length()) if mask >> bit & 1]
