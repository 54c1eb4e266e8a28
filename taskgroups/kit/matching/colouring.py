"""Slots for groups whose people are fixed: a colouring of groups that share somebody, each with its own list."""

import heapq
import random

from taskgroups.kit.matching.board import Board

MOVES_A_GROUP = 60


def neighbours(board: Board, sitters: list[list[int]]) -> list[set[int]]:
    """For each group those that may not meet with it: one has somebody of the other, or both have the same person."""
    busy: list[list[int]] = [[] for _ in range(board.persons)]
    for group, people in enumerate(sitters):
        for person in people:
            busy[person].append(group)
    near: list[set[int]] = [set() for _ in sitters]
    for person, groups in enumerate(busy):
        for group in groups:
            near[group].update(groups)
            near[group].update(board.own[person])
            for own in board.own[person]:
                near[own].add(group)
    for group, others in enumerate(near):
        others.discard(group)
    return near


def lists(board: Board, sitters: list[list[int]]) -> list[int]:
    """The slots of each group, as bits, on which its host school and its people are free."""
    found = []
    for group, people in enumerate(sitters):
        mask = board.open[group]
        for person in people:
            mask &= board.free[person]
        found.append(mask)
    return found


def colour(board: Board, sitters: list[list[int]]) -> list[int]:
    """A slot for each group, or -1 where none was found. The same every time."""
    near, allowed = neighbours(board, sitters), lists(board, sitters)
    slot = _greedy(near, allowed)
    _settle(near, allowed, slot)
    return slot


def _greedy(near: list[set[int]], allowed: list[int]) -> list[int]:
    """The group with the fewest slots left first; of its slots the one that its neighbours need least."""
    slot, left = [-1] * len(near), list(allowed)
    queue = [(mask.bit_count(), -len(near[group]), group) for group, mask in enumerate(left)]
    heapq.heapify(queue)
    done = [False] * len(near)
    while queue:
        many, _, group = heapq.heappop(queue)
        if done[group] or many != left[group].bit_count():
            continue
        done[group] = True
        if not left[group]:
            continue
        waiting = [other for other in near[group] if not done[other]]
        chosen = min(_bits(left[group]), key=lambda bit: (sum(left[o] >> bit & 1 for o in waiting), bit))
        slot[group] = chosen
        for other in waiting:
            if left[other] >> chosen & 1:
                left[other] &= ~(1 << chosen)
                heapq.heappush(queue, (left[other].bit_count(), -len(near[other]), other))
    return slot


def _settle(near: list[set[int]], allowed: list[int], slot: list[int]) -> None:
    """Give a slot to those without one by putting others out, and those elsewhere, never straight back."""
    chance = random.Random(7)  # noqa: S311
    out = [group for group, chosen in enumerate(slot) if chosen < 0 and allowed[group]]
    moves = MOVES_A_GROUP * len(out) + 20_000 * bool(out)
    barred: dict[tuple[int, int], int] = {}
    best, kept = len(out), list(slot)
    for move in range(moves):
        if not out:
            return
        at = chance.randrange(len(out))
        group = out[at]
        out[at] = out[-1]
        out.pop()
        choices = [
            (len(put), chance.random(), bit, put)
            for bit in _bits(allowed[group])
            if (put := [o for o in near[group] if slot[o] == bit]) is not None
        ]
        open_ = [one for one in choices if barred.get((group, one[2]), -1) < move or not one[0]] or choices
        _, _, bit, put = min(open_)
        slot[group] = bit
        for other in sorted(put):
            slot[other] = -1
            barred[other, bit] = move + 5 + chance.randrange(10)
            out.append(other)
        if len(out) < best:
            best, kept = len(out), list(slot)
    slot[:] = kept


def _bits(mask: int) -> list[int]:
    found = []
    while mask:
        low = mask & -mask
        found.append(low.bit_length() - 1)
        mask ^= low
    return found
