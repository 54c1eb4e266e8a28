"""On problems small enough to try every plan: the solver finds the best, and finds none only where there is none."""

from typing import Any

from hypothesis import HealthCheck, given, settings

from taskgroups.kit.matching import plan_round, problem_of
from taskgroups.kit.matching.tests.brute import best
from taskgroups.kit.matching.tests.checker import broken_rules
from taskgroups.kit.matching.tests.rounds import small_rounds

Json = dict[str, Any]


@settings(max_examples=60, suppress_health_check=list(HealthCheck), derandomize=True)
@given(small_rounds())
def test_the_plan_is_the_best_there_is(problem: Json) -> None:
    plan, wanted = plan_round(problem_of(problem)), best(problem)
    if wanted is None:
        assert plan["status"] == "infeasible"
        return
    assert (plan["status"], broken_rules(problem, plan)) == ("optimal", [])
    assert len(plan["without_role"]) == wanted[0]
    assert abs(plan["travel_km"] - wanted[1]) <= 0.001 + 1e-4 * wanted[1]
