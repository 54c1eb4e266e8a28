"""Whatever breaks, every acknowledged event is there afterwards, and every screen has seen each once, in order."""

import asyncio

import pytest

from bench.streams.proofs import FAULTS, Harm, cutting, killing, prove, restarting
from bench.streams.serving import Server

pytestmark = pytest.mark.process


def proved(server: Server, screens: int, harm: Harm, pause: float = 0.05) -> dict[str, float]:
    """The figures of a proof, once it has shown no fault."""
    figures = asyncio.run(prove((server.host, server.port), screens, harm, pause, hurry=0.1))
    assert {name: figures[name] for name in FAULTS} == dict.fromkeys(FAULTS, 0)
    assert figures["acknowledged"] > 5
    return figures


def test_a_hundred_broken_connections_lose_nothing(server: Server) -> None:
    assert proved(server, 10, cutting(100, 0.03))["breaks"] >= 100


def test_a_restart_with_sixty_streams_open_loses_nothing(server: Server) -> None:
    assert proved(server, 60, restarting(server, 1, 0.5), pause=0.5)["breaks"] >= 60


def test_a_process_killed_in_the_middle_of_writing_loses_nothing_acknowledged(server: Server) -> None:
    assert proved(server, 5, killing(server, 3, 0.5), pause=0)["breaks"] >= 10
