"""Checks a plan against the problem, rule by rule, from their JSON alone: it shares no code with the solver."""

import math
from collections import Counter
from typing import Any

Json = dict[str, Any]


def broken_rules(problem: Json, plan: Json) -> list[str]:
    """The rules that the plan breaks, each with where; nothing for a plan that keeps them all."""
    return [
        *_groups(problem, plan),
        *_people(problem, plan),
        *_chairs(problem, plan),
        *_slots(problem, plan),
        *_sums(problem, plan),
    ]


def kilometres(problem: Json, groups: list[Json]) -> float:
    """The travel of the groups, not rounded."""
    schools = {s["urn"]: s for s in problem["schools"]}
    homes = {p["id"]: schools[p["urn"]] for p in problem["people"]}
    return sum(_between(homes[who], schools[g["urn"]]) for g in groups for who in [g["chair"], *g["members"]])


def _between(home: Json, host: Json) -> float:
    at = [home["easting"], home["northing"], host["easting"], host["northing"]]
    if None not in at:
        return math.sqrt((at[0] - at[2]) ** 2 + (at[1] - at[3]) ** 2) / 1000
    return 15.0 if home["consortium"] is not None and home["consortium"] == host["consortium"] else 40.0


def _leads(person: Json) -> set[int]:
    return {person["urn"], *person.get("also", [])}


def _seats(plan: Json) -> list[tuple[str, Json]]:
    return [(who, group) for group in plan["groups"] for who in [group["chair"], *group["members"]]]


def _groups(problem: Json, plan: Json) -> list[str]:
    hosts = sorted(s["urn"] for s in problem["schools"] if s["host"])
    found = [] if sorted(g["urn"] for g in plan["groups"]) == hosts else ["H1 groups"]
    for group in plan["groups"]:
        everybody = [group["chair"], *group["members"]]
        if len(group["members"]) != problem["panel_size"] or len(set(everybody)) != len(everybody):
            found.append(f"H1 {group['urn']}")
        if group["slot"] not in problem["slots"]:
            found.append(f"H1 slot {group['urn']}")
    return found


def _people(problem: Json, plan: Json) -> list[str]:
    people = {p["id"]: p for p in problem["people"]}
    declared = {(who, urn) for who, urn in problem["conflicts"]}
    seats = Counter(who for who, _ in _seats(plan))
    found = [f"H2 {who}" for who, group in _seats(plan) if group["urn"] in _leads(people[who])]
    found += [f"H4 {who}" for who, many in seats.items() if many > people[who]["max_groups"]]
    return found + [f"H5 {who}" for who, group in _seats(plan) if (who, group["urn"]) in declared]


def _chairs(problem: Json, plan: Json) -> list[str]:
    people = {p["id"]: p for p in problem["people"]}
    phases = {s["urn"]: s["phase"] for s in problem["schools"]}
    before = {(one["chair"], one["urn"]) for one in problem["history"]}
    found, ways = [], set()
    for group in plan["groups"]:
        chair, urn = people[group["chair"]], group["urn"]
        if not chair["can_chair"] or phases[urn] not in chair["phases"]:
            found.append(f"H3 {urn}")
        if (chair["id"], urn) in before:
            found.append(f"H7 {urn}")
        ways |= {(own, urn) for own in _leads(chair)}
    return found + [f"H6 {one} {other}" for one, other in sorted(ways) if (other, one) in ways]


def _slots(problem: Json, plan: Json) -> list[str]:
    people = {p["id"]: p for p in problem["people"]}
    when = {g["urn"]: g["slot"] for g in plan["groups"]}
    sits = Counter((who, group["slot"]) for who, group in _seats(plan))
    found = [f"H8 twice {who}" for (who, _), many in sits.items() if many > 1]
    for who, group in _seats(plan):
        if group["slot"] in people[who]["unavailable"]:
            found.append(f"H8 away {who}")
        if group["slot"] in {when[urn] for urn in _leads(people[who]) if urn in when}:
            found.append(f"H8 own {who}")
    for person in people.values():
        found += [f"H8 host {urn}" for urn in _leads(person) if when.get(urn) in person["unavailable"]]
    return found


def _sums(problem: Json, plan: Json) -> list[str]:
    sitting = {who for who, _ in _seats(plan)}
    idle = sorted(p["id"] for p in problem["people"] if p["id"] not in sitting)
    found = [] if sorted(plan["without_role"]) == idle else ["without_role"]
    near = abs(plan["travel_km"] - kilometres(problem, plan["groups"])) <= 0.000501
    return found if near else [*found, "travel_km"]
