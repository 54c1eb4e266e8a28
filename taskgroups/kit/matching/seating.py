"""The programme of who sits where, slots left aside: a flow of least travel over pairs, every dropped pair priced.

A column is one person in one group. A group is full (H1) and holds somebody who may chair it (H3, H7); nobody is in too
many (H4). H6 comes in as rows only for pairs of schools where a solution could not otherwise choose its chairs.
"""

import time

import numpy as np

from taskgroups.kit.matching.board import Board, Ints
from taskgroups.kit.matching.candidates import Prices, nearest, wanted
from taskgroups.kit.matching.programme import INFINITE, Answer, Programme

SHARE, ROUNDS, TINY = 1e-6, 60, 1e-6
WIDER, FAR = 2, 40.0


class Seating:
    """The programme and its columns."""

    def __init__(self, board: Board, until: float) -> None:
        self.board, self.until, self.programme = board, until, Programme()
        groups, persons, size = board.groups, board.persons, float(board.size)
        self.codes = np.zeros(0, dtype=np.int64)
        self.column = np.zeros(0, dtype=np.int64)
        add = self.programme.add_rows
        self.row_group = add(np.full(groups, size), np.full(groups, size))
        self.row_chair = add(np.ones(groups), np.full(groups, INFINITE))
        self.row_person = add(np.minimum(board.cap, 1.0), board.cap.astype(float))
        first = nearest(board)
        furthest = float(board.km(first // groups, first % groups).max()) if len(first) else FAR
        self.alone, self.missing = 1000 + 20 * furthest, 20 * (1000 + 20 * furthest)
        self._slack(groups, persons)
        self.met: dict[tuple[int, int], int] = {}  # pairs of schools with a row of their own
        self.sits_only: dict[int, int] = {}  # code of a pair -> column of its sitting there without chairing
        self.share = SHARE if groups <= 400 else 30 * SHARE  # so near to the best a whole answer is to be
        self.knotted = np.zeros(0, dtype=np.int64)  # codes of pairs that are forbidden together with others
        self.add(np.union1d(first, board.kept))
        self._keep()

    def _slack(self, groups: int, persons: int) -> None:
        def one_each(rows: Ints, cost: float) -> Ints:
            many = np.arange(len(rows))
            ones = np.ones(len(rows))
            return self.programme.add_columns(cost * ones, self.board.size * ones, (many, rows, ones))

        self.no_place = one_each(self.row_group, self.missing)
        self.no_chair = one_each(self.row_chair, self.missing)
        self.no_role = one_each(self.row_person[self.board.cap > 0], self.alone)

    def _keep(self) -> None:
        """Hold in what is to be kept; `kept` are its columns."""
        self.kept = self.column[np.isin(self.codes, self.board.kept)]
        self.programme.set_bounds(self.kept, 1.0, 1.0)

    def add(self, codes: Ints) -> None:
        """Bring in columns for pairs; they keep to the rows of the pairs of schools that were met before them."""
        persons, groups = codes // self.board.groups, codes % self.board.groups
        may = self.board.may_chair(persons, groups)
        chair, many = np.flatnonzero(may), np.arange(len(codes))
        rows = [self._rows_met(code) if can else [] for code, can in zip(codes.tolist(), may.tolist(), strict=True)]
        of = np.repeat(many, [len(one) for one in rows])
        met = np.array([row for one in rows for row in one], dtype=np.int64)
        entries = (
            np.concatenate([many, many, chair, of]),
            np.concatenate([self.row_group[groups], self.row_person[persons], self.row_chair[groups[chair]], met]),
            np.ones(2 * len(codes) + len(chair) + len(met)),
        )
        columns = self.programme.add_columns(self.board.km(persons, groups), np.ones(len(codes)), entries)
        self.codes = np.concatenate([self.codes, codes])
        self.column = np.concatenate([self.column, columns])
        order = np.argsort(self.codes, kind="stable")
        self.codes, self.column = self.codes[order], self.column[order]
        self._may_only_sit({code: found for code, found in zip(codes.tolist(), rows, strict=True) if found})

    def _rows_met(self, code: int) -> list[int]:
        """The rows of the pairs of schools that somebody would count in who chaired there."""
        if not self.met:
            return []
        person, group = divmod(code, self.board.groups)
        pairs = ((min(group, own), max(group, own)) for own in self.board.own[person])
        return [self.met[pair] for pair in pairs if pair in self.met]

    def prices(self, answer: Answer, weight: float = 1.0) -> Prices:
        """The prices of an answer."""
        dual = answer.row_dual
        return Prices(dual[self.row_person], dual[self.row_group], dual[self.row_chair], weight)

    def left(self) -> float:
        """Seconds left."""
        return self.until - time.monotonic()

    def priced(self, weight: float = 1.0, most: int = 6) -> Answer | None:
        """Solve, bringing in every pair that would help, until none would. None where time runs out."""
        for _ in range(ROUNDS):
            answer = self.programme.solve(self.left())
            if not answer.proved or not len(answer.x):
                return None
            codes, _ = wanted(self.board, self.prices(answer, weight), -TINY * max(weight, 0.1), self.codes, most)
            if not len(codes):
                return answer
            self.add(codes)
        return None

    def sitting(self, answer: Answer, over: float = 0.5) -> list[list[int]]:
        """The people of each group, who are in it by more than so much."""
        chosen = self.codes[answer.x[self.column] > over]
        found: list[list[int]] = [[] for _ in range(self.board.groups)]
        for code in chosen.tolist():
            found[code % self.board.groups].append(code // self.board.groups)
        return found

    def is_whole(self, answer: Answer) -> bool:
        """Whether every pair is in or out."""
        x = answer.x[self.column]
        return bool((np.minimum(x, 1 - x) < TINY).all())

    def forbid_both_ways(self, sitters: list[list[int]], groups: list[int]) -> bool:
        """Give the pairs of schools that left these groups without a chair a row each; whether any was new.

        Where each has its row already, the chairs of the groups around them did: those are met in turn.
        """
        seen: set[int] = set()
        while ring := sorted(set(groups) - seen):
            seen.update(ring)
            if pairs := set().union(*(self._pairs(sitters[group], group) for group in ring)):
                self._meet(sorted(pairs))
                return True
            groups = [own for group in ring for person in sitters[group] for own in self.board.own[person]]
        return False

    def _pairs(self, people: list[int], group: int) -> set[tuple[int, int]]:
        """The pairs of schools without a row of which people of a group could chair."""
        owns = {own for person in people for own in self.board.own[person]}
        return {(min(group, own), max(group, own)) for own in owns} - self.met.keys()

    def _meet(self, pairs: list[tuple[int, int]]) -> None:
        """A row for each pair: of those who could chair from one to the other one does, at most."""
        ways = [
            (number, self.board.code(person, host))
            for number, pair in enumerate(pairs)
            for host, guest in (pair, pair[::-1])
            for person in self.board.owners[guest]
        ]
        number, codes = np.array(ways, dtype=np.int64).reshape(-1, 2).T
        there = np.isin(codes, self.codes) & self.board.may_chair(codes // self.board.groups, codes % self.board.groups)
        number, codes = number[there], codes[there]
        sits = self.column[np.searchsorted(self.codes, codes)]
        known = [
            (n, self.sits_only[code])
            for n, code in zip(number.tolist(), codes.tolist(), strict=True)
            if code in self.sits_only
        ]
        again = np.array(known, dtype=np.int64).reshape(-1, 2)
        entries = (
            np.r_[number, again[:, 0]],
            np.r_[sits, again[:, 1]],
            np.r_[np.ones(len(sits)), -np.ones(len(again))],
        )
        rows = self.programme.add_rows(np.full(len(pairs), -INFINITE), np.ones(len(pairs)), entries)
        self.met.update(zip(pairs, rows.tolist(), strict=True))
        fresh: dict[int, list[int]] = {}
        for row, code in zip(rows[number].tolist(), codes.tolist(), strict=True):
            if code not in self.sits_only:
                fresh.setdefault(code, []).append(row)
        self._may_only_sit(fresh)

    def _may_only_sit(self, rows_of: dict[int, list[int]]) -> None:
        """Beside the column of each pair one that takes its chairing back, from the group and from the rows met."""
        codes, many = np.array(sorted(rows_of), dtype=np.int64), len(rows_of)
        each, ones = np.arange(many), np.ones(many)
        sits = self.column[np.searchsorted(self.codes, codes)]
        within = self.programme.add_rows(np.zeros(many), np.full(many, INFINITE), (each, sits, ones))
        of = np.repeat(each, [len(rows_of[code]) for code in codes.tolist()])
        met = np.array([row for code in codes.tolist() for row in rows_of[code]], dtype=np.int64)
        entries = (
            np.r_[each, each, of], np.r_[within, self.row_chair[codes % self.board.groups], met],
            -np.ones(2 * many + len(met)),
        )  # fmt: skip
        columns = self.programme.add_columns(np.zeros(many), ones, entries)
        self.sits_only.update(zip(codes.tolist(), columns.tolist(), strict=True))

    def forbid_together(self, knots: list[list[tuple[int, int]]]) -> None:
        """A row for each few seats, people with their groups, that cannot all be."""
        codes = [np.array(sorted(self.board.code(*seat) for seat in knot), dtype=np.int64) for knot in knots]
        sizes = np.array([len(one) for one in codes], dtype=np.int64)
        every = np.concatenate(codes)
        entries = np.repeat(np.arange(len(knots)), sizes), self.column[np.searchsorted(self.codes, every)]
        self.programme.add_rows(
            np.full(len(knots), -INFINITE), sizes.astype(np.float64) - 1.0, (*entries, np.ones(len(every)))
        )
        self.knotted = np.union1d(self.knotted, every)

    def whole_within(self, answer: Answer, room: float) -> tuple[Answer, float]:
        """A whole answer over the pairs whose reduced cost is within `room`, and the bound that it proves."""
        codes, _ = wanted(self.board, self.prices(answer), room, self.codes)
        self.add(codes)
        prices = self.prices(answer)
        persons, groups = self.codes // self.board.groups, self.codes % self.board.groups
        cost = self.board.km(persons, groups) - prices.person[persons] - prices.group[groups]
        cost -= np.where(self.board.may_chair(persons, groups), np.maximum(prices.chair[groups], 0), 0)
        own = np.isin(self.codes, np.fromiter(self.sits_only, dtype=np.int64, count=len(self.sits_only)))
        own |= np.isin(self.codes, self.board.kept) | np.isin(self.codes, self.knotted)
        out = self.column[(cost > room) & ~own]
        loose = self.board.km(persons, groups) - prices.person[persons] - prices.group[groups]
        sure = self.column[(loose < -room) & ~own]
        every = np.concatenate(
            [
                self.column,
                np.fromiter(self.sits_only.values(), dtype=np.int64),
                self.no_role,
                self.no_chair,
                self.no_place,
            ]
        )
        self.programme.set_bounds(out, 0.0, 0.0)
        self.programme.set_bounds(sure, 1.0, 1.0)
        self.programme.whole(every, True)
        self.programme.option("mip_rel_gap", self.share)
        solved = self.programme.solve(min(self.left(), max(10.0, self.left() / 3)))
        self.programme.whole(every, False)
        self.programme.set_bounds(np.concatenate([out, sure]), 0.0, 1.0)
        self._keep()
        return solved, min(solved.bound, answer.value + room)

    def whole_near(self, answer: Answer) -> tuple[Answer, float]:
        """A whole answer where only what is broken, and its surroundings, may move; the bound stays the answer's."""
        moving = self._broken(answer)
        groups = self.codes % self.board.groups
        stays = ~np.isin(groups, moving)
        sits = answer.x[self.column] > 0.5
        fixed, empty = self.column[stays & sits], self.column[stays & ~sits]
        self.programme.set_bounds(fixed, 1.0, 1.0)
        self.programme.set_bounds(empty, 0.0, 0.0)
        loose = [column for code, column in self.sits_only.items() if code % self.board.groups in set(moving.tolist())]
        slack = [self.no_role, self.no_chair[moving], self.no_place[moving]]
        every = np.concatenate([self.column[~stays], np.array(loose, dtype=np.int64), *slack])
        self.programme.whole(every, True)
        self.programme.option("mip_rel_gap", SHARE)
        solved = self.programme.solve(min(self.left(), max(10.0, self.left() / 3)))
        self.programme.whole(every, False)
        self.programme.set_bounds(self.column[stays], 0.0, 1.0)
        self._keep()
        return solved, answer.value

    def _broken(self, answer: Answer) -> Ints:
        """Groups with a part of somebody, and those that these people and their neighbours could move between."""
        x = answer.x[self.column]
        persons, groups = self.codes // self.board.groups, self.codes % self.board.groups
        moving = np.unique(groups[np.minimum(x, 1 - x) >= TINY])
        for _ in range(WIDER):
            people = np.unique(persons[np.isin(groups, moving) & (x > TINY)])
            moving = np.unique(np.r_[moving, groups[np.isin(persons, people) & (x > TINY)]])
        return moving
