"""A county of invented schools and people, spaced as the schools of Hampshire and Surrey are (`spacing.py`).

Three schools in ten lie anywhere, the others about towns of unequal size; one in twelve stands beside another, as
infant and junior schools do. Every rule of the matching binds now and then.
"""

import math
import random
from itertools import accumulate
from typing import Any

KM2_A_SCHOOL, SCHOOLS_A_TOWN, LARGEST = 8.0, 20, 12.0
ANYWHERE, BESIDE, BESIDE_KM, TOWN_KM = 0.3, 0.08, 0.05, 1.2
PHASES, MIX = ("primary", "secondary", "special"), (0.8, 0.15, 0.05)
CONSORTIUM_KM = 12.0
Json = dict[str, Any]


def county(schools: int, slots: int, seconds: float) -> Json:
    """A problem with two members beside each chair, the same for the same numbers."""
    chance = random.Random(f"{schools}-{slots}")
    days = [f"2027-01-{day:02}" for day in range(1, slots + 1)]
    places = [_school(chance, number, at) for number, at in enumerate(spread(chance, schools))]
    people = [one for school in places for one in _people(chance, school, days)]
    pick = [chance.choice(people)["id"] for _ in range(schools)]
    return {
        "panel_size": 2, "slots": days, "schools": places, "people": people, "time_limit_s": seconds,
        "conflicts": [[who, chance.choice(places)["urn"]] for who in pick[: schools // 5]],
        "history": [{"chair": who, "urn": chance.choice(places)["urn"]} for who in pick[: schools // 2]],
    }  # fmt: skip


def spread(chance: random.Random, schools: int) -> list[tuple[float, float]]:
    """Where so many schools lie, in kilometres."""
    side = math.sqrt(schools * KM2_A_SCHOOL)
    towns = [(chance.random() * side, chance.random() * side) for _ in range(max(1, schools // SCHOOLS_A_TOWN))]
    sizes = [min(chance.paretovariate(1.5), LARGEST) for _ in towns]
    up_to = list(accumulate(sizes))
    found: list[tuple[float, float]] = []
    while len(found) < schools:
        east, north = _place(chance, side, towns, sizes, up_to, found)
        found.append((min(max(east, 0.0), side), min(max(north, 0.0), side)))
    return found


def _place(
    chance: random.Random,
    side: float,
    towns: list[tuple[float, float]],
    sizes: list[float],
    up_to: list[float],
    found: list[tuple[float, float]],
) -> tuple[float, float]:
    if found and chance.random() < BESIDE:
        return _about(chance, chance.choice(found), BESIDE_KM)
    if chance.random() < ANYWHERE:
        return chance.random() * side, chance.random() * side
    town = chance.choices(range(len(towns)), cum_weights=up_to)[0]
    return _about(chance, towns[town], TOWN_KM * math.sqrt(sizes[town]))


def _about(chance: random.Random, at: tuple[float, float], km: float) -> tuple[float, float]:
    return at[0] + chance.gauss(0, km), at[1] + chance.gauss(0, km)


def _school(chance: random.Random, number: int, at: tuple[float, float]) -> Json:
    lost = chance.random() < 0.01
    return {
        "urn": 100_000 + number, "easting": None if lost else round(at[0] * 1000),
        "northing": None if lost else round(at[1] * 1000), "phase": chance.choices(PHASES, MIX)[0],
        "consortium": f"{at[0] // CONSORTIUM_KM:.0f}-{at[1] // CONSORTIUM_KM:.0f}", "host": True,
    }  # fmt: skip


def _people(chance: random.Random, school: Json, days: list[str]) -> list[Json]:
    return [
        {
            "id": f"p{school['urn']}-{number}", "urn": school["urn"], "can_chair": chance.random() < 0.6,
            "phases": [school["phase"], *(phase for phase in PHASES if chance.random() < 0.3)],
            "max_groups": chance.choice((2, 3, 4)), "unavailable": [day for day in days if chance.random() < 0.08],
        }
        for number in range(1 + (chance.random() < 0.3))
    ]  # fmt: skip
