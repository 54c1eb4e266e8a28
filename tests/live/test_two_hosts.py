"""Two web hosts behind nginx, PostgreSQL and Redis: one is killed, and nobody notices for long."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.streams.hosts import Hosts
from bench.streams.proofs import FAULTS, losing, prove
from taskgroups.kit.live.tests.conftest import on_postgres

pytestmark = [pytest.mark.process, pytest.mark.on_postgres]


@pytest.fixture
def hosts(tmp_path: Path) -> Iterator[Hosts]:
    with on_postgres() as database:
        started = Hosts(database, tmp_path)
        yield started
        started.stop()


def test_when_one_host_is_killed_screens_move_over_and_nothing_is_lost(hosts: Hosts) -> None:
    figures = asyncio.run(prove(hosts.address, 40, losing(hosts.web[0], 1), pause=0.2, hurry=0.1))
    assert {name: figures[name] for name in FAULTS} == dict.fromkeys(FAULTS, 0)
    assert 10 <= figures["breaks"] < 40  # those of one host, not of both
    assert figures["acknowledged"] > 10
