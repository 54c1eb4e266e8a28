"""Who of those who sit in a group chairs it, so that no two schools chair one another (H6)."""

import heapq

import numpy as np

from taskgroups.kit.matching.board import Board


def choose(board: Board, sitters: list[list[int]], given: dict[int, int] | None = None) -> tuple[list[int], list[int]]:
    """The chair of each group (those `given` as given), and the groups for which none was found (chair -1 there).

    A group whose chair cannot be answered by one going back is settled first; among the rest the group with the fewest
    chairs left. Where everybody leads one school that finds a choice whenever there is one: each pair of schools is an
    edge between two groups, and each group needs an edge of its own.
    """
    options = _options(board, sitters)
    for group, person in (given or {}).items():
        options[group] = [one for one in options[group] if one == person]
    chair = [-1] * board.groups
    queue = [(_ways(board, one), group) for group, one in enumerate(options)]
    heapq.heapify(queue)
    safe = [group for group in range(board.groups) if _safe(board, options, chair, group) is not None]
    while safe or queue:
        group = safe.pop() if safe else heapq.heappop(queue)[1]
        if chair[group] >= 0 or not options[group]:
            continue
        found = _safe(board, options, chair, group)
        chair[group] = options[group][0] if found is None else found
        for other in _touched(board, options, chair, group):
            heapq.heappush(queue, (_ways(board, options[other]), other))
            if _safe(board, options, chair, other) is not None:
                safe.append(other)
    return chair, [group for group in range(board.groups) if chair[group] < 0]


def _ways(board: Board, people: list[int]) -> int:
    """How many different schools a group's chair could come from."""
    return len({board.own[person] for person in people})


def _options(board: Board, sitters: list[list[int]]) -> list[list[int]]:
    sizes = [len(one) for one in sitters]
    persons = np.array([p for one in sitters for p in one], dtype=np.int64)
    groups = np.repeat(np.arange(board.groups), sizes)
    fits = board.may_chair(persons, groups) if len(persons) else np.zeros(0, dtype=np.bool_)
    options: list[list[int]] = [[] for _ in sitters]
    for person, group in zip(persons[fits].tolist(), groups[fits].tolist(), strict=True):
        options[group].append(person)
    return options


def _safe(board: Board, options: list[list[int]], chair: list[int], group: int) -> int | None:
    """A chair of the group whose own schools nobody of the host can chair any more."""
    for person in options[group]:
        answers = (q for own in board.own[person] if chair[own] < 0 for q in options[own])
        if not any(group in board.own[q] for q in answers):
            return person
    return None


def _touched(board: Board, options: list[list[int]], chair: list[int], group: int) -> list[int]:
    """Take away what the chosen chair forbids; the undecided groups for which something changed."""
    for own in board.own[chair[group]]:
        if chair[own] < 0:
            options[own] = [q for q in options[own] if group not in board.own[q]]
    near = {own for person in options[group] for own in board.own[person]}
    return sorted(one for one in near if chair[one] < 0)
