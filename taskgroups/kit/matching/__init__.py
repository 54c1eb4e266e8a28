"""The round solver: who chairs and who sits in whose Task Group, and when.

Rules and aims: docs/how-a-round-is-matched.md. The solver is loaded when it is first asked, so that what only reads a
problem starts quickly.
"""

from collections.abc import Callable

from taskgroups.kit.matching.problem import NoProblem, Person, Problem, School
from taskgroups.kit.matching.reading import problem_of, read

__all__ = ["NoProblem", "Person", "Problem", "School", "plan_round", "problem_of", "read"]


def plan_round(problem: Problem, told: Callable[[str], None] = lambda said: None) -> "dict[str, object]":
    """The plan of a problem as the object that `solve_round` prints; `told` hears how far it is."""
    from taskgroups.kit.matching.solve import solve

    return solve(problem, told).as_json()
