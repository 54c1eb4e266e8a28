"""Who sits where, slots left aside: a flow of least travel over near pairs, every dropped pair priced.

A column is one person in one group. A group is full (H1) and holds somebody who may chair it (H3, H7); nobody is in too
many (H4). H6 comes in as rows only for pairs of schools where a solution could not otherwise choose its chairs.
"""

import time
from dataclasses import dataclass, field

import numpy as np

from taskgroups.kit.matching import chairs
from taskgroups.kit.matching.board import Board, Ints
from taskgroups.kit.matching.candidates import Prices, nearest, wanted
from taskgroups.kit.matching.programme import INFINITE, Answer, Programme

SHARE, ROUNDS, TINY = 1e-6, 60, 1e-6
LARGE, WIDER = 3000, 2


@dataclass
class Seated:
    """What stage one found; a chair of -1 is left to repair.

    `travel_bound` and `fewest` hold for every plan; `short` are groups that cannot be filled.
    """

    sitters: list[list[int]] = field(default_factory=list)
    chair: list[int] = field(default_factory=list)
    travel_bound: float = 0.0
    fewest: int = 0
    prices: Prices | None = None
    codes: Ints = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    infeasible: bool = False
    short: list[tuple[int, str]] = field(default_factory=list)
    found: bool = False


class StageOne:
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
        self.chairing: dict[int, int] = {}  # code of a pair -> column of its chairing
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
        """Bring in columns for pairs."""
        persons, groups = codes // self.board.groups, codes % self.board.groups
        chair = np.flatnonzero(self.board.may_chair(persons, groups))
        many = np.arange(len(codes))
        entries = (
            np.concatenate([many, many, chair]),
            np.concatenate([self.row_group[groups], self.row_person[persons], self.row_chair[groups[chair]]]),
            np.ones(2 * len(codes) + len(chair)),
        )
        columns = self.programme.add_columns(self.board.km(persons, groups), np.ones(len(codes)), entries)
        self.codes = np.concatenate([self.codes, codes])
        self.column = np.concatenate([self.column, columns])
        order = np.argsort(self.codes, kind="stable")
        self.codes, self.column = self.codes[order], self.column[order]
        self._join_pairs(persons, groups)

    def _join_pairs(self, persons: Ints, groups: Ints) -> None:
        """New columns keep to the rows of the pairs of schools that were met before them."""
        if not self.met:
            return
        for person, group in zip(persons.tolist(), groups.tolist(), strict=True):
            for own in self.board.own[person]:
                row = self.met.get((min(group, own), max(group, own)))
                if row is not None:
                    self._chairs_by_itself(person, group, row)

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
            if sum(self._meet_all(sitters[group], group) for group in ring):
                return True
            groups = [own for group in ring for person in sitters[group] for own in self.board.own[person]]
        return False

    def _meet_all(self, people: list[int], group: int) -> bool:
        owns = {own for person in people for own in self.board.own[person]}
        return sum(self._meet(min(group, own), max(group, own)) for own in sorted(owns)) > 0

    def _meet(self, one: int, other: int) -> bool:
        if (one, other) in self.met:
            return False
        row = self.programme.add_rows(np.zeros(1), np.ones(1))
        self.met[one, other] = int(row[0])
        for host, guest in ((one, other), (other, one)):
            for person in self.board.owners[guest]:
                self._chairs_by_itself(person, host, int(row[0]))
        return True

    def _chairs_by_itself(self, person: int, group: int, row: int) -> None:
        """A column for chairing beside the one for sitting, which from now on does not count as a chair."""
        code = self.board.code(person, group)
        at = int(np.searchsorted(self.codes, code))
        pair = np.array([person]), np.array([group])
        if at == len(self.codes) or self.codes[at] != code or not self.board.may_chair(*pair)[0]:
            return
        if code in self.chairing:
            self.programme.set_entry(row, self.chairing[code], 1.0)
            return
        sits = int(self.column[at])
        within = self.programme.add_rows(np.array([0.0]), np.array([INFINITE]))
        self.programme.set_entry(int(within[0]), sits, 1.0)
        self.programme.set_entry(int(self.row_chair[group]), sits, 0.0)
        entries = (
            np.zeros(3, dtype=np.int64),
            np.array([row, within[0], self.row_chair[group]]),
            np.array([1.0, -1.0, 1.0]),
        )
        self.chairing[code] = int(self.programme.add_columns(np.zeros(1), np.ones(1), entries)[0])

    def whole_within(self, answer: Answer, room: float) -> tuple[Answer, float]:
        """A whole answer over the pairs whose reduced cost is within `room`, and the bound that it proves."""
        codes, _ = wanted(self.board, self.prices(answer), room, self.codes)
        self.add(codes)
        prices = self.prices(answer)
        persons, groups = self.codes // self.board.groups, self.codes % self.board.groups
        cost = self.board.km(persons, groups) - prices.person[persons] - prices.group[groups]
        cost -= np.where(self.board.may_chair(persons, groups), np.maximum(prices.chair[groups], 0), 0)
        own = np.isin(self.codes, np.fromiter(self.chairing, dtype=np.int64, count=len(self.chairing)))
        own |= np.isin(self.codes, self.board.kept)
        out = self.column[(cost > room) & ~own]
        loose = self.board.km(persons, groups) - prices.person[persons] - prices.group[groups]
        sure = self.column[(loose < -room) & ~own]
        every = np.concatenate(
            [
                self.column,
                np.fromiter(self.chairing.values(), dtype=np.int64),
                self.no_role,
                self.no_chair,
                self.no_place,
            ]
        )
        self.programme.set_bounds(out, 0.0, 0.0)
        self.programme.set_bounds(sure, 1.0, 1.0)
        self.programme.whole(every, True)
        self.programme.option("mip_rel_gap", SHARE if self.board.groups <= 400 else 30 * SHARE)
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
        loose = [column for code, column in self.chairing.items() if code % self.board.groups in set(moving.tolist())]
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


