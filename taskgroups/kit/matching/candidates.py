"""Pairs worth a variable: the nearest of each group and of each person, and any that a price shows to be missing.

Both look at groups a block at a time, with only the people who can matter to the block.
"""

from collections.abc import Iterator

import numpy as np

from taskgroups.kit.matching.board import Board, Flags, Floats, Ints

NEAREST, NEAREST_CHAIRS, NEAREST_GROUPS = 10, 6, 5
CELL_KM, BLOCK = 25.0, 256


def nearest(board: Board) -> Ints:
    """Codes of the first candidates: near people and near chairs of each group, near groups of each person."""
    persons, groups = np.arange(board.persons), np.arange(board.groups)
    chairs = np.flatnonzero(board.someone_chairs)
    found = [
        _nearest(board, groups, persons, max(NEAREST, board.size + 4), "sit"),
        _nearest(board, groups, chairs, NEAREST_CHAIRS, "chair"),
        _nearest(board, persons, groups, NEAREST_GROUPS, "reach"),
    ]
    return np.unique(np.concatenate(found))


def _nearest(board: Board, from_: Ints, to: Ints, most: int, purpose: str) -> Ints:
    """For each of one side the nearest of the other side that it may be paired with."""
    if not len(from_) or not len(to):
        return np.zeros(0, dtype=np.int64)
    here, there = (board.at_group, board.at_person) if purpose != "reach" else (board.at_person, board.at_group)
    placed = np.sort(to[~np.isnan(there[to, 0])])
    found = []
    for block in _blocks(from_, here):
        near = to if np.isnan(here[block[0], 0]) else _around(here[block], there, placed, to, 3 * most)
        found.append(_closest(board, block, near, most, purpose))
    return np.concatenate(found)


def _around(here: Floats, there: Floats, placed: Ints, all_: Ints, enough: int) -> Ints:
    """Those in a box around the block that holds enough of them; everybody where there are too few."""
    if len(placed) <= 4 * enough:
        return all_
    reach = 5.0
    low, high = here.min(axis=0), here.max(axis=0)
    while reach < 2000:
        inside = ((there[placed] >= low - reach) & (there[placed] <= high + reach)).all(axis=1)
        if inside.sum() >= enough + len(here) // 2 and reach >= 10:
            return np.asarray(placed[inside])
        reach *= 1.6
    return all_


def _closest(board: Board, block: Ints, near: Ints, most: int, purpose: str) -> Ints:
    a, b = np.broadcast_arrays(block[:, None], near[None, :])
    persons, groups = (b, a) if purpose != "reach" else (a, b)
    km = board.km(persons, groups) + ((persons * 7919 + groups * 104729) % 1009) * 1e-7  # ties are spread
    fits = board.may_sit(persons, groups)
    if purpose == "chair":
        fits &= board.may_chair(persons, groups)
    km = np.where(fits, km, np.inf)
    if km.shape[1] > most:
        kept = np.argpartition(km, most - 1, axis=1)[:, :most]
        km = np.take_along_axis(km, kept, axis=1)
        persons, groups = np.take_along_axis(persons, kept, axis=1), np.take_along_axis(groups, kept, axis=1)
    return board.codes(persons, groups)[np.isfinite(km)]


def _blocks(numbers: Ints, at: Floats) -> Iterator[Ints]:
    """Neighbours together; those without coordinates in blocks of their own."""
    placed = ~np.isnan(at[numbers, 0])
    here = numbers[placed]
    cell = np.floor(at[here] / CELL_KM)
    order = np.lexsort((here, cell[:, 1], cell[:, 0]))
    here, cell = here[order], cell[order]
    if len(here):
        for run in np.split(here, np.flatnonzero((np.diff(cell, axis=0) != 0).any(axis=1)) + 1):
            yield from (run[n : n + BLOCK] for n in range(0, len(run), BLOCK))
    lost = numbers[~placed]
    yield from (lost[n : n + BLOCK] for n in range(0, len(lost), BLOCK))


class Prices:
    """What the linear programme would pay for a person, for a place in a group, and for a chair there."""

    def __init__(self, person: Floats, group: Floats, chair: Floats, weight: float = 1.0) -> None:
        self.person, self.group, self.chair, self.weight = person, group, chair, weight


def wanted(board: Board, prices: Prices, below: float, kept: Ints, most: int | None = None) -> tuple[Ints, Floats]:
    """Codes outside `kept` (sorted) whose reduced cost is under `below`, and those costs; at most so many a group.

    Every pair is looked at, or shown by its distance not to matter: nothing that is dropped stays unpriced.
    """
    found: list[Ints] = []
    costs: list[Floats] = []
    free = np.flatnonzero(board.cap > 0)
    for block, near in _priced_blocks(board, prices, below, free):
        persons, groups = near[None, :], block[:, None]
        reduced = prices.weight * board.km(persons, groups)
        reduced -= prices.person[near][None, :] + prices.group[block][:, None]
        chairs = prices.chair[block]
        rows, columns = np.nonzero(reduced - np.maximum(chairs, 0)[:, None] < below)
        p, g, cost = near[columns], block[rows], reduced[rows, columns]
        cost = cost - np.where(board.may_chair(p, g), prices.chair[g], 0)
        fits = (cost < below) & board.may_sit(p, g) & ~_in(board.codes(p, g), kept)
        p, g, cost = p[fits], g[fits], cost[fits]
        keep = _cheapest(g, cost, most)
        found.append(board.codes(p[keep], g[keep]))
        costs.append(cost[keep])
    if not found:
        return np.zeros(0, dtype=np.int64), np.zeros(0)
    codes, reduced = np.concatenate(found), np.concatenate(costs)
    order = np.argsort(codes, kind="stable")
    return codes[order], reduced[order]


def _priced_blocks(board: Board, prices: Prices, below: float, free: Ints) -> Iterator[tuple[Ints, Ints]]:
    """Blocks of groups with the people whose distance does not already settle it.

    People with a price far above the others' are looked at everywhere, so that the others need be looked at only near.
    """
    if not len(free) or not board.groups:
        return
    worth = prices.person[free]
    usual = float(np.quantile(worth, 0.98))
    dear, others = free[worth > usual], free[worth <= usual]
    here = np.isnan(board.at_person[others, 0])
    lost, placed = others[here], others[~here]
    pull = prices.group + np.maximum(prices.chair, 0)
    for block in _blocks(np.arange(board.groups), board.at_group):
        if np.isnan(board.at_group[block[0], 0]):
            yield block, free
            continue
        reach = (float(pull[block].max()) + usual + below) / prices.weight if prices.weight else np.inf
        low, high = board.at_group[block].min(axis=0) - reach, board.at_group[block].max(axis=0) + reach
        at = board.at_person[placed]
        near = placed[((at >= low) & (at <= high)).all(axis=1)]
        yield block, np.concatenate([near, dear, lost])


def _cheapest(groups: Ints, cost: Floats, most: int | None) -> Ints:
    order = np.lexsort((cost, groups))
    if most is None or not len(order):
        return order
    g = groups[order]
    starts = np.flatnonzero(np.r_[True, g[1:] != g[:-1]])
    rank = np.arange(len(g)) - np.repeat(starts, np.diff(np.r_[starts, len(g)]))
    return order[rank < most]


def _in(codes: Ints, kept: Ints) -> Flags:
    if not len(kept):
        return np.zeros(codes.shape, dtype=np.bool_)
    at = np.minimum(np.searchsorted(kept, codes), len(kept) - 1)
    return np.asarray(kept[at] == codes)
