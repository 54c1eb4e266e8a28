"""Seats that no slots fit together, found about a group without a slot: few, so that they may be forbidden together.

What is forbidden holds for every plan. So the seating that comes next is still the best there can be, and where its
groups all find a slot it is proved, slots included.
"""

import time
from collections.abc import Callable, Iterable
from dataclasses import replace

from taskgroups.kit.matching.board import Board
from taskgroups.kit.matching.colouring import colour, neighbours
from taskgroups.kit.matching.stage_one import LARGE, Seated, seat

SIZES, TRIES = (1, 3, 6, 10, 15, 21), 3000
ROUNDS, ROUNDS_IF_LARGE, STALE, SHARE_OF_TIME = 40, 1, 5, 0.4
MANY, ROUGHLY = 0.01, 5e-4

Seat = tuple[int, int]  # a person and the group they sit in


def untied(board: Board, seated: Seated, until: float, told: Callable[[int], None]) -> tuple[Seated, list[int]]:
    """Seat again without the knots that left groups without a slot, until none is left; with the slots found.

    `told` hears how many are out. Where slots bind too much, the seating that left fewest out is returned, with the
    highest bound.
    """
    latest = time.monotonic() + SHARE_OF_TIME * (until - time.monotonic())
    usual = seated.seating.share if seated.seating else 0.0
    slot = _slots(board, seated)
    best, out, stale = (seated, slot), _out(slot), 0
    for _ in range(ROUNDS if board.groups <= LARGE else ROUNDS_IF_LARGE):
        if not _out(best[1]) or stale >= STALE or time.monotonic() > latest or not _forbid(board, seated, out, usual):
            break
        told(len(out))
        again = seat(board, latest, seated.seating)
        if not again.found:
            break
        seated, slot = again, _slots(board, again)
        out, stale = _out(slot), stale + 1
        if len(out) < len(_out(best[1])):
            best, stale = (seated, slot), 0
    return replace(best[0], travel_bound=max(best[0].travel_bound, seated.travel_bound)), best[1]


def _forbid(board: Board, seated: Seated, out: list[int], usual: float) -> bool:
    """Forbid the knots about groups without a slot; whether there were any.

    While there are many a seating that is nearly the best will do.
    """
    near = neighbours(board, seated.sitters)
    knots = [found for group in out if (found := _knot(board, seated.sitters, near, group))]
    if knots and seated.seating is not None:
        seated.seating.forbid_together(knots)
        seated.seating.share = usual if len(out) <= MANY * board.groups else ROUGHLY
    return bool(knots)


def _slots(board: Board, seated: Seated) -> list[int]:
    slots = colour(board, seated.sitters)
    return [slot if chair >= 0 else -1 for slot, chair in zip(slots, seated.chair, strict=True)]


def _out(slot: list[int]) -> list[int]:
    return [group for group, one in enumerate(slot) if one < 0]


def knot(board: Board, sitters: list[list[int]], group: int) -> list[Seat]:
    """A few seats about a group that cannot all be, or nothing where none are found in time."""
    return _knot(board, sitters, neighbours(board, sitters), group)


def _knot(board: Board, sitters: list[list[int]], near: list[set[int]], group: int) -> list[Seat]:
    """Groups further and further about are looked at; then all that is not needed is let go, the furthest first."""
    around = _about(near, group)
    for size in SIZES:
        among = around[:size]
        seats = [(person, one) for one in among for person in sitters[one]]
        if _fits(board, among, seats) is False:
            return sorted(_least(board, among, seats))
        if size >= len(around):
            break
    return []


def _least(board: Board, among: list[int], seats: list[Seat]) -> list[Seat]:
    for group in among[::-1]:
        without = [one for one in among if one != group]
        fewer = [seat_ for seat_ in seats if seat_[1] != group]
        if _fits(board, without, fewer) is False:
            among, seats = without, fewer
    for one in seats[::-1]:
        fewer = [seat_ for seat_ in seats if seat_ != one]
        if _fits(board, among, fewer) is False:
            seats = fewer
    return seats


def _about(near: list[set[int]], group: int) -> list[int]:
    found, seen = [group], {group}
    for one in found:
        if len(found) >= SIZES[-1]:
            break
        for other in sorted(near[one] - seen):
            seen.add(other)
            found.append(other)
    return found


def _fits(board: Board, among: Iterable[int], seats: list[Seat]) -> bool | None:
    """Whether these groups all find a slot when these people sit there; None where it takes too long to say."""
    left = {group: board.open[group] for group in among}
    busy: dict[int, list[int]] = {}
    near: dict[int, set[int]] = {group: set() for group in left}
    for person, group in seats:
        left[group] &= board.free[person]
        busy.setdefault(person, []).append(group)
    for person, groups in busy.items():
        together = [*groups, *(own for own in board.own[person] if own in left)]
        for group in groups:
            near[group].update(together)
            for other in together:
                near[other].add(group)
    for group, others in near.items():
        others.discard(group)
    tries = [TRIES]
    found = _place(left, near, tries)
    return None if tries[0] <= 0 and not found else found


def _place(left: dict[int, int], near: dict[int, set[int]], tries: list[int]) -> bool:
    """Give each a slot, the one with the fewest left first, taking back what does not come out."""
    tries[0] -= 1
    if not left:
        return True
    if tries[0] <= 0:
        return False
    group = min(left, key=lambda one: (left[one].bit_count(), -len(near[one]), one))
    mask = left[group]
    while mask:
        bit = mask & -mask
        mask ^= bit
        rest = {one: (slots & ~bit if one in near[group] else slots) for one, slots in left.items() if one != group}
        if all(rest.values()) and _place(rest, near, tries):
            return True
    return False