FAR = 40.0


def seat(board: Board, until: float) -> Seated:
    """Seat everybody without regard to slots. Raises nothing; `found` is false where time ran out or nothing fits."""
    stage = StageOne(board, until)
    answer = None
    for _ in range(ROUNDS):
        answer = _chaired(stage)
        if answer is None:
            return Seated()
        if (short := _short(stage, answer)) and _is_proof(stage):
            return Seated(infeasible=True, short=short)
        whole, bound = _made_whole(stage, answer)
        if not len(whole.x):
            return Seated()
        sitters = stage.sitting(whole)
        chair, lost = chairs.choose(board, sitters)
        if not lost or board.groups > LARGE or not stage.forbid_both_ways(sitters, lost):
            break
    if answer is None or _short(stage, whole):
        return Seated()
    if lost:
        chair, lost = _as_programmed(stage, whole, sitters)
    prices = stage.prices(answer)
    fewest = _fewest(stage, whole)
    return Seated(sitters, chair, bound - stage.alone * _alone(stage, whole), fewest, prices, stage.codes, found=True)


def _chaired(stage: StageOne) -> Answer | None:
    """Priced, with a row for each pair of schools that the relaxed answer already cannot choose its chairs without."""
    for _ in range(ROUNDS):
        answer = stage.priced()
        if answer is None or _short(stage, answer):
            return answer
        sitters = stage.sitting(answer, TINY)
        _, lost = chairs.choose(stage.board, sitters)
        if not lost or not stage.forbid_both_ways(sitters, lost):
            return answer
    return None


def _made_whole(stage: StageOne, answer: Answer) -> tuple[Answer, float]:
    if stage.is_whole(answer):
        return answer, answer.value
    if stage.board.groups > LARGE:
        whole, bound = stage.whole_near(answer)
        if len(whole.x) and not _short(stage, whole):
            return whole, bound
    room = 0.4
    whole, bound = stage.whole_within(answer, room)
    if len(whole.x) and whole.value - bound > SHARE * whole.value and stage.left() > 1:
        whole, bound = stage.whole_within(answer, whole.value - answer.value + TINY)
    return whole, bound


def _short(stage: StageOne, answer: Answer) -> list[tuple[int, str]]:
    places, chair = answer.x[stage.no_place], answer.x[stage.no_chair]
    found = [(int(g), "chair") for g in np.flatnonzero(chair > TINY)]
    return found + [(int(g), "places") for g in np.flatnonzero(places > TINY)]


def _is_proof(stage: StageOne) -> bool:
    """Whether groups stay short when travel costs nothing: then no plan fills them."""
    programme = stage.programme
    persons, groups = stage.codes // stage.board.groups, stage.codes % stage.board.groups
    km = stage.board.km(persons, groups)
    programme.set_costs(stage.column, np.zeros(len(km)))
    ones = np.ones(stage.board.groups)
    for columns, cost in (
        (stage.no_place, ones),
        (stage.no_chair, ones),
        (stage.no_role, np.zeros(len(stage.no_role))),
    ):
        programme.set_costs(columns, cost)
    answer = _priced_free(stage)
    persons, groups = stage.codes // stage.board.groups, stage.codes % stage.board.groups
    programme.set_costs(stage.column, stage.board.km(persons, groups))
    for columns, paid in (
        (stage.no_place, stage.missing),
        (stage.no_chair, stage.missing),
        (stage.no_role, stage.alone),
    ):
        programme.set_costs(columns, np.full(len(columns), paid))
    return answer is not None and answer.value > 1e-5


def _priced_free(stage: StageOne) -> Answer | None:
    for _ in range(ROUNDS):
        answer = stage.programme.solve(stage.left())
        if not answer.proved or not len(answer.x) or answer.value <= 1e-5:
            return answer if answer.proved else None
        codes, _ = wanted(stage.board, stage.prices(answer, 0.0), -TINY, stage.codes, 20)
        if not len(codes):
            return answer
        before = len(stage.codes)
        stage.add(codes)
        stage.programme.set_costs(stage.column[np.isin(stage.codes, codes)], np.zeros(len(stage.codes) - before))
    return None


def _alone(stage: StageOne, answer: Answer) -> int:
    return int(np.rint(answer.x[stage.no_role]).sum())


def _fewest(stage: StageOne, whole: Answer) -> int:
    """A number that no plan can go under: those with nowhere to sit, and those beyond the places there are."""
    board = stage.board
    able = np.flatnonzero(board.cap > 0)
    nowhere = np.setdiff1d(able, np.unique(stage.codes // max(1, board.groups)))
    groups = np.arange(board.groups)
    lost = sum(not board.may_sit(np.full(board.groups, p), groups).any() for p in nowhere.tolist())
    forced = board.persons - len(able) + lost
    return forced + max(0, len(able) - lost - board.size * board.groups)


def _as_programmed(stage: StageOne, answer: Answer, sitters: list[list[int]]) -> tuple[list[int], list[int]]:
    """The chairs that the programme chose where it chose, the others by hand."""
    chosen = (code for code, column in stage.chairing.items() if answer.x[column] > 0.5)
    given = {code % stage.board.groups: code // stage.board.groups for code in chosen}
    return chairs.choose(stage.board, sitters, given)
