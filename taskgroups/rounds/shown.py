"""A plan as pages show it: Task Groups with their people, each placing with its reasons."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from taskgroups.people.models import Person
from taskgroups.rounds.models import Fix, Solution
from taskgroups.rounds.solving.reasons import because
from taskgroups.rounds.solving.rules import Place, Rules, places_of
from taskgroups.rounds.solving.wording import Names
from taskgroups.schools.models import School

Json = dict[str, Any]


@dataclass(frozen=True)
class Placed:
    """One placing: who, in which part, how far, why, and what the lead has said of it."""

    place: Place
    name: str
    km: float
    because: list[str]
    fix: Fix | None = None


@dataclass(frozen=True)
class Group:
    """A Task Group of the plan: where, when, and its people, the chair first."""

    urn: int
    school: str
    slot: str
    people: list[Placed]

    @property
    def chair(self) -> Placed:
        """Who chairs."""
        return self.people[0]

    @property
    def km(self) -> float:
        """Kilometres of all its people, as they are shown: of each to one decimal."""
        return sum(round(one.km, 1) for one in self.people)


@dataclass(frozen=True)
class Plan:
    """A whole plan with its names."""

    groups: list[Group]
    without: list[str]
    is_best: bool
    part_better: float
    names: Names
    rules: Rules

    @property
    def km(self) -> float:
        """Kilometres in all, the sum of what its Task Groups show."""
        return sum(one.km for one in self.groups)


def names_of(problems: Sequence[Json]) -> Names:
    """What the people and schools of some problems are called; two queries."""
    people = {int(one["id"]) for problem in problems for one in problem["people"]}
    urns = {one["urn"] for problem in problems for one in problem["schools"]}
    called = {str(key): name for key, name in Person.objects.filter(pk__in=people).values_list("pk", "name")}
    return Names(called, dict(School.objects.filter(urn__in=urns).values_list("urn", "name")))


def plan_of(solution: Solution, names: Names, fixed: Sequence[Fix] = ()) -> Plan:
    """The plan of a solution, its Task Groups by half-day, with what the lead keeps or rules out. No query."""
    asked, found = solution.problem, solution.plan
    rules = Rules(asked, found["groups"])
    fixes = {(str(f.person_id), f.school.urn): f for f in fixed}
    groups = []
    for group in sorted(found["groups"], key=lambda one: (one["slot"], names.school(one["urn"]))):
        placed = [
            Placed(
                p, names.person(p.person), rules.km(p.person, p.urn), because(rules, p), fixes.get((p.person, p.urn))
            )
            for p in places_of([group])
        ]
        groups.append(Group(group["urn"], names.school(group["urn"]), group["slot"], placed))
    without = sorted(names.person(one) for one in found["without_role"])
    gap = found["gap"] or 0.0
    return Plan(groups, without, found["status"] == "optimal", gap, names, rules)
