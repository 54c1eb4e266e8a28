"""Where there is no plan, what is said to help does: each change is made to the problem, and every plan tried."""

import copy
from typing import Any

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from taskgroups.kit.matching import problem_of
from taskgroups.kit.matching.changes import Hint
from taskgroups.kit.matching.solve import solve
from taskgroups.kit.matching.tests.brute import is_possible
from taskgroups.kit.matching.tests.rounds import person, round_of, school, small_rounds

Json = dict[str, Any]
NAMED = {
    "chairs": "can_chair", "limits": "max_groups", "slots": "slots", "time": "unavailable", "conflicts": "conflicts",
    "history": "history",
}  # fmt: skip


def changed(problem: Json, hint: Hint) -> Json:
    """The problem with what a hint asks for, and nothing else."""
    new = copy.deepcopy(problem)
    people = [one for one in new["people"] if one["id"] in hint.people]
    pairs = {(who, urn) for who in hint.people for urn in hint.urns}
    if hint.kind == "panel":
        new["panel_size"] = hint.many
    if hint.kind == "slots":
        new["slots"] += [f"more {n}" for n in range(hint.many)]
    if hint.kind == "conflicts":
        new["conflicts"] = [one for one in new["conflicts"] if tuple(one) not in pairs]
    if hint.kind == "history":
        new["history"] = [one for one in new["history"] if (one["chair"], one["urn"]) not in pairs]
    for one in people:
        if hint.kind == "chairs":
            one["phases"] = [*(one["phases"] if one["can_chair"] else []), hint.phase]
            one["can_chair"] = True
        if hint.kind == "limits":
            one["max_groups"] += 1
        if hint.kind == "time":
            one["unavailable"] = [slot for slot in one["unavailable"] if hint.slot and slot != hint.slot]
    return new


@st.composite
def spoilt_rounds(draw: st.DrawFn) -> tuple[str, Json]:
    """What is too little, and a round of two hosts and four heads that has a plan but for that."""
    what = draw(st.sampled_from(sorted(NAMED)))
    at = [school(100 + n, east=draw(st.integers(0, 40)) * 1000, host=n < 2) for n in range(4)]
    heads = [person(f"p{n}", 100 + n) for n in range(4)]
    more = {"panel_size": int(what not in ("conflicts", "history"))}
    round_ = round_of(at, heads, slots=["mon", "tue", "wed", "thu"], **more)
    host = draw(st.integers(0, 1))
    others = [one for one in heads if one["urn"] != 100 + host]
    if what == "chairs":
        for one in heads if draw(st.booleans()) else others:
            one["can_chair"] = False
    if what == "limits":
        for one, most in zip(heads, draw(st.sampled_from([[1, 1, 1, 0], [0, 2, 0, 1], [3, 0, 0, 1]])), strict=True):
            one["max_groups"] = most
    if what == "slots":
        round_["slots"] = ["mon"]
    if what == "time":
        heads[host]["unavailable"] = ["mon", "tue", "wed", "thu"]
    if what == "conflicts":
        round_["conflicts"] = [[one["id"], 100 + host] for one in others]
    if what == "history":
        round_["history"] = [{"chair": one["id"], "urn": 100 + host} for one in others]
    return what, round_


@settings(max_examples=40, suppress_health_check=list(HealthCheck), derandomize=True)
@given(spoilt_rounds())
def test_what_is_too_little_is_named_and_every_change_that_is_named_makes_a_plan_possible(
    case: tuple[str, Json],
) -> None:
    what, problem = case
    plan = solve(problem_of(problem))
    assert (plan.status, is_possible(problem)) == ("infeasible", False)
    (seen, *helps), (said, *how) = plan.hints, plan.because
    assert (set(seen.urns) <= {100, 101}, bool(seen.urns), f"School {seen.urns[0]}" in said) == (True, True, True)
    assert what in {hint.kind for hint in helps}
    assert any(NAMED[what] in one for one in how)
    assert [is_possible(changed(problem, hint)) for hint in helps] == [True] * len(helps)


@settings(max_examples=25, suppress_health_check=list(HealthCheck), derandomize=True)
@given(small_rounds(hosts=2))
def test_where_several_things_are_too_little_no_change_is_named_that_does_not_help(problem: Json) -> None:
    plan = solve(problem_of(problem))
    assume(plan.status == "infeasible")
    assert [is_possible(changed(problem, hint)) for hint in plan.hints[1:]] == [True] * len(plan.hints[1:])
    assert len(plan.because) > 1
