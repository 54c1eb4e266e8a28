"""`taskgroups solve_round`: one problem on standard input, one plan on standard output."""

import argparse
import json
import sys
from collections.abc import Callable

from taskgroups.kit.matching import plan_round, read
from taskgroups.kit.matching.greeting import greeting_unheard


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
    with greeting_unheard():
        plan = plan_round(problem, _progress())
    sys.stdout.write(json.dumps(plan, ensure_ascii=True) + "\n")
    if plan["status"] not in ("optimal", "feasible"):
        sys.exit(2)


def _progress() -> Callable[[str], None]:
    """Tell a terminal how far it is; a script hears nothing."""
    if not sys.stderr.isatty():
        return lambda said: None
    return lambda said: print(said, file=sys.stderr, flush=True)  # noqa: T201
