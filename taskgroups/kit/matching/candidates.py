"""Pairs worth a variable: the nearest of each group and of each person, and any that a price shows to be missing."""

from collections.abc import Iterator

import numpy as np

from taskgroups.kit.matching.board import FAR_KM, NEAR_KM, Board, Flags, Floats, Ints
from taskgroups.kit.matching.grid import Grid

NEAREST, NEAREST_CHAIRS, NEAREST_GROUPS = 10, 6, 5
LOOKED_AT, FURTHEST_KM, BEYOND_KM, LOST_AT_ONCE = 4, 2000.0, 1e5, 64
USUAL = 0.98  # so many have at most the usual price; the others are looked at by themselves


def nearest(board: Board) -> Ints:
    """Codes of the first candidates: near people and near chairs of each group, near groups of each person."""
    persons, groups = np.flatnonzero(board.cap > 0), np.arange(board.groups)
    found = [_near_people(board, groups, persons, max(NEAREST, board.size + 4))]
    for phase in range(board.chairs.shape[1]):
        chairs = persons[board.chairs[persons, phase]]
        found.append(_near_people(board, groups[board.phase == phase], chairs, NEAREST_CHAIRS, chairs_only=True))
    found.append(_near_groups(board, persons, groups, NEAREST_GROUPS))
    return np.unique(np.concatenate(found))


def _near_people(board: Board, groups: Ints, persons: Ints, most: int, chairs_only: bool = False) -> Ints:
    found = [np.zeros(0, dtype=np.int64)]
    for g, p in _near(board.at_group[groups], board.at_person[persons], LOOKED_AT * most):
        found.append(_closest(board, persons[p], groups[g], g, most, chairs_only))
    return np.concatenate(found)


def _near_groups(board: Board, persons: Ints, groups: Ints, most: int) -> Ints:
    found = [np.zeros(0, dtype=np.int64)]
    for p, g in _near(board.at_person[persons], board.at_group[groups], LOOKED_AT * most):
        found.append(_closest(board, persons[p], groups[g], p, most, False))
    return np.concatenate(found)


def _near(here: Floats, there: Floats, enough: int) -> Iterator[tuple[Ints, Ints]]:
    """Pairs, counted from 0 on both sides, with enough for each of one side; everybody where there are too few.

    Who is without coordinates is held against everybody. A piece at a time, each of one side in one piece.
    """
    placed, to = np.flatnonzero(~np.isnan(here[:, 0])), np.flatnonzero(~np.isnan(there[:, 0]))
    lost = np.flatnonzero(np.isnan(here[:, 0]))
    waiting, reach, done = placed, 0.0, np.zeros(len(here), dtype=np.bool_)
    grid = Grid(there[to], to)
    while len(waiting) and len(to) > 4 * enough and reach < FURTHEST_KM:
        reach = 1.6 * reach or grid.side
        for at, other in grid.within(here[waiting], np.full(len(waiting), reach)):
            full = np.bincount(at, minlength=len(waiting))[at] >= enough
            done[waiting[at[full]]] = True
            yield waiting[at[full]], other[full]
        waiting = waiting[~done[waiting]]
    yield from _each_with_each(np.concatenate([waiting, lost]), np.arange(len(there)))


def _each_with_each(some: Ints, everybody: Ints) -> Iterator[tuple[Ints, Ints]]:
    for first in range(0, len(some), LOST_AT_ONCE):
        few = some[first : first + LOST_AT_ONCE]
        yield np.repeat(few, len(everybody)), np.tile(everybody, len(few))


def _closest(board: Board, persons: Ints, groups: Ints, by: Ints, most: int, chairs_only: bool) -> Ints:
    """Of pairs that hold all of each one of `by`: the codes of the nearest that may be, so many for each."""
    if not len(by):
        return np.zeros(0, dtype=np.int64)
    km = board.km(persons, groups) + ((persons * 7919 + groups * 104729) % 1009) * 1e-7  # ties are spread
    order = np.argsort((by - by.min()) * BEYOND_KM + km)  # far quicker than to sort by both
    near = order[_rank(by[order]) < LOOKED_AT * most]
    persons, groups, by, km = persons[near], groups[near], by[near], km[near]
    fits = board.may_sit(persons, groups)
    if chairs_only:
        fits &= board.may_chair(persons, groups)
    persons, groups = persons[fits], groups[fits]
    kept = _cheapest(by[fits], km[fits], most)
    return board.codes(persons[kept], groups[kept])


class Prices:
    """What the linear programme would pay for a person, for a place in a group, and for a chair there."""

    def __init__(self, person: Floats, group: Floats, chair: Floats, weight: float = 1.0) -> None:
        self.person, self.group, self.chair, self.weight = person, group, chair, weight

    def reach(self, paid: Floats) -> Floats:
        """The kilometres that so much pays for."""
        return paid / self.weight if self.weight else np.where(paid > 0, np.inf, 0.0)


