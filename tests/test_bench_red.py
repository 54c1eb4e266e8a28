"""A benchmark that failed, or found a fault, ends red."""

import json
from types import SimpleNamespace

import pytest

from bench import __main__ as bench

FIGURES = {
    "1,000 x 10/s: failed": 1.0,
    "1,000 x 10/s: lost": 2.0,
    "100 x 10/s: lost": 0.0,
    "100 x 10/s: median ms": 9.0,
}


@pytest.fixture
def running(monkeypatch: pytest.MonkeyPatch, tmp_path):
    def run(module: SimpleNamespace) -> None:
        monkeypatch.setattr(bench.sys, "argv", ["bench", "invented"])
        monkeypatch.setattr(bench, "__file__", str(tmp_path / "__main__.py"))
        monkeypatch.setattr(bench.importlib, "import_module", lambda name: module)
        bench.main()

    return run


def test_a_load_that_failed_and_a_fault_that_was_found_end_it_red_and_the_figures_are_kept(running, tmp_path):
    with pytest.raises(SystemExit) as ended:
        running(SimpleNamespace(run=lambda: FIGURES, FAULTS=("lost",)))
    assert ended.value.code == "Wrong: invented, 1,000 x 10/s: failed: 1\nWrong: invented, 1,000 x 10/s: lost: 2"
    assert json.loads((tmp_path / "latest.json").read_text()) == {"invented": FIGURES}


def test_a_benchmark_that_breaks_ends_it_red(running):
    def breaks():
        raise ValueError

    with pytest.raises(SystemExit, match="Not measured: invented"):
        running(SimpleNamespace(run=breaks))


def test_figures_without_a_fault_are_a_good_end(running):
    running(SimpleNamespace(run=lambda: {"100 x 10/s: lost": 0.0, "used": 3.0}, FAULTS=("lost",)))
