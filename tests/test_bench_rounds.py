"""The counties of the matching's benchmark: spaced as measured, planned by hand by the rules, and planned in the page."""

import json
import random
import re
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from django.test import Client

from bench.matching.county import county, spread
from bench.matching.greedy import by_hand
from bench.matching.spacing import HAMPSHIRE_AND_SURREY, points, spacing
from taskgroups.kit.matching import plan_round, problem_of
from taskgroups.kit.matching.tests.checker import broken_rules
from taskgroups.rounds.domain import solve
from taskgroups.rounds.models import Solution
from taskgroups.rounds.tests.cast import a_round
from tests.cast import Cast

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


@pytest.mark.django_db
def test_a_county_in_the_page_says_how_far_it_is_and_has_the_commands_plan(
    cast: Cast, as_: Callable[[object], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    problem = json.loads(re.sub(r'"p(\d+)-(\d)"', r'"\1\2"', json.dumps(county(250, 7, 60))))  # keys as a page has them
    asked = solve.ask_for_plan(round=a_round(cast), by=cast.lead)
    Solution.objects.filter(pk=asked.pk).update(problem=problem | {"said": {}, "kept": []})
    shown, tell = [], solve._tell

    def looked_at(pk: int, said: str) -> None:
        tell(pk, said)
        shown.append(said in as_(cast.lead).get("/consortia/harbour/rounds/1/plan/").content.decode())

    monkeypatch.setattr(solve, "_tell", looked_at)
    found, plan = solve.work(asked.pk), plan_round(problem_of(problem))
    assert (found.state, found.plan["groups"], broken_rules(problem, plan)) == ("found", plan["groups"], [])
    assert shown == [True] * len(shown)
    assert len(shown) > 2
