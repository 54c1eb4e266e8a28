"""`taskgroups solve_round`: one problem on standard input, one plan on standard output."""

import argparse
import json
import os
import sys
from collections.abc import Callable

from taskgroups.kit.matching import plan_round, read


def parser() -> argparse.ArgumentParser:
    """What the command takes, which is nothing but standard input."""
    return argparse.ArgumentParser(
        prog="taskgroups solve_round",
        description="Plans a round: who chairs and who sits in whose Task Group, and when. Reads one problem (JSON) on "
        "standard input and writes one plan on standard output. Exit 0 with a plan, 2 without one; 'because' says why.",
    )


def run(options: argparse.Namespace) -> None:
    """Plan standard input to standard output. Raises NoProblem; exits 2 where there is no plan."""
    problem = read(sys.stdin.buffer.read())
    out = _own_output()
    plan = plan_round(problem, _progress())
    _write(out, json.dumps(plan, ensure_ascii=True))
    if plan["status"] not in ("optimal", "feasible"):
        sys.exit(2)


def _own_output() -> int:
    """Keep standard output for the plan alone: the solver's library greets on it."""
    kept = os.dup(1)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)
    return kept


def _write(out: int, text: str) -> None:
    with os.fdopen(out, "w", encoding="utf-8") as target:
        target.write(text + "\n")


def _progress() -> Callable[[str], None]:
    """Tell a terminal how far it is; a script hears nothing."""
    if not sys.stderr.isatty():
        return lambda said: None
    return lambda said: print(said, file=sys.stderr, flush=True)  # noqa: T201
