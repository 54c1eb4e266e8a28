"""From what a round asks to a plan, its reasons, what it costs, and why there is none. No database."""

from typing import Any

import pytest

from taskgroups.rounds.solving.comparing import cost
from taskgroups.rounds.solving.finding import find
from taskgroups.rounds.solving.reasons import because, distance, nearer_ones
from taskgroups.rounds.solving.rules import Place, Rules
from taskgroups.rounds.solving.wording import no_plan
from taskgroups.rounds.tests.asking import NAMES, SLOTS, asked

Json = dict[str, Any]


def quiet(said: str) -> None:
    """Nobody listens."""


def plan_of(problem: Json, before: Json | None = None) -> Json:
    """The plan, which breaks no rule."""
    found = find(problem, before, quiet)
    assert (found["status"], Rules(problem, found["groups"]).broken()) == ("optimal", [])
    return found


def group(urn: int, chair: str, *members: str, slot: int = 0) -> Json:
    return {"urn": urn, "slot": SLOTS[slot], "chair": chair, "members": list(members)}


def test_half_days_said_if_need_be_to_are_left_alone_where_a_plan_can_do_without() -> None:
    said = {f"p{n}": {SLOTS[0]: "need"} for n in range(5)}
    people = [one | {"max_groups": 3} for one in asked()["people"]]
    assert SLOTS[0] not in {
        g["slot"] for g in plan_of(asked(said=said, people=people, slots=[*SLOTS, "2027-01-25 am"]))["groups"]
    }


def test_they_are_used_where_there_is_no_plan_without_them() -> None:
    schools = [one | {"host": one["urn"] == 100} for one in asked()["schools"]]
    said = {f"p{n}": {SLOTS[0]: "need"} for n in range(5)}
    found = plan_of(asked(schools=schools, said=said, slots=SLOTS[:1]))
    assert [g["slot"] for g in found["groups"]] == SLOTS[:1]


def test_planned_again_nothing_moves_that_need_not() -> None:
    first = plan_of(asked())
    assert plan_of(asked(), first)["groups"] == first["groups"]


def test_a_placing_ruled_out_costs_what_it_says() -> None:
    first = plan_of(asked())
    who = first["groups"][0]["chair"]
    again = plan_of(asked(conflicts=[[who, 100]]), first)
    said = cost(first, again, NAMES)
    assert said.summary.endswith("in all.") or said.summary == "As far in all as before."
    assert [line for line in said.changes if line.startswith("School 0:")] != []


def test_a_cost_names_kilometres_chairs_members_and_half_days() -> None:
    before = {"groups": [group(100, "p1", "p2")], "travel_km": 3.0, "without_role": ["p3"]}
    after = {"groups": [group(100, "p3", "p1", slot=1)], "travel_km": 15.04, "without_role": ["p2"]}
    said = cost(before, after, NAMES)
    assert said.summary == "12.0 km further in all. Head 2 would have no part. Head 3 would have a part."
    assert said.changes == (
        "School 0: Head 3 chairs in place of Head 1, Head 1 sits in place of Head 2 and it moves from Mon 18 Jan, "
        "morning to Tue 19 Jan, morning.",
    )


def test_a_placing_kept_is_kept_and_says_so() -> None:
    problem = asked(kept=[["p4", 100, True]])
    found = plan_of(problem)
    rules = Rules(problem, found["groups"])
    place = Place("p4", 100, rules.when[100], True)
    assert (found["groups"][0]["chair"], because(rules, place)[0]) == ("p4", "You kept this placing.")


def test_each_placing_says_how_far_when_and_how_much() -> None:
    groups = [group(100, "p2", "p1"), group(103, "p2", "p4", slot=1)]
    rules = Rules(asked(said={"p2": {SLOTS[0]: "yes"}}), groups)
    assert because(rules, Place("p2", 100, SLOTS[0], True)) == [
        "2.0 km away; the second nearest of 4 who could chair then.",
        "Of those nearer, 1 sits there already.",
        "Said yes to this half-day.",
        "One of 2 Task Groups; they offered 2.",
    ]


def test_without_a_map_a_distance_is_counted_and_says_so() -> None:
    schools = [one | {"easting": None} for one in asked()["schools"]]
    said = distance(Rules(asked(schools=schools), [group(100, "p1")]), Place("p1", 100, SLOTS[0], True))
    assert said.startswith("Counted as 15 km, since one of the two has no place on the map; the nearest of")


