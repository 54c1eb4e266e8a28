"""What is no problem is refused with a sentence that names the field; nothing makes the reader fall over."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from taskgroups.kit.matching import NoProblem, plan_round, problem_of, read
from taskgroups.kit.matching.tests.rounds import five, person, round_of, school

ODD = st.one_of(
    st.none(), st.booleans(), st.integers(), st.just(10**400), st.floats(), st.text(max_size=3), st.just([]),
    st.just({}), st.lists(st.integers(), max_size=2), st.just("\ud800"), st.just(999), st.just(0),
)  # fmt: skip
PATHS = [
    ("panel_size",), ("slots",), ("slots", 0), ("schools",), ("people",), ("conflicts",), ("history",), ("time_limit_s",),
    ("schools", 0), ("people", 0), ("conflicts", 0), ("conflicts", 0, 0), ("conflicts", 0, 1), ("history", 0),
    *(("schools", 0, field) for field in ("urn", "easting", "northing", "phase", "consortium", "host")),
    *(("people", 0, f) for f in ("id", "urn", "can_chair", "phases", "max_groups", "unavailable", "also")),
    ("people", 0, "phases", 0), ("people", 0, "also", 0), ("history", 0, "chair"), ("history", 0, "urn"),
]  # fmt: skip


def full() -> Any:
    found = five(conflicts=[["p1", 100]], history=[{"chair": "p2", "urn": 101}])
    found["people"][0]["also"] = [104]
    return found


def put(problem: Any, path: tuple[Any, ...], value: Any) -> Any:
    at = problem
    for step in path[:-1]:
        at = at[step]
    at[path[-1]] = value
    return problem


def refused(problem: Any) -> str:
    with pytest.raises(NoProblem) as told:
        problem_of(problem)
    return str(told.value)


@settings(max_examples=300, derandomize=True)
@given(st.sampled_from(PATHS), ODD)
def test_anything_anywhere_is_a_problem_or_a_sentence_that_names_the_field(path: tuple[Any, ...], odd: Any) -> None:
    said = ""
    try:
        problem_of(put(full(), path, odd))
    except NoProblem as told:
        said = str(told)
    assert said == "" or (path[0] in said and said.endswith(".")) or "which no school of schools" in said


@settings(max_examples=100, derandomize=True)
@given(st.binary(max_size=40))
def test_any_bytes_are_a_problem_or_a_sentence(text: bytes) -> None:
    with pytest.raises(NoProblem, match="Send one JSON object"):
        read(text)


@pytest.mark.parametrize("path", [path for path in PATHS if isinstance(path[-1], str) and path[-1] != "also"])
def test_a_field_that_is_missing_is_named(path: tuple[Any, ...]) -> None:
    problem = full()
    at = problem
    for step in path[:-1]:
        at = at[step]
    del at[path[-1]]
    where = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)[1:]
    assert refused(problem) == f"{where} is missing. Add it."


@pytest.mark.parametrize(
    ("path", "value", "says"),
    [
        (("panel_size",), -1, "panel_size is -1. Write a whole number from 0 to 1000000000."),
        (("panel_size",), True, "panel_size is true. Write a whole number from 0 to 1000000000."),
        (("time_limit_s",), float("nan"), "time_limit_s is NaN. Write a number of seconds."),
        (("time_limit_s",), 0, "time_limit_s is 0. Write a number of seconds."),
        (("schools", 0, "easting"), float("inf"), "schools[0].easting is Infinity. Write a number of metres on the national grid, or null."),
        (("people", 0, "phases"), "primary", 'people[0].phases is "primary". Write a list of texts.'),
        (("people", 1, "id"), "p0", 'people[1] has the id "p0" again. Keep one of the two.'),
        (("schools", 1, "urn"), 100, "schools[1] has the urn 100 again. Keep one of the two."),
        (("slots",), ["mon", "mon"], 'slots[1] has the half-day "mon" again. Keep one of the two.'),
        (("people", 0, "urn"), 9, "people[0].urn is 9, which no school of schools has as its urn. Add it, or leave this out."),
        (("people", 0, "also"), [9], "people[0].also[0] is 9, which no school of schools has as its urn. Add it, or leave this out."),
        (("history", 0, "urn"), 9, "history[0].urn is 9, which no school of schools has as its urn. Add it, or leave this out."),
        (("conflicts", 0, 0), "p9", 'conflicts[0][0] is "p9", which is nobody\'s id in people. Add them, or leave this out.'),
        (("conflicts", 0), ["p1"], 'conflicts[0] is not a pair. Write the person and the school: ["p1", 100002].'),
        (("schools", 0), 7, "schools[0] is not an object. Write it as round.md shows: {…}."),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_in_a_sentence(path: tuple[Any, ...], value: Any, says: str) -> None:
    assert refused(put(full(), path, value)) == says


def test_a_problem_comes_as_bytes_with_or_without_a_mark() -> None:
    text = json.dumps(full()).encode()
    assert read(text) == read(b"\xef\xbb\xbf" + text)


def test_a_round_without_schools_has_an_empty_plan() -> None:
    plan = plan_round(problem_of(round_of([], [])))
    assert (plan["status"], plan["groups"], plan["travel_km"], plan["gap"]) == ("optimal", [], 0.0, 0.0)


def test_days_on_which_somebody_is_away_need_not_be_days_of_the_round() -> None:
    problem = round_of([school(100)], [person("p0", 100, unavailable=["christmas"])])
    assert problem_of(problem).people[0].unavailable == {"christmas"}
