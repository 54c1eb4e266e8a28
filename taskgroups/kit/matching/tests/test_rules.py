"""Each rule binds by itself, the plan is the same each time, and the checker sees what it should."""

import json
from typing import Any

import pytest

from taskgroups.kit.matching import plan_round, problem_of
from taskgroups.kit.matching.tests.checker import broken_rules
from taskgroups.kit.matching.tests.rounds import five, person, round_of, school

Json = dict[str, Any]


def plan_of(problem: Json) -> Json:
    """The plan, which keeps all rules and is proved."""
    plan = plan_round(problem_of(problem))
    assert (plan["status"], broken_rules(problem, plan)) == ("optimal", [])
    return plan


def people_at(plan: Json, urn: int) -> set[str]:
    return {who for g in plan["groups"] if g["urn"] == urn for who in [g["chair"], *g["members"]]}


def test_neighbours_sit_with_neighbours() -> None:
    plan = plan_of(five())
    assert (plan["travel_km"], plan["without_role"], plan["gap"]) == (16.0, [], 0.0)


def test_a_declared_conflict_keeps_somebody_away() -> None:
    before = people_at(plan_of(five()), 102)
    after = people_at(plan_of(five(conflicts=[[who, 102] for who in sorted(before)])), 102)
    assert before & after == set()


def test_who_chaired_there_may_sit_there_and_not_chair() -> None:
    schools = [school(100), school(101, host=False), school(102, host=False)]
    people = [person("near", 101), person("far", 102)]
    plan = plan_of(round_of(schools, people, history=[{"chair": "near", "urn": 100}]))
    assert plan["groups"] == [{"urn": 100, "slot": "mon", "chair": "far", "members": ["near"]}]


def test_everybody_takes_part_before_travel_is_saved() -> None:
    schools = [school(100), school(101), school(130, host=False)]
    people = [person("a", 100), person("b", 101), person("far", 130)]
    plan = plan_of(round_of(schools, people, panel_size=0))
    assert (plan["without_role"], plan["travel_km"]) == (["a"], 30.0)


def test_two_schools_do_not_chair_one_another() -> None:
    schools = [school(100), school(101), school(130, host=False)]
    people = [person("a", 100), person("b", 101), person("far", 130)]
    chairs = {g["chair"] for g in plan_of(round_of(schools, people, panel_size=0))["groups"]}
    assert chairs != {"a", "b"}


def test_a_school_without_coordinates_counts_fifteen_within_a_consortium_and_forty_beyond() -> None:
    schools = [
        school(100),
        school(101, host=False, easting=None),
        school(102, host=False, northing=None, consortium="B"),
    ]
    plan = plan_of(round_of(schools, [person("in", 101), person("out", 102)]))
    assert plan["travel_km"] == 55.0


def test_a_group_meets_when_its_own_people_are_free() -> None:
    problem = five()
    problem["people"][0]["unavailable"] = ["mon", "tue", "wed", "fri", "sat"]
    problem["people"][0]["max_groups"] = 0
    problem["people"] += [person("extra", 103), person("more", 102)]
    assert next(g["slot"] for g in plan_of(problem)["groups"] if g["urn"] == 100) == "thu"


def test_the_same_problem_has_the_same_plan_byte_for_byte() -> None:
    first, again = (json.dumps(plan_round(problem_of(five(panel_size=1)))) for _ in range(2))
    assert first == again


def test_the_order_of_a_shuffled_problem_changes_no_kilometre() -> None:
    problem = five()
    turned = problem | {"people": problem["people"][::-1], "schools": problem["schools"][::-1]}
    assert plan_of(turned)["travel_km"] == plan_of(problem)["travel_km"]


WRONG = {
    "H1 100": {"members": []},
    "H1 slot 100": {"slot": "never"},
    "H2 p0": {"members": ["p0"]},
    "H3 100": {"chair": "nochair"},
    "H5 p3": {"members": ["p3"]},
    "H7 100": {"chair": "p4", "members": ["p2"]},
    "H8 away p4": {"slot": "thu", "members": ["p4"]},
}


@pytest.mark.parametrize("rule", WRONG)
def test_the_checker_sees_a_broken_rule(rule: str) -> None:
    problem = five(conflicts=[["p3", 100]], history=[{"chair": "p4", "urn": 100}])
    problem["people"][4]["unavailable"] = ["thu"]
    problem["people"].append(person("nochair", 104, can_chair=False))
    plan = plan_round(problem_of(problem))
    plan["groups"][0] |= WRONG[rule]  # type: ignore[index]
    assert rule in broken_rules(problem, plan)
