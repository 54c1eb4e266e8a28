"""Looking at near pairs first loses nothing: every pair that a price makes worth it is found, however far."""

import random
from typing import Any

import numpy as np
import pytest

from taskgroups.kit.matching import plan_round, problem_of
from taskgroups.kit.matching.board import Board
from taskgroups.kit.matching.candidates import Prices, nearest, wanted
from taskgroups.kit.matching.grid import Grid
from taskgroups.kit.matching.tests.checker import broken_rules
from taskgroups.kit.matching.tests.rounds import person, round_of, school

Json = dict[str, Any]
SEATS, LINE_KM = 20, 300


def scattered(seed: int) -> Board:
    """Sixty schools, some of no place and some far off, with heads some of whom may not."""
    chance = random.Random(seed)  # noqa: S311
    schools = [
        school(100 + n, east=_metres(chance), northing=_metres(chance), consortium=chance.choice(["A", "B", None]))
        for n in range(60)
    ]
    people = [person(f"p{n}", 100 + n, can_chair=chance.random() < 0.6, max_groups=n % 4) for n in range(60)]
    return Board(problem_of(round_of(schools, people, conflicts=[["p1", 105], ["p2", 107]])))


def _metres(chance: random.Random) -> float | None:
    return None if chance.random() < 0.05 else chance.choice([30_000, 30_000, 400_000]) * chance.random()


@pytest.mark.parametrize("weight", [1.0, 0.0])
@pytest.mark.parametrize("seed", range(6))
def test_every_pair_that_pays_is_found_whatever_the_prices(seed: int, weight: float) -> None:
    board, chance = scattered(seed), np.random.default_rng(seed)
    dear = 80 * (chance.random(60) < 0.05)
    prices = Prices(chance.normal(-1, 3, 60) + dear, chance.normal(3, 4, 60), abs(chance.normal(0, 2, 60)), weight)
    kept = nearest(board)
    persons, groups = (one.ravel() for one in np.meshgrid(np.arange(60), np.arange(60)))
    cost = weight * board.km(persons, groups) - prices.person[persons] - prices.group[groups]
    cost -= np.where(board.may_chair(persons, groups), prices.chair[groups], 0)
    codes = board.codes(persons, groups)
    pays = (cost < -1e-6) & board.may_sit(persons, groups) & ~np.isin(codes, kept)
    assert wanted(board, prices, -1e-6, kept)[0].tolist() == sorted(codes[pays].tolist())


def test_near_pairs_come_first_and_pairs_that_may_not_be_never() -> None:
    board = scattered(9)
    found = nearest(board)
    persons, groups = found // board.groups, found % board.groups
    assert board.may_sit(persons, groups).all()
    assert set(np.unique(groups)) == set(range(board.groups))
    assert set(np.unique(persons)) == set(np.flatnonzero(board.cap > 0))


def test_where_nobody_near_may_sit_the_search_widens_by_itself_to_those_who_may() -> None:
    schools = [school(100 + n, east=n * 10, host=n == 0) for n in range(60)]
    schools += [school(200 + n, east=LINE_KM * 1000 + n * 1000, host=False) for n in range(2)]
    people = [person(f"p{n}", 100 + n) for n in range(60)]
    people += [person("far", 200), person("further", 201)]
    problem = round_of(schools, people, conflicts=[[f"p{n}", 100] for n in range(1, 60)])
    plan = plan_round(problem_of(problem))
    assert (plan["status"], broken_rules(problem, plan), plan["travel_km"]) == ("optimal", [], 2 * LINE_KM + 1.0)


def test_a_few_far_chairs_are_found_where_the_near_people_may_not_chair() -> None:
    schools = [school(100 + n, host=n < 3) for n in range(70)]
    people = [person(f"p{n}", 100 + n, can_chair=n >= 67, max_groups=3) for n in range(70)]
    problem = round_of(schools, people)
    plan = plan_round(problem_of(problem))
    assert (plan["status"], broken_rules(problem, plan)) == ("optimal", [])
    assert sorted({group["chair"] for group in plan["groups"]}) <= ["p67", "p68", "p69"]


@pytest.mark.parametrize("km", [0.0, 0.3, 5.0, 1e9, np.inf])
def test_a_grid_finds_all_points_so_near_also_from_outside(km: float) -> None:
    chance = np.random.default_rng(4)
    points = np.r_[chance.random((80, 2)) * 9, [[50.0, 50.0]]]
    places = np.r_[points[:5], [[-400.0, 3.0], [60.0, 61.0]]]
    found = {
        pair
        for at, other in Grid(points, np.arange(81)).within(places, np.full(7, km))
        for pair in zip(at.tolist(), other.tolist(), strict=True)
    }
    apart = np.hypot(*(places[:, None] - points[None]).transpose(2, 0, 1))
    assert {(int(a), int(b)) for a, b in np.argwhere(apart <= km)} <= found


def test_a_grid_of_nothing_and_of_one_place_finds_nothing_and_all() -> None:
    nowhere, one = np.zeros((0, 2)), np.zeros((3, 2))
    assert sum(len(other) for _, other in Grid(nowhere, np.arange(0)).within(one, np.ones(3))) == 0
    assert sum(len(other) for _, other in Grid(one, np.arange(3)).within(one, np.zeros(3))) == 9
