"""No code knows a framework by name, and nothing of a machine or a workplace is in the repository."""

import re
import subprocess
from pathlib import Path

import pytest

pytestmark = pytest.mark.process
ROOT = Path(__file__).resolve().parents[2]
PACKS = [p.name for p in (ROOT / "taskgroups" / "frameworks" / "packs").iterdir()]


def tracked(*patterns: str) -> list[Path]:
    """The files git knows, by pattern."""
    listed = subprocess.run(["git", "ls-files", *patterns], cwd=ROOT, capture_output=True, text=True, check=True)
    return [ROOT / line for line in listed.stdout.splitlines() if (ROOT / line).is_file()]


def test_no_code_knows_a_framework_by_name() -> None:
    words = re.compile("|".join(map(re.escape, PACKS)))
    known = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in tracked("taskgroups/*.py", "taskgroups/*.jinja")
        if "tests" not in path.parts
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if words.search(line)
    ]
    assert known == []


def test_packs_are_all_that_lies_in_their_folder() -> None:
    folder = ROOT / "taskgroups" / "frameworks" / "packs"
    assert [p.name for p in folder.iterdir() if not (p / "pack.toml").exists()] == []


def test_pins_record_no_download_address() -> None:
    assert [str(p) for p in tracked("requirements/*") if re.search(r"https?://", p.read_text())] == []
