"""`taskgroups classify` keeps its contract: a line out for a line in, and a sentence where a line is no such object."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.process

ROOT = Path(__file__).resolve().parents[4]


def classify(said: bytes) -> tuple[int, list[dict[str, object]], str]:
    """Run the console script without settings or database: its code, the objects it wrote, what it said."""
    ended = subprocess.run(
        [sys.executable, "-m", "taskgroups", "classify"],
        cwd=ROOT, input=said, env={"PATH": "", "DATABASE_URL": "nonsense://"}, capture_output=True, check=False,
    )  # fmt: skip
    return ended.returncode, [json.loads(line) for line in ended.stdout.splitlines()], ended.stderr.decode()


def test_each_line_is_answered_in_order() -> None:
    said = "".join(
        json.dumps({"text": text}) + "\n" for text in ("What have you tried?", "I'd ring the hub.", "Thanks.")
    )
    code, found, err = classify(said.encode())
    assert (code, err) == (0, "")
    assert [(one["act"], sorted(one)) for one in found] == [
        ("question", ["act", "kind", "score"]),
        ("advice", ["act", "kind", "score"]),
        ("other", ["act", "kind", "score"]),
    ]
    assert all(0 <= float(str(one["score"])) <= 1 for one in found)


@pytest.mark.parametrize(
    "bad", [b"What?", b'{"words": "What?"}', b'{"text": 4}', b'["text"]', b"", b'{"text": "\xff"}', b"[" * 99_999]
)
def test_a_bad_line_is_named_and_nothing_is_written_for_it(bad: bytes) -> None:
    code, found, err = classify(b'{"text": "What changed?"}\n' + bad + b'\n{"text": "Why?"}\n')
    assert (code, len(found)) == (2, 1)
    assert err.startswith("taskgroups: Line 2 is not an object with a text.")
    assert err.count("\n") == 1


def test_nothing_in_gives_nothing_out() -> None:
    assert classify(b"") == (0, [], "")


def test_a_byte_order_mark_is_no_bad_line() -> None:
    assert classify(b'\xef\xbb\xbf{"text": "Why?"}')[0] == 0


def test_django_is_not_loaded() -> None:
    loaded = "import sys; from taskgroups.kit.talk import label; label('Why?'); import taskgroups.command; "
    asked = subprocess.run(
        [sys.executable, "-c", loaded + "print([m for m in sys.modules if m.startswith('django')])"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert asked.stdout.strip() == "[]"
