"""Decisions are numbered once, complete, and name checks that exist."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DECISIONS = sorted((ROOT / "docs/adr").glob("*.md"))
PARTS = ["Context.", "Options.", "Decision.", "Enforced by", "What would reverse it."]


def test_numbers_are_given_once_and_without_a_gap() -> None:
    assert [p.name[:4] for p in DECISIONS] == [f"{n:04}" for n in range(1, len(DECISIONS) + 1)]


@pytest.mark.parametrize("page", DECISIONS, ids=lambda p: p.stem)
def test_a_decision_is_headed_by_its_number(page: Path) -> None:
    assert page.read_text(encoding="utf-8").startswith(f"# {page.name[:4]} ")


@pytest.mark.parametrize("page", DECISIONS, ids=lambda p: p.stem)
def test_a_decision_has_its_five_parts_in_order(page: Path) -> None:
    assert re.findall(r"(?m)^\*\*([^*]+)\*\*", page.read_text(encoding="utf-8")) == PARTS


@pytest.mark.parametrize("page", DECISIONS, ids=lambda p: p.stem)
def test_a_decision_fits_on_a_page(page: Path) -> None:
    assert len(page.read_text(encoding="utf-8").split()) < 800


@pytest.mark.parametrize("page", DECISIONS, ids=lambda p: p.stem)
def test_the_tests_a_decision_names_are_there(page: Path) -> None:
    named = re.findall(r"`((?:tests|taskgroups)/[\w/]+\.py)`", page.read_text(encoding="utf-8"))
    assert named != []
    assert [one for one in named if not (ROOT / one).is_file()] == []


def test_the_libraries_are_those_we_pin_in_the_versions_we_pin() -> None:
    wanted = re.findall(r"(?m)^([a-z][\w-]*)", (ROOT / "requirements/run.in").read_text())
    pins = dict(re.findall(r"(?m)^([\w-]+)==([\w.]+)", (ROOT / "requirements/run.txt").read_text()))
    table = re.findall(r"(?m)^\| ([\w-]+) \|[^|]*\| ([\d.]+),", (ROOT / "docs/adr/0002-libraries.md").read_text())
    assert {name.lower(): version for name, version in table} == {name: pins[name] for name in wanted}