def test_those_nearer_who_were_not_taken_are_told_of() -> None:
    groups = [group(100, "p3"), group(102, "p1", slot=1), group(103, "p1", slot=2), group(104, "p2", slot=0)]
    said = nearer_ones(Rules(asked(), groups), Place("p3", 100, SLOTS[0], True))
    assert said == "Of those nearer, 1 has as many Task Groups as they offered and 1 sits in another Task Group then."


WHY: dict[str, tuple[Json, Place]] = {
    "leads that school": ({}, Place("p0", 100, SLOTS[0], False)),
    "may not sit there": ({"conflicts": [["p1", 100]]}, Place("p1", 100, SLOTS[0], False)),
    "chaired there lately": ({"history": [{"chair": "p1", "urn": 100}]}, Place("p1", 100, SLOTS[0], True)),
    "cannot come then": ({"said": {"p1": {SLOTS[0]: "no"}}}, Place("p1", 100, SLOTS[0], False)),
    "sits in another Task Group then": ({}, Place("p2", 100, SLOTS[1], False)),
    "has their own school’s Task Group then": ({}, Place("p1", 100, SLOTS[1], False)),
    "has as many Task Groups as they offered": ({}, Place("p3", 100, SLOTS[0], False)),
    "has their own school’s Task Group chaired from there": ({}, Place("p1", 103, SLOTS[4], True)),
    "": ({}, Place("p4", 100, SLOTS[0], False)),
}


@pytest.mark.parametrize("why", WHY)
def test_each_rule_says_why_not(why: str) -> None:
    groups = [group(101, "p3", "p2", slot=1), group(102, "p3", "p4", slot=2), group(104, "p0", slot=3)]
    more, place = WHY[why]
    assert Rules(asked(**more), groups).why_not(place) == why


def test_a_plan_made_before_somebody_said_no_is_broken_now() -> None:
    groups = [group(100, "p1", "p2")]
    said = {"p0": {SLOTS[0]: "no"}, "p2": {SLOTS[0]: "no"}}
    assert [(p.person, why) for p, why in Rules(asked(said=said), groups).broken()] == [
        ("p2", "cannot come then"),
        ("p0", "cannot come then, and hosts"),
    ]


def test_no_chair_names_the_school_the_rule_and_who_would_help() -> None:
    people = [one | {"can_chair": one["id"] == "p0"} for one in asked()["people"]]
    lacks, helps = no_plan(find(asked(people=people), None, quiet)["hints"], NAMES)
    assert "is left without a chair: nobody who may chair there has a place left" in lacks
    assert helps[0].startswith("2 more chairs for primary schools: Head ")


def test_one_more_half_day_is_asked_for_where_it_would_do() -> None:
    schools = [one | {"host": one["urn"] < 102} for one in asked()["schools"]]
    lacks, helps = no_plan(find(asked(schools=schools, slots=SLOTS[:1]), None, quiet)["hints"], NAMES)
    assert lacks.endswith("there are too few half-days for so many Task Groups at once.")
    assert helps[0] == "1 more half-day on which everybody is free."


def test_where_no_single_change_is_enough_it_says_so() -> None:
    _, helps = no_plan(find(asked(slots=SLOTS[:1]), None, quiet)["hints"], NAMES)
    assert helps == ["No single change that was tried is enough. Add several half-days, or let fewer schools host."]


def test_a_head_who_is_never_free_is_named_with_their_school() -> None:
    said = {"p0": dict.fromkeys(SLOTS, "no")}
    lacks, helps = no_plan(find(asked(said=said), None, quiet)["hints"], NAMES)
    assert lacks == "School 0 can have no Task Group: on none of the half-days is its own head free."
    assert helps[0] == "If Head 0 could come on the days they said no to."


def test_what_cannot_be_kept_is_said_with_what_to_let_go() -> None:
    lacks, helps = no_plan(find(asked(kept=[["p0", 100, False]]), None, quiet)["hints"], NAMES)
    assert lacks == "School 0 cannot keep who was kept there: another rule forbids it."
    assert helps == ["If Head 0 need not be kept at School 0."]
