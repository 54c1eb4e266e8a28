"""`make test`: how long each part took is said at the end, and a part that fails makes the whole fail."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.serving import ROOT

pytestmark = pytest.mark.process
PARTS = "quick:\n\t@echo quick ran\nbroken:\n\t@echo broken ran; exit 3\nlater:\n\t@echo later ran\n"


def run(folder: Path, *parts: str) -> tuple[int, list[str]]:
    """Run parts of a small Makefile; return the exit code and the lines said, each time in seconds as 'N'."""
    (folder / "Makefile").write_text(PARTS, encoding="utf-8")
    kept = {key: value for key, value in os.environ.items() if not key.startswith("MAKE")}
    ended = subprocess.run(
        [sys.executable, ROOT / "tools" / "run_parts.py", *parts],
        cwd=folder, env=kept, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return ended.returncode, re.sub(r" +\d+\.\d\b", " N", ended.stdout).split("\n")


def test_each_parts_time_is_said_at_the_end(tmp_path: Path) -> None:
    code, said = run(tmp_path, "quick", "later")
    table = ["part           seconds   processor", "quick N N", "later N N", "together N N", "Everything passed.", ""]
    assert (code, said[-len(table) :]) == (0, table)


def test_a_part_that_fails_ends_the_whole_in_red(tmp_path: Path) -> None:
    code, said = run(tmp_path, "quick", "broken", "later")
    assert code != 0
    assert said[-5:-1] == ["quick N N", "broken N N", "together N N", "broken failed."]
    assert ("broken ran" in said, "later ran" in said) == (True, False)
