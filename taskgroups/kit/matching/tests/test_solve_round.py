"""The command: exit codes, a plan alone on standard output, a sentence alone on standard error."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from taskgroups.kit.matching.tests.checker import broken_rules
from taskgroups.kit.matching.tests.rounds import five

pytestmark = pytest.mark.process
LOADED = "import sys, taskgroups.command, taskgroups.kit.matching; print([m for m in ('highspy', 'numpy', 'django') if m in sys.modules])"

GREETED = """
from taskgroups.kit.matching.greeting import greeting_unheard
print("before")
with greeting_unheard():
    import highspy
    highspy.Highs()
print("after")
"""


def solved(text: str, folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "taskgroups", "solve_round"]
    return subprocess.run(command, input=text, capture_output=True, text=True, cwd=folder, timeout=120)


def test_a_plan_and_nothing_else(tmp_path: Path) -> None:
    ended = solved(json.dumps(five()), tmp_path)
    plan = json.loads(ended.stdout)
    assert (ended.returncode, ended.stderr, broken_rules(five(), plan)) == (0, "", [])
    assert list(plan) == ["status", "gap", "without_role", "travel_km", "groups", "because"]


def test_no_plan_ends_with_two_and_the_object(tmp_path: Path) -> None:
    ended = solved(json.dumps(five(slots=[])), tmp_path)
    assert (ended.returncode, ended.stderr, json.loads(ended.stdout)["status"]) == (2, "", "infeasible")


@pytest.mark.parametrize("text", ["", "[]", "{", '{"panel_size": 1}', json.dumps(five(slots=7))])
def test_no_problem_ends_with_two_and_a_sentence(text: str, tmp_path: Path) -> None:
    ended = solved(text, tmp_path)
    assert (ended.returncode, ended.stdout, ended.stderr.count("\n")) == (2, "", 1)
    assert ended.stderr.startswith("taskgroups: ")


def test_the_solver_is_not_loaded_before_it_is_asked(tmp_path: Path) -> None:
    said = subprocess.run([sys.executable, "-c", LOADED], capture_output=True, text=True, check=True, cwd=tmp_path)
    assert said.stdout == "[]\n"


def test_the_solvers_greeting_is_not_heard_and_what_comes_after_is(tmp_path: Path) -> None:
    said = subprocess.run([sys.executable, "-c", GREETED], capture_output=True, text=True, check=True, cwd=tmp_path)
    assert said.stdout == "before\nafter\n"
