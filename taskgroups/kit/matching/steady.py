"""Another choice of slots for a plan whose people are fixed, as near as can be to the slots its groups had before."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from taskgroups.kit.matching.board import Board
from taskgroups.kit.matching.colouring import lists, neighbours
from taskgroups.kit.matching.problem import Problem
from taskgroups.kit.matching.programme import Programme

LONGEST_S = 5.0


def keep_slots(problem: Problem, groups: list[dict[str, Any]], before: Mapping[int, str]) -> list[dict[str, Any]]:
    """The groups of a plan with as many as can on the slot `before` gives, by URN; as they are where time runs out."""
    board = Board(problem)
    order = {group["urn"]: group for group in groups}
    given = [order[school.urn] for school in board.schools]
    sitters = [[board.person_of[who] for who in (g["chair"], *g["members"])] for g in given]
    number = {slot: n for n, slot in enumerate(problem.slots)}
    was = [number.get(before.get(group["urn"], ""), -1) for group in given]
    if all(slot < 0 or slot == number[group["slot"]] for slot, group in zip(was, given, strict=True)):
        return groups
    found = _slots(lists(board, sitters), neighbours(board, sitters), was)
    chosen = {g["urn"]: problem.slots[slot] for g, slot in zip(given, found, strict=True)} if found else {}
    return [group | {"slot": chosen.get(group["urn"], group["slot"])} for group in groups]


def _slots(allowed: list[int], near: list[set[int]], was: list[int]) -> list[int]:
    """A slot for each group, fewest moved; nothing where none is found in time."""
    columns = [(g, s) for g, mask in enumerate(allowed) for s in range(mask.bit_length()) if mask >> s & 1]
    at = {pair: column for column, pair in enumerate(columns)}
    rows: list[tuple[float, list[int]]] = [(1.0, [at[p] for p in columns if p[0] == g]) for g in range(len(allowed))]
    for group, others in enumerate(near):
        for other in others:
            if other > group:
                both = (s for s in range(allowed[group].bit_length()) if (group, s) in at and (other, s) in at)
                rows.extend((0.0, [at[group, s], at[other, s]]) for s in both)
    programme = Programme()
    programme.add_rows(np.array([least for least, _ in rows]), np.ones(len(rows)))
    entries = [(column, row) for row, (_, members) in enumerate(rows) for column in members]
    parts = np.array(entries, dtype=np.int64).reshape(-1, 2)
    cost = np.array([float(was[g] >= 0 and was[g] != s) for g, s in columns])
    programme.add_columns(cost, np.ones(len(columns)), (parts[:, 0], parts[:, 1], np.ones(len(parts))))
    programme.whole(np.arange(len(columns)), True)
    answer = programme.solve(LONGEST_S)
    if not len(answer.x):
        return []
    chosen = {columns[c][0]: columns[c][1] for c in np.flatnonzero(answer.x > 0.5).tolist()}
    return [chosen[group] for group in range(len(allowed))]
