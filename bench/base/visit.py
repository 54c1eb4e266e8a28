"""Measures the picture of coverage inside a process of its own, on a database made and thrown away here."""

import json
import statistics
import time
from collections.abc import Callable
from unittest import mock

from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from bench.base import build, pack_of_many
from taskgroups.evaluation.queries import as_of, standing_with
from taskgroups.evaluation.weighing import counted, coverage, weighed_at, weighed_now

ROUNDS, HOST = 30, "bench.example"


def main() -> None:
    """Print the figures as JSON."""
    on_a_new_database(figures)


def on_a_new_database(figures: Callable[[], dict[str, float]]) -> None:
    """Make a database, print the figures that are taken on it as JSON, and throw it away."""
    call_command("collectstatic", interactive=False, verbosity=0)
    original = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    print(json.dumps(figures()))
    connection.creation.destroy_test_db(original, verbosity=0)


def figures(rounds: int = ROUNDS) -> dict[str, float]:
    """Return milliseconds and queries: the picture now, as it stood at a moment, and the whole page."""
    pack = pack_of_many()
    school, head = build(pack)
    client, moment = Client(SERVER_NAME=HOST), timezone.now()
    client.force_login(head)

    def now() -> None:
        places = weighed_now(school, pack)
        shown = coverage(standing_with(school, pack, counted(places)), places)
        assert sum(len(area.rows) for area in shown) == len([d for a in pack.areas for d in a.descriptors])
        assert all(one.because for area in shown for _, one in area.rows)

    def then() -> None:
        coverage(as_of(school, pack, moment, evidence=False), weighed_at(school, pack, moment))

    def page() -> None:
        assert client.get(f"/schools/{school.urn}/evidence/coverage/", secure=True).status_code == 200

    with mock.patch("taskgroups.evaluation.views.coverage.pack_asked", return_value=pack):
        return {
            f"{name}: {figure}": number
            for name, verb in (("picture now", now), ("picture of a moment", then), ("page", page))
            for figure, number in measured(verb, rounds).items()
        }


def measured(verb: Callable[[], None], rounds: int) -> dict[str, float]:
    """Return how long a verb takes in milliseconds, and how many queries it asks.

    Before it the database looks at its tables, as it does by itself where they grew over months and not in seconds.
    """
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    verb()
    with CaptureQueriesContext(connection) as asked:
        verb()
        queries = len(asked)  # at once: a request's end forgets them
    times = [_timed(verb) for _ in range(rounds)]
    return {
        "median ms": statistics.median(times),
        "95th ms": statistics.quantiles(times, n=20, method="inclusive")[18],
        "queries": float(queries),
    }


def _timed(verb: Callable[[], None]) -> float:
    began = time.perf_counter()
    verb()
    return (time.perf_counter() - began) * 1000
