"""`taskgroups transcript` prints an account, or says in a sentence why it cannot."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from taskgroups.kit.talk.tests.test_transcripts import SAVED

pytestmark = pytest.mark.process
ROOT = Path(__file__).resolve().parents[4]


def transcript(*words: object) -> tuple[int, str, str]:
    ended = subprocess.run(
        [sys.executable, "-m", "taskgroups", "transcript", *map(str, words)],
        cwd=ROOT, env={"PATH": ""}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return ended.returncode, ended.stdout, ended.stderr


def test_the_command_prints_the_account(tmp_path: Path) -> None:
    path = tmp_path / "meeting.txt"
    path.write_text(SAVED)
    code, out, err = transcript(path, "--chair", "Rose Ambler", "--json")
    assert (code, err) == (0, "")
    assert sorted(json.loads(out)) == ["chair", "format", "speakers", "turns"]
    assert transcript(path, "--chair", "Rose Ambler")[1].startswith(
        "Rose Ambler asked 1 question and gave advice 0 times."
    )


def test_without_a_chair_the_command_says_who_could_be(tmp_path: Path) -> None:
    path = tmp_path / "meeting.txt"
    path.write_text(SAVED)
    assert transcript(path) == (
        2, "", "taskgroups: Who is the chair? It could be: Rose Ambler, Ben Carr. Say which with --chair NAME.\n"
    )  # fmt: skip
    assert transcript(path, "--chair", "Nobody")[0] == 2
    assert transcript(tmp_path / "absent.vtt", "--chair", "Rose")[0] == 2
