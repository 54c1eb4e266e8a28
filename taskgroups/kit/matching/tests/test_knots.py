"""Seats that no slots fit together are found, few at a time; without them what binds in slots is proved."""

from typing import Any

import pytest

from taskgroups.kit.matching import plan_round, problem_of
from taskgroups.kit.matching.board import Board
from taskgroups.kit.matching.knots import knot
from taskgroups.kit.matching.solve import solve
from taskgroups.kit.matching.tests.checker import broken_rules
from taskgroups.kit.matching.tests.rounds import person, round_of, school

Json = dict[str, Any]


def hosts_and_helpers(slots: list[str], **more: Any) -> Json:
    """Two hosts, and helpers one, two and ten kilometres off who may sit twice; the hosts' heads sit nowhere."""
    schools = [school(100), school(101), school(102, host=False), school(110, host=False), school(111, host=False)]
    people = [person("near", 102), person("far", 110), person("further", 111)]
    return round_of(schools, people, panel_size=0, slots=slots, **more)


@pytest.mark.parametrize(
    ("slots", "away", "found"),
    [
        (["mon"], [], [(0, 0), (0, 1)]),  # one person, two groups, one slot
        (["mon", "tue"], ["tue"], [(0, 0), (0, 1)]),
        (["mon", "tue"], [], []),
    ],
)
def test_who_cannot_sit_twice_in_the_time_there_is_makes_a_knot(
    slots: list[str], away: list[str], found: list[tuple[int, int]]
) -> None:
    problem = hosts_and_helpers(slots)
    problem["people"][0]["unavailable"] = away
    assert knot(Board(problem_of(problem)), [[0], [0]], 1) == found


def test_a_knot_holds_nobody_who_is_not_needed_for_it() -> None:
    board = Board(problem_of(hosts_and_helpers(["mon"])))
    assert knot(board, [[1, 0], [2, 0]], 0) == [(0, 0), (0, 1)]


def test_a_person_and_the_group_of_their_own_school_make_a_knot_where_there_is_one_slot() -> None:
    problem = hosts_and_helpers(["mon"])
    problem["people"].append(person("head", 100))
    assert knot(Board(problem_of(problem)), [[1], [3]], 1) == [(3, 1)]


def test_what_slots_cost_is_proved() -> None:
    problem = hosts_and_helpers(["mon"])
    problem["people"].pop()
    plan = plan_round(problem_of(problem))
    assert (plan["status"], plan["travel_km"], plan["gap"], broken_rules(problem, plan)) == ("optimal", 11.0, 0.0, [])


def crossed(pairs: int) -> Json:
    """Pairs of hosts far from one another, of which one person is near both and has one slot; others are further."""
    schools, people = [], []
    for n in range(pairs):
        east = n * 50_000
        schools += [school(1000 + 10 * n + k, east=east + 1000 * k, host=k < 2) for k in range(4)]
        people += [
            person(f"near{n}", 1002 + 10 * n, unavailable=["tue", "wed"]),
            person(f"far{n}", 1003 + 10 * n),
        ]
    return round_of(schools, people, panel_size=0, slots=["mon", "tue", "wed"])


def test_a_round_too_large_for_one_model_is_proved_where_slots_bind_in_every_place() -> None:
    problem = crossed(40)
    told: list[str] = []
    plan = solve(problem_of(problem), told.append).as_json()
    assert (plan["status"], plan["gap"], broken_rules(problem, plan)) == ("optimal", 0.0, [])
    assert plan["travel_km"] == 40 * (1.0 + 3.0)
    assert told == ["Seating 80 groups.", "Giving slots."]
