"""Chores run one after another; one that fails stops none."""

import logging

import pytest

from taskgroups.kit.live import chores

pytestmark = pytest.mark.django_db


@pytest.fixture
def list_of_chores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chores, "_chores", {})
    monkeypatch.setattr(chores, "close_old_connections", lambda: None)


@pytest.mark.usefixtures("list_of_chores")
def test_a_chore_that_fails_is_logged_and_the_next_one_runs(caplog: pytest.LogCaptureFixture) -> None:
    done: list[str] = []
    chores.register("break", lambda: 1 / 0)
    chores.register("write", lambda: done.append("written"))
    with caplog.at_level(logging.ERROR):
        chores.run_all()
    assert done == ["written"]
    assert [record.getMessage() for record in caplog.records] == [
        "The chore 'break' failed; it is tried again in a minute"
    ]


@pytest.mark.usefixtures("list_of_chores")
def test_the_same_name_again_replaces_the_chore() -> None:
    done: list[str] = []
    chores.register("write", lambda: done.append("old"))
    chores.register("write", lambda: done.append("new"))
    chores.run_all()
    assert done == ["new"]
