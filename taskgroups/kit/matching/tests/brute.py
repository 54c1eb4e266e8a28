"""The best plan of a very small problem, by trying them all. It shares no code with the solver."""

from collections.abc import Iterator
from itertools import combinations
from typing import Any

from taskgroups.kit.matching.tests.checker import broken_rules, kilometres

Json = dict[str, Any]


def best(problem: Json) -> tuple[int, float] | None:
    """The fewest people without a role and the least travel with so few; None where no plan keeps the rules."""
    found: list[tuple[int, float]] = []
    hosts = [s["urn"] for s in problem["schools"] if s["host"]]
    for groups in _plans(problem, hosts, []):
        sitting = {who for g in groups for who in [g["chair"], *g["members"]]}
        found.append((len(problem["people"]) - len(sitting), kilometres(problem, groups)))
    return min(found) if found else None


def is_possible(problem: Json) -> bool:
    """Whether any plan keeps every rule."""
    return next(_plans(problem, [s["urn"] for s in problem["schools"] if s["host"]], []), None) is not None


def plans_of(problem: Json) -> list[list[Json]]:
    """Every plan that keeps the rules."""
    return list(_plans(problem, [s["urn"] for s in problem["schools"] if s["host"]], []))


def _plans(problem: Json, hosts: list[int], groups: list[Json]) -> Iterator[list[Json]]:
    if len(groups) == len(hosts):
        yield groups
        return
    ids = [p["id"] for p in problem["people"]]
    for panel in combinations(ids, problem["panel_size"] + 1):
        for chair in panel:
            for slot in problem["slots"]:
                rest = [who for who in panel if who != chair]
                more = [*groups, {"urn": hosts[len(groups)], "slot": slot, "chair": chair, "members": rest}]
                if not _breaks(problem, more):
                    yield from _plans(problem, hosts, more)


def _breaks(problem: Json, groups: list[Json]) -> bool:
    """Whether what is there so far breaks a rule that more groups cannot mend."""
    plan = {"groups": groups, "without_role": [], "travel_km": 0.0}
    return any(rule.startswith("H") and rule != "H1 groups" for rule in broken_rules(problem, plan))
