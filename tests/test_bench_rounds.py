"""The counties of the matching's benchmark: spaced as measured, and planned by hand without breaking a rule."""

import random
from pathlib import Path

import numpy as np
import pytest

from bench.matching.county import county, spread
from bench.matching.greedy import by_hand
from bench.matching.spacing import HAMPSHIRE_AND_SURREY, points, spacing
from taskgroups.kit.matching import plan_round, problem_of
from taskgroups.kit.matching.tests.checker import broken_rules

SCHOOLS = 728


def test_an_invented_county_is_spaced_as_the_measured_ones_are() -> None:
    counties = [spacing(np.array(spread(random.Random(seed), SCHOOLS))) for seed in range(4)]  # noqa: S311
    off = {
        name: abs(np.log(np.mean([one[name] for one in counties]) / kept))
        for name, kept in HAMPSHIRE_AND_SURREY.items()
    }
    assert np.mean(list(off.values())) < 0.12
    assert max(off.values()) < 0.5


def test_the_figures_kept_are_those_of_the_registers_own_file(shared_data: Path) -> None:
    places = points(shared_data / "register" / "hampshire_surrey_search_export_20220420.csv")
    assert len(places) == SCHOOLS
    assert spacing(np.array(places)) == pytest.approx(HAMPSHIRE_AND_SURREY, abs=0.0051)


@pytest.mark.parametrize("slots", [8, 7])
def test_a_plan_by_hand_keeps_every_rule_and_leaves_no_fewer_without_a_part(slots: int) -> None:
    problem = county(40, slots, 30)
    hand, plan = by_hand(problem, 30), plan_round(problem_of(problem))
    assert (broken_rules(problem, hand), broken_rules(problem, plan)) == ([], [])
    assert len(plan["without_role"]) <= len(hand["without_role"])  # type: ignore[arg-type]
    assert plan["status"] == "optimal"
