"""Seats that no slots fit together are found, few at a time; without them what binds in slots is proved."""

import json
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


def crossed(places: int) -> Json:
    """Places far apart, of three hosts each. Somebody is near the first two, which can meet on Monday alone."""
    schools, people = [], []
    for n in range(places):
        east, urn = n * 50_000, 1000 + 10 * n
        schools += [school(urn + k, east=east + 1000 * km, host=k < 3) for k, km in enumerate((0, 1, 4, 3, 5))]
        heads = [person(f"head{n}{k}", urn + k, max_groups=0, unavailable=["tue", "wed"]) for k in range(2)]
        people += [*heads, person(f"near{n}", urn + 3), person(f"far{n}", urn + 4)]
    return round_of(schools, people, panel_size=0, slots=["mon", "tue", "wed"])


def test_a_round_too_large_for_one_model_is_proved_where_slots_bind_in_every_place() -> None:
    problem, told = crossed(30), list[str]()
    plan = solve(problem_of(problem), told.append).as_json()
    assert (plan["status"], plan["gap"], broken_rules(problem, plan)) == ("optimal", 0.0, [])
    assert plan["travel_km"] == 30 * 8.0  # 6.0 each without regard to slots
    assert told[:2] == ["Seating 90 groups.", "Giving each group its half-day."]
    assert told[2] == "Seating everybody again: 30 groups found no half-day."


def test_the_same_round_where_slots_bind_has_the_same_plan_byte_for_byte() -> None:
    first, again = (json.dumps(plan_round(problem_of(crossed(12)))) for _ in range(2))
    assert first == again
