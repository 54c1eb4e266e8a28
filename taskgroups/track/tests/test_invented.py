"""The method on invented worlds whose truth is known: short here, long in bench/track.py."""

from collections.abc import Callable
from functools import cache
from random import Random
from statistics import fmean

import pytest

from taskgroups.track.core.interval import Table, newcombe
from taskgroups.track.core.invented import World, world
from taskgroups.track.core.pairing import pair
from taskgroups.track.core.result import table_of

RUNS = 80


@cache
def runs(effect: float) -> list[tuple[World, Table]]:
    """Worlds of about 24 schools with a Task Group, which is the least that others are told of."""
    made = [world(Random(seed), held=27, others=125, effect=effect) for seed in range(RUNS)]  # noqa: S311
    return [(one, table_of(one.sides(pair(one.schools)))) for one in made]


def share(effect: float, holds: Callable[[Table], bool]) -> float:
    return fmean(holds(table) for _, table in runs(effect))


@pytest.mark.parametrize("effect", [0.0, 0.25])
def test_the_interval_holds_the_truth_about_as_often_as_it_says(effect: float):
    """Within 0.95 by less than three times its standard error in so few runs, 0.024."""
    assert 0.89 <= share(effect, lambda table: newcombe(table)[0] <= effect <= newcombe(table)[1]) <= 1


def test_no_effect_is_found_where_there_is_none():
    assert share(0.0, lambda table: not newcombe(table)[0] <= 0 <= newcombe(table)[1]) <= 0.11


def test_an_effect_is_found_where_there_is_one():
    assert share(0.25, lambda table: newcombe(table)[0] > 0) >= 0.3


@pytest.mark.parametrize("effect", [0.0, 0.25])
def test_pairs_tell_the_effect_within_chance_and_a_bare_comparison_is_wrong(effect: float):
    paired = fmean(table.difference for _, table in runs(effect))
    assert paired == pytest.approx(effect, abs=0.04)
    assert fmean(bare(one) for one, _ in runs(effect)) < effect - 0.02


def bare(made: World) -> float:
    def of(had: bool) -> float:
        inspected = [one for one in made.schools if len(one.history) > 1 and bool(one.first_held) == had]
        return fmean(made.reached[one.history[1].key] for one in inspected)

    return of(True) - of(False)
