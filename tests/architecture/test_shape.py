"""The shape of the house: small files, short functions, and no drawers for odds and ends."""

import ast
import statistics
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted(p for p in (ROOT / "taskgroups").rglob("*.py") if "migrations" not in p.parts)
LONGEST_FILE, LONGEST_FUNCTION, MEDIAN_FUNCTION = 400, 50, 10
JUNK_DRAWERS = {"utils", "helpers", "common", "manager", "misc"}


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def functions(path: Path) -> list[tuple[str, int]]:
    """Every function of a file with its length in lines."""
    tree = tree_of(path)
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    return [(n.name, (n.end_lineno or n.lineno) - n.lineno + 1) for n in ast.walk(tree) if isinstance(n, kinds)]


def test_no_file_is_longer_than_can_be_held_in_mind() -> None:
    long = {str(p.relative_to(ROOT)): n for p in SOURCES if (n := p.read_text().count("\n")) > LONGEST_FILE}
    assert long == {}


def test_no_function_is_longer_than_a_screen() -> None:
    long = {f"{p.relative_to(ROOT)}:{name}": n for p in SOURCES for name, n in functions(p) if n > LONGEST_FUNCTION}
    assert long == {}


def test_half_of_the_functions_are_short() -> None:
    lengths = [n for p in SOURCES if "tests" not in p.parts for _, n in functions(p)]
    assert statistics.median(lengths) <= MEDIAN_FUNCTION


def test_there_is_no_junk_drawer() -> None:
    assert [str(p) for p in SOURCES if p.stem in JUNK_DRAWERS or JUNK_DRAWERS & set(p.parts)] == []


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: str(p.relative_to(ROOT)))
def test_every_file_says_what_it_is_about(path: Path) -> None:
    assert not path.read_text(encoding="utf-8").strip() or ast.get_docstring(tree_of(path))
