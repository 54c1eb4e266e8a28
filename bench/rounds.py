"""Rounds matched in generated counties: seconds of clock and processor to a plan, its gap, memory, and a plan by hand.

Schools are spaced as those of Hampshire and Surrey are. Each round is solved in a process of its own with all rules
binding now and then; each plan is checked by what the tests check plans with. `greedy ratio` is the travel of a careful
greedy plan (regret insertion and swaps, `matching/greedy.py`, for as long at most) over the travel of ours; the people
it leaves without a part are counted beside ours. `python -m bench.rounds 1000 7` measures one round.
"""

import json
import re
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from bench.matching.county import county
from bench.matching.greedy import by_hand

ROOT = Path(__file__).resolve().parents[1]
SECONDS = {20: 20, 250: 60, 1000: 60, 24_000: 180}
SLOTS = (8, 7, 5)
FAULTS = ("broken rules", "broken rules by hand")


def run() -> dict[str, float]:
    """Return the figures of each round."""
    found: dict[str, float] = {}
    for schools in SECONDS:
        for slots in SLOTS:
            found |= {
                f"{schools} schools, {slots} slots: {what}": value for what, value in measured(schools, slots).items()
            }
    return found


def measured(schools: int, slots: int) -> dict[str, float]:
    """The figures of one round."""
    problem = county(schools, slots, SECONDS[schools])
    began = time.perf_counter()
    command = [sys.executable, "-m", "bench.rounds"]
    said = subprocess.run(command, input=json.dumps(problem), capture_output=True, text=True, cwd=ROOT, check=True)
    seconds = time.perf_counter() - began
    plan = json.loads(said.stdout.splitlines()[-1])
    found = {"seconds": seconds, "seconds of processor": plan["processor_s"], "megabytes": plan["megabytes"]}
    found |= {"is a plan": float(bool(plan["groups"])), "is proved": float(plan["status"] == "optimal")}
    if not plan["groups"]:
        return found
    found |= {"without a part": len(plan["without_role"]), "broken rules": _broken(problem, plan)}
    return found | ({"gap": plan["gap"]} if plan["gap"] is not None else {}) | _against_hand(problem, plan)


def _against_hand(problem: dict[str, Any], plan: dict[str, Any]) -> dict[str, float]:
    hand = by_hand(problem, problem["time_limit_s"])
    left = len(plan["groups"]) - len(hand["groups"])
    found = {"without a part by hand": len(hand["without_role"]), "groups left out by hand": left}
    if left:  # its travel would be of fewer groups
        return found
    return found | {
        "greedy ratio": hand["travel_km"] / plan["travel_km"],
        "broken rules by hand": _broken(problem, hand),
    }


def _broken(problem: dict[str, Any], plan: dict[str, Any]) -> int:
    from taskgroups.kit.matching.tests.checker import broken_rules

    return len(broken_rules(problem, plan))


def _solve() -> None:
    from taskgroups.kit.matching import plan_round, read

    plan = plan_round(read(sys.stdin.buffer.read()))
    peak = int(re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())[1]) / 1024  # type: ignore[index]
    print(json.dumps(plan | {"megabytes": peak, "processor_s": time.process_time()}))


if __name__ == "__main__":
    if sys.argv[1:]:
        for figure, number in measured(*map(int, sys.argv[1:3])).items():
            print(f"{figure:<28} {number:>14,.6g}")
    else:
        _solve()