def wanted(board: Board, prices: Prices, below: float, kept: Ints, most: int | None = None) -> tuple[Ints, Floats]:
    """Codes outside `kept` (sorted) whose reduced cost is under `below`, and those costs; at most so many a group.

    Every pair is looked at, or shown by its distance not to matter: nothing that is dropped stays unpriced.
    """
    found, costs = [np.zeros(0, dtype=np.int64)], [np.zeros(0)]
    for p, g in _worth_a_look(board, prices, below):
        cost = prices.weight * board.km(p, g) - prices.person[p] - prices.group[g]
        near = cost - np.maximum(prices.chair[g], 0) < below
        p, g, cost = p[near], g[near], cost[near]
        cost = cost - np.where(board.may_chair(p, g), prices.chair[g], 0)
        fits = (cost < below) & board.may_sit(p, g) & ~_in(board.codes(p, g), kept)
        found.append(board.codes(p[fits], g[fits]))
        costs.append(cost[fits])
    codes, first = np.unique(np.concatenate(found), return_index=True)
    cost = np.concatenate(costs)[first]
    few = np.sort(_cheapest(codes % max(1, board.groups), cost, most))
    return codes[few], cost[few]


def _worth_a_look(board: Board, prices: Prices, below: float) -> Iterator[tuple[Ints, Ints]]:
    """Pairs of a person and a group, all among them whose distance leaves their prices room; some come twice.

    People with a price far above the others' are looked at by themselves: the others need then be looked at only near.
    """
    free, groups = np.flatnonzero(board.cap > 0), np.arange(board.groups)
    if not len(free) or not len(groups):
        return
    pull = prices.group + np.maximum(prices.chair, 0) + below
    no_person, no_group = np.isnan(board.at_person[free, 0]), np.isnan(board.at_group[groups, 0])
    yield from _off_the_map(board, prices, pull, free[no_person], groups)
    yield from _off_the_map(board, prices, pull, free[~no_person], groups[no_group])
    others, dear = _usual_and_dear(free[~no_person], prices.person)
    usual, pulling = _usual_and_dear(groups[~no_group], pull)
    paid = pull[groups[~no_group]] + _most(prices.person[others])
    for g, p in _in_reach(board.at_group, groups[~no_group], board.at_person, others, prices.reach(paid)):
        yield p, g
    paid = prices.person[dear] + _most(pull[usual])
    yield from _in_reach(board.at_person, dear, board.at_group, usual, prices.reach(paid))
    for p, g in _each_with_each(dear, pulling):
        yield p, g


def _usual_and_dear(numbers: Ints, price: Floats) -> tuple[Ints, Ints]:
    if not len(numbers):
        return numbers, numbers
    usual = price[numbers] <= float(np.quantile(price[numbers], USUAL))
    return numbers[usual], numbers[~usual]


def _most(paid: Floats) -> float:
    return float(paid.max()) if len(paid) else -np.inf


def _in_reach(here: Floats, some: Ints, there: Floats, others: Ints, km: Floats) -> Iterator[tuple[Ints, Ints]]:
    near = km >= 0
    for at, other in Grid(there[others], others).within(here[some[near]], km[near]):
        yield some[near][at], other


def _off_the_map(
    board: Board, prices: Prices, pull: Floats, persons: Ints, groups: Ints
) -> Iterator[tuple[Ints, Ints]]:
    """Pairs of which one is without coordinates: the rule's figure stands for the distance."""
    for first in range(0, len(persons), LOST_AT_ONCE):
        few = persons[first : first + LOST_AT_ONCE]
        same = board.with_person[few][:, None] == board.with_group[groups][None, :]
        paid = prices.person[few][:, None] + pull[groups][None, :]
        at, other = np.nonzero(paid > prices.weight * np.where(same, NEAR_KM, FAR_KM))
        yield few[at], groups[other]


def _cheapest(groups: Ints, cost: Floats, most: int | None) -> Ints:
    order = np.lexsort((cost, groups))
    if most is None or not len(order):
        return order
    return order[_rank(groups[order]) < most]


def _rank(sorted_: Ints) -> Ints:
    """The place of each within its run of equals."""
    starts = np.flatnonzero(np.r_[True, sorted_[1:] != sorted_[:-1]])
    return np.arange(len(sorted_)) - np.repeat(starts, np.diff(np.r_[starts, len(sorted_)]))


def _in(codes: Ints, kept: Ints) -> Flags:
    if not len(kept):
        return np.zeros(codes.shape, dtype=np.bool_)
    at = np.minimum(np.searchsorted(kept, codes), len(kept) - 1)
    return np.asarray(kept[at] == codes)
