"""Each rule binds by itself, the plan is the same each time, and the checker sees what it should."""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from taskgroups.kit.matching import plan_round, problem_of
from taskgroups.kit.matching.solve import solve
from taskgroups.kit.matching.steady import keep_slots
from taskgroups.kit.matching.tests.brute import plans_of
from taskgroups.kit.matching.tests.checker import broken_rules, kilometres
from taskgroups.kit.matching.tests.rounds import five, person, round_of, school, small_rounds

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


def test_who_is_kept_at_a_school_sits_there_and_who_is_kept_in_the_chair_chairs() -> None:
    problem = problem_of(five())
    kept = replace(problem, kept=frozenset({("p4", 100)}), chairing=frozenset({("p0", 104)}))
    plan = plan_round(kept)
    assert ("p4" in people_at(plan, 100), plan["groups"][4]["chair"], broken_rules(five(), plan)) == (True, "p0", [])  # type: ignore[index]


def test_to_keep_what_no_rule_allows_leaves_no_plan_and_letting_it_go_helps() -> None:
    plan = solve(replace(problem_of(five()), kept=frozenset({("p0", 100)})))
    assert [(hint.kind, hint.people, hint.urns) for hint in plan.hints] == [
        ("kept", (), (100,)),
        ("let go", ("p0",), (100,)),
    ]


def test_a_group_meets_on_the_slot_kept_for_it() -> None:
    kept = replace(problem_of(five()), days=frozenset({(100, "sat"), (103, "fri")}))
    plan = plan_round(kept)
    slots = {group["urn"]: group["slot"] for group in plan["groups"]}
    assert (slots[100], slots[103], broken_rules(five(), plan)) == ("sat", "fri", [])


def test_a_slot_kept_on_which_the_head_is_away_leaves_no_plan_and_letting_it_go_helps() -> None:
    problem = five()
    problem["people"][0]["unavailable"] = ["sat"]
    plan = solve(replace(problem_of(problem), days=frozenset({(100, "sat")})))
    assert [(hint.kind, hint.urns, hint.slot) for hint in plan.hints[:2]] == [
        ("open", (100,), "sat"),
        ("let day go", (100,), "sat"),
    ]


@given(small_rounds(), st.integers(0, 3), st.integers(0, 2))
@hypothesis_settings(max_examples=25)
def test_with_a_slot_kept_the_plan_is_as_good_as_trying_them_all_finds(problem: Json, where: int, when: int) -> None:
    urn = problem["schools"][where % len(problem["schools"])]["urn"]
    slot = problem["slots"][when % len(problem["slots"])]
    plan = plan_round(replace(problem_of(problem), days=frozenset({(urn, slot)})))
    holds = [one for one in plans_of(problem) if all(g["slot"] == slot for g in one if g["urn"] == urn)]
    best = min(((len(problem["people"]) - len(_sitting(g)), kilometres(problem, g)) for g in holds), default=None)
    if best is None or not any(s["host"] for s in problem["schools"]):
        assert plan["groups"] == []
    else:
        assert (len(plan["without_role"]), plan["travel_km"]) == (
            best[0],
            pytest.approx(best[1], abs=0.0006 + 1e-4 * best[1]),
        )


@given(small_rounds(), st.integers(0, 4), st.integers(0, 3), st.booleans())
@hypothesis_settings(max_examples=25)
def test_what_is_kept_is_kept_as_well_as_trying_them_all_can(problem: Json, who: int, where: int, chairs: bool) -> None:
    person, school = (
        problem["people"][who % len(problem["people"])],
        problem["schools"][where % len(problem["schools"])],
    )
    pair = frozenset({(person["id"], school["urn"])})
    asked = replace(problem_of(problem), kept=pair, chairing=pair if chairs else frozenset())
    plan = plan_round(asked)
    holds = [one for one in plans_of(problem) if _is_kept(one, pair, chairs)] if school["host"] else plans_of(problem)
    best = min(((len(problem["people"]) - len(_sitting(g)), kilometres(problem, g)) for g in holds), default=None)
    found = (len(plan["without_role"]), plan["travel_km"]) if plan["groups"] or best == () else None  # type: ignore[arg-type]
    if best is None or not any(s["host"] for s in problem["schools"]):
        assert plan["groups"] == []
    else:
        assert found == (best[0], pytest.approx(best[1], abs=0.0006 + 1e-4 * best[1]))


def _sitting(groups: list[Json]) -> set[str]:
    return {who for g in groups for who in [g["chair"], *g["members"]]}


def _is_kept(groups: list[Json], pair: frozenset[tuple[str, int]], chairs: bool) -> bool:
    ((who, urn),) = pair
    return any(g["urn"] == urn and (g["chair"] == who or (not chairs and who in g["members"])) for g in groups)


def test_groups_stay_on_the_slots_they_had_where_nobody_minds() -> None:
    plan = plan_of(five())
    had = {g["urn"]: slot for g, slot in zip(plan["groups"], ["sat", "fri", "thu", "wed", "tue"], strict=True)}
    moved = keep_slots(problem_of(five()), plan["groups"], had)
    assert ({g["urn"]: g["slot"] for g in moved}, broken_rules(five(), plan | {"groups": moved})) == (had, [])


def test_a_group_moves_from_a_slot_on_which_somebody_is_away_now() -> None:
    problem = five()
    plan = plan_of(problem)
    had = {g["urn"]: g["slot"] for g in plan["groups"]}
    problem["people"][0]["unavailable"] = [had[100]]
    again = plan_of(problem)
    moved = keep_slots(problem_of(problem), again["groups"], had)
    assert broken_rules(problem, again | {"groups": moved}) == []
    assert sum(g["slot"] != had[g["urn"]] for g in moved) <= sum(g["slot"] != had[g["urn"]] for g in again["groups"])
