"""Where there is no plan: the school, the rule, and a change that was tried and does make one possible."""

from typing import Any

import pytest

from taskgroups.kit.matching import explain, plan_round, problem_of
from taskgroups.kit.matching.tests.rounds import five, person, round_of, school

Json = dict[str, Any]


@pytest.fixture(autouse=True)
def enough_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is said depends on the round alone here, and not on how busy the machine is."""
    monkeypatch.setattr(explain, "MOST_S", 300.0)
    monkeypatch.setattr(explain, "ONE_S", 300.0)


def because(problem: Json) -> tuple[str, ...]:
    plan = plan_round(problem_of(problem))
    assert [plan[key] for key in ("status", "groups", "without_role", "gap", "travel_km")] == [
        "infeasible",
        [],
        [],
        None,
        None,
    ]
    return tuple(plan["because"])  # type: ignore[arg-type]


def test_too_few_chairs() -> None:
    problem = five()
    for one in problem["people"][1:]:
        one["can_chair"] = False
    problem["people"][0]["max_groups"] = 3
    told = because(problem)
    assert "left without a chair (H3, H4, H6, H7)" in told[0]
    assert told[1].startswith("It would help to have")
    assert "can_chair and primary in phases for" in told[1]


def test_too_few_places() -> None:
    problem = five()
    problem["people"][0]["max_groups"] = problem["people"][1]["max_groups"] = 1
    told = because(problem)
    assert "10 places are to be filled, max_groups gives 8" in told[0]
    assert told[1].startswith("It would help to have a higher limit for 2 people: one more in max_groups for")


def test_too_few_slots() -> None:
    told = because(five(slots=["mon", "tue"]))
    assert "School 100" in told[0]
    assert "It would help to have three more half-days in slots, on which everybody is free." in told


def test_nobody_without_a_conflict() -> None:
    told = because(
        round_of([school(100), school(101, host=False)], [person("p1", 101)], panel_size=0, conflicts=[["p1", 100]])
    )
    assert "School 100 is left without" in told[0]
    assert told[1] == "It would help to have [p1, 100] taken out of conflicts, if it can be."


def test_nobody_who_has_not_chaired_there() -> None:
    problem = round_of([school(100), school(101, host=False)], [person("p1", 101)], panel_size=0)
    told = because(problem | {"history": [{"chair": "p1", "urn": 100}]})
    assert told[1] == "It would help to have p1 chairing again at 100: that line taken out of history."


def test_a_school_that_is_never_free() -> None:
    problem = five()
    problem["people"][2]["unavailable"] = problem["slots"]
    told = because(problem)
    assert told[0] == "School 102 can have no group (H8): on none of slots is everybody of it free (unavailable)."
    assert "in unavailable for p2." in told[1] or "taken out of unavailable for p2" in told[1]


@pytest.mark.parametrize("field", ["slots", "people"])
def test_nothing_at_all_of_something(field: str) -> None:
    assert "School 100" in because(five() | {field: []})[0]


def test_two_schools_that_could_only_chair_one_another() -> None:
    told = because(round_of([school(100), school(101)], [person("a", 100), person("b", 101)], panel_size=0))
    assert "H6" in told[0]
    assert len(told) > 1
