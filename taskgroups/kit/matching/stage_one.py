"""Who sits where, slots left aside: from the programme (`seating.py`) to whole places, chairs and what they prove."""

from dataclasses import dataclass, field

import numpy as np

from taskgroups.kit.matching import chairs
from taskgroups.kit.matching.board import Board, Ints
from taskgroups.kit.matching.candidates import Prices, wanted
from taskgroups.kit.matching.programme import Answer
from taskgroups.kit.matching.seating import ROUNDS, TINY, Seating

LARGE = 3000


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
    seating: Seating | None = None


def seat(board: Board, until: float, seating: Seating | None = None) -> Seated:
    """Seat everybody without regard to slots, but for what `seating` was told before.

    Raises nothing; `found` is false where time ran out or nothing fits.
    """
    stage = seating or Seating(board, until)
    stage.until = until
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
    bound -= stage.alone * _alone(stage, whole)
    return Seated(sitters, chair, bound, fewest, prices, stage.codes, found=True, seating=stage)


def _chaired(stage: Seating) -> Answer | None:
    """Priced, with a row for each pair of schools that the relaxed answer already cannot choose its chairs without."""
    for _ in range(ROUNDS):
        answer = stage.priced()
        if answer is None or _short(stage, answer) or not _met_all(stage, answer):
            return answer
    return None


def _met_all(stage: Seating, answer: Answer) -> bool:
    """Bring in rows until chairs can be chosen, among the pairs there are; whether any was new.

    In a very large round one chair in a thousand is left to repair.
    """
    new, few = False, stage.board.groups // 1000 if stage.board.groups > LARGE else 0
    while not _short(stage, answer):
        sitters = stage.sitting(answer, TINY)
        _, lost = chairs.choose(stage.board, sitters)
        if len(lost) <= few or not stage.forbid_both_ways(sitters, lost):
            break
        new, answer = True, stage.programme.solve(stage.left())
        if not answer.proved or not len(answer.x):
            break
    return new


def _made_whole(stage: Seating, answer: Answer) -> tuple[Answer, float]:
    if stage.is_whole(answer):
        return answer, answer.value
    if stage.board.groups > LARGE:
        whole, bound = stage.whole_near(answer)
        if len(whole.x) and not _short(stage, whole):
            return whole, bound
    room = 0.4
    whole, bound = stage.whole_within(answer, room)
    if len(whole.x) and whole.value - bound > stage.share * whole.value and stage.left() > 1:
        whole, bound = stage.whole_within(answer, whole.value - answer.value + TINY)
    return whole, bound


def _short(stage: Seating, answer: Answer) -> list[tuple[int, str]]:
    places, chair = answer.x[stage.no_place], answer.x[stage.no_chair]
    found = [(int(g), "chair") for g in np.flatnonzero(chair > TINY)]
    return found + [(int(g), "places") for g in np.flatnonzero(places > TINY)]


def _is_proof(stage: Seating) -> bool:
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


def _priced_free(stage: Seating) -> Answer | None:
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


def _alone(stage: Seating, answer: Answer) -> int:
    return int(np.rint(answer.x[stage.no_role]).sum())


def _fewest(stage: Seating, whole: Answer) -> int:
    """A number that no plan can go under: those with nowhere to sit, and those beyond the places there are."""
    board = stage.board
    able = np.flatnonzero(board.cap > 0)
    nowhere = np.setdiff1d(able, np.unique(stage.codes // max(1, board.groups)))
    groups = np.arange(board.groups)
    lost = sum(not board.may_sit(np.full(board.groups, p), groups).any() for p in nowhere.tolist())
    forced = board.persons - len(able) + lost
    return forced + max(0, len(able) - lost - board.size * board.groups)


def _as_programmed(stage: Seating, answer: Answer, sitters: list[list[int]]) -> tuple[list[int], list[int]]:
    """The chairs that the programme chose where it chose, the others by hand."""
    sits = dict(zip(stage.codes.tolist(), answer.x[stage.column].tolist(), strict=True))
    chosen = (code for code, column in stage.sits_only.items() if sits[code] - answer.x[column] > 0.5)
    given = {code % stage.board.groups: code // stage.board.groups for code in chosen}
    return chairs.choose(stage.board, sitters, given)
