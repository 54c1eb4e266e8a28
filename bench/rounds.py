"""Rounds matched in generated counties: seconds to a plan that is proved or within its gap, the gap, and memory.

About 8 square kilometres a school, half of them around towns. Each round is solved in a process of its own, with all
rules binding now and then. `greedy` fills one group after the other, those with the fewest people about first, from the
nearest with places left. It keeps neither slots nor the rules for chairs, nor sees that all take part: its travel, as a
ratio of the plan's, is only a yardstick.
"""

import json
import math
import random
import re
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
ROUNDS = (
    (20, 8, 20), (20, 7, 20), (20, 5, 20), (250, 8, 60), (250, 7, 60), (250, 5, 60),
    (1000, 8, 60), (1000, 7, 60), (1000, 5, 60), (24_000, 8, 180),
)  # fmt: skip
PHASES = ("primary", "secondary", "special")


def run() -> dict[str, float]:
    """Return seconds, gap, megabytes and the ratio to a greedy plan of each round."""
    found: dict[str, float] = {}
    for schools, slots, seconds in ROUNDS:
        problem = county(schools, slots, seconds)
        found |= {f"{schools} schools, {slots} slots: {what}": value for what, value in _measured(problem).items()}
    return found


def county(schools: int, slots: int, seconds: float) -> dict[str, Any]:
    """A county of invented schools and people, the same for the same numbers."""
    chance = random.Random(f"{schools}-{slots}")
    side = math.sqrt(schools * 8.0) * 1000
    towns = [(chance.random() * side, chance.random() * side) for _ in range(max(1, schools // 25))]
    days = [f"2027-01-{day:02}" for day in range(1, slots + 1)]
    places = [_school(chance, number, side, towns) for number in range(schools)]
    people = [one for school in places for one in _people(chance, school, days)]
    pick = [chance.choice(people)["id"] for _ in range(schools)]
    return {
        "panel_size": 2, "slots": days, "schools": places, "people": people, "time_limit_s": seconds,
        "conflicts": [[who, chance.choice(places)["urn"]] for who in pick[: schools // 5]],
        "history": [{"chair": who, "urn": chance.choice(places)["urn"]} for who in pick[: schools // 2]],
    }  # fmt: skip


def _school(chance: random.Random, number: int, side: float, towns: list[tuple[float, float]]) -> dict[str, Any]:
    at = [chance.random() * side, chance.random() * side]
    if chance.random() < 0.55:
        at = [min(max(middle + chance.gauss(0, 3500), 0), side) for middle in chance.choice(towns)]
    lost = chance.random() < 0.01
    return {
        "urn": 100_000 + number, "easting": None if lost else round(at[0]), "northing": None if lost else round(at[1]),
        "phase": chance.choices(PHASES, [0.8, 0.15, 0.05])[0],
        "consortium": f"{at[0] // 12_000:.0f}-{at[1] // 12_000:.0f}", "host": True,
    }  # fmt: skip


def _people(chance: random.Random, school: dict[str, Any], days: list[str]) -> list[dict[str, Any]]:
    return [
        {
            "id": f"p{school['urn']}-{number}", "urn": school["urn"], "can_chair": chance.random() < 0.6,
            "phases": [school["phase"], *(phase for phase in PHASES if chance.random() < 0.3)],
            "max_groups": chance.choice((2, 3, 4)), "unavailable": [day for day in days if chance.random() < 0.08],
        }
        for number in range(1 + (chance.random() < 0.3))
    ]  # fmt: skip


def _measured(problem: dict[str, Any]) -> dict[str, float]:
    began = time.perf_counter()
    command = [sys.executable, "-m", "bench.rounds"]
    said = subprocess.run(command, input=json.dumps(problem), capture_output=True, text=True, cwd=ROOT, check=True)
    plan = json.loads(said.stdout.splitlines()[-1])
    found = {
        "seconds": time.perf_counter() - began,
        "megabytes": plan["megabytes"],
        "is a plan": float(plan["gap"] is not None),
    }
    if plan["gap"] is None:
        return found
    return found | {"gap": plan["gap"], "greedy ratio": greedy(problem) / plan["travel_km"]}


def greedy(problem: dict[str, Any]) -> float:
    """Kilometres where each group in turn takes its nearest people with places left, slots and H6 left aside."""
    schools = {school["urn"]: school for school in problem["schools"]}
    left = {person["id"]: person["max_groups"] for person in problem["people"]}
    barred = {(who, urn) for who, urn in problem["conflicts"]}
    cells: dict[tuple[int, int], list[dict[str, Any]]] = {}
    for person in problem["people"]:
        cells.setdefault(_cell(schools[person["urn"]]), []).append(person)
    total = 0.0
    for school in sorted(problem["schools"], key=lambda one: len(cells.get(_cell(one), ()))):
        x, y = _cell(school)
        around = [p for i in range(-2, 3) for j in range(-2, 3) for p in cells.get((x + i, y + j), ())]
        able = [
            p for p in around if left[p["id"]] and p["urn"] != school["urn"] and (p["id"], school["urn"]) not in barred
        ]
        able.sort(key=lambda one: _km(schools[one["urn"]], school))
        for person in able[:3]:
            left[person["id"]] -= 1
            total += _km(schools[person["urn"]], school)
        total += 40.0 * max(0, 3 - len(able))
    return total


def _cell(school: dict[str, Any]) -> tuple[int, int]:
    return (-9, -9) if school["easting"] is None else (school["easting"] // 8000, school["northing"] // 8000)


def _km(one: dict[str, Any], other: dict[str, Any]) -> float:
    if one["easting"] is None or other["easting"] is None:
        return 15.0 if one["consortium"] == other["consortium"] else 40.0
    return math.hypot(one["easting"] - other["easting"], one["northing"] - other["northing"]) / 1000


def _solve() -> None:
    from taskgroups.kit.matching import plan_round, read

    plan = plan_round(read(sys.stdin.buffer.read()))
    peak = int(re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())[1]) / 1024  # type: ignore[index]
    print(json.dumps({"gap": plan["gap"], "travel_km": plan["travel_km"], "megabytes": peak}))


if __name__ == "__main__":
    _solve()
