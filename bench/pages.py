"""The twelve main pages on a county of 250 schools with five years kept: server time, queries, and growth.

Server time is that of the whole request inside the process (middleware, view, template), by Django's test client,
warm, thirty requests a page. `growth` is the median on five years over the median on one year in the same run.
"""

import statistics
import time
from collections.abc import Iterator

from django.db import connection
from django.test import Client
from django.test.runner import DiscoverRunner
from django.test.utils import CaptureQueriesContext, setup_test_environment

from bench import county

RUNS = 30


def pages(made: county.County) -> Iterator[tuple[str, object, str]]:
    """Each page as (name, who opens it, address)."""
    school, plan = f"/schools/{made.school.urn}", f"/task-groups/{made.coming.public_id}"
    yield "home of a head", made.head, "/"
    yield "home of a chair", made.chair, "/"
    yield "home of a lead", made.lead, "/"
    yield "home of an officer", made.officer, "/"
    yield "school on a page", made.head, f"{school}/"
    yield "self-evaluation", made.head, f"{school}/self-evaluation/"
    yield "evidence", made.head, f"{school}/evidence/"
    yield "improvement", made.head, f"{school}/improvement/"
    yield "Task Groups list", made.lead, "/task-groups/"
    yield "plan", made.chair, f"{plan}/"
    yield "room", made.chair, f"{plan}/room/"
    yield "record", made.head, f"/task-groups/{made.held.public_id}/record/"


def run() -> dict[str, float]:
    """Measure on one year and on five, each in a database of its own."""
    runner = DiscoverRunner(verbosity=0, interactive=False)
    setup_test_environment()
    figures: dict[str, float] = {}
    medians: dict[int, dict[str, float]] = {}
    for years in (1, county.YEARS):
        old = runner.setup_databases()
        try:
            made = county.build(years=years)
            medians[years] = _measured(made, figures if years == county.YEARS else {})
        finally:
            runner.teardown_databases(old)
    for name, median in medians[county.YEARS].items():
        figures[f"{name}: growth, 5 years over 1"] = median / medians[1][name]
    return figures


def _measured(made: county.County, figures: dict[str, float]) -> dict[str, float]:
    medians = {}
    for name, who, address in pages(made):
        client = Client()
        client.force_login(who)  # type: ignore[arg-type]
        response = client.get(address)
        assert response.status_code == 200, (name, address, response.status_code)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(address)
        times = sorted(_timed(client, address) for _ in range(RUNS))
        medians[name] = statistics.median(times)
        figures[f"{name}: median ms"] = medians[name]
        figures[f"{name}: 95th ms"] = times[int(RUNS * 0.95)]
        figures[f"{name}: queries"] = float(len(queries))
    return medians


def _timed(client: Client, address: str) -> float:
    began = time.perf_counter()
    client.get(address)
    return (time.perf_counter() - began) * 1000
