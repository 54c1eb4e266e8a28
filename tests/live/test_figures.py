"""The benchmark of the streams, made small: it measures what it says, and finds nothing lost, double or out of order."""

import os

import pytest

from bench import live
from bench.live import Load

pytestmark = [pytest.mark.process, pytest.mark.on_postgres]


@pytest.mark.parametrize("workers", [1, 2])
def test_fifty_screens_hear_everything_once_and_in_order(monkeypatch: pytest.MonkeyPatch, workers: int) -> None:
    if not os.environ.get("DATABASE_URL", "").startswith("postgres"):
        pytest.skip("DATABASE_URL is not a PostgreSQL: this case runs in the PostgreSQL part of `make test`")
    load = Load("postgresql", "NOTIFY", workers, 50, 10)
    monkeypatch.setattr(live, "LOADS", (load,))
    monkeypatch.setattr(live, "SECONDS", 1.0)
    figures = live.run()
    assert [figures[f"{load.name}: {fault}"] for fault in live.FAULTS] == [0, 0, 0, 0]
    assert 0 < figures[f"{load.name}: median ms"] <= figures[f"{load.name}: 99th ms"]
    assert figures[f"{load.name}: threads"] < 20  # none for each listener
    assert figures[f"{load.name}: connections"] <= 15
    assert figures[f"{load.name}, bare: lost"] == 0
