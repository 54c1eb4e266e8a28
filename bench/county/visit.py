"""Builds the county twice, one year and five years kept, asks every page of both, and prints the figures as JSON.

Run by `bench.pages` in a process of its own, which serves as in production.
"""

import json
import statistics
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, setup_test_environment

from bench import county
from bench.county.schools import elsewhere
from taskgroups.people.models import Person

ROUNDS, EACH = 12, 5
HOST = "bench.example"


@dataclass
class Kept:
    """A county in a database of its own."""

    database: str
    made: county.County
    clients: dict[str, Client] = field(default_factory=dict)


def pages(made: county.County) -> Iterator[tuple[str, Person, str]]:
    """Each page as (name, who opens it, address); last, beside the twelve: the record while it is written, searches."""
    school, group = f"/schools/{made.school.urn}", "/task-groups/{}/".format
    yield "home of a head", made.head, "/"
    yield "home of a chair", made.chair, "/"
    yield "home of a lead", made.lead, "/"
    yield "home of an officer", made.officer, "/"
    yield "school on a page", made.head, f"{school}/"
    yield "self-evaluation", made.head, f"{school}/self-evaluation/"
    yield "evidence", made.head, f"{school}/evidence/"
    yield "improvement", made.head, f"{school}/improvement/"
    yield "Task Groups list", made.lead, "/task-groups/"
    yield "plan", made.lead, group(made.coming.public_id)
    yield "room", made.chair, f"{group(made.under_way.public_id)}room/"
    yield "record, locked", made.head, f"{group(made.agreed.public_id)}record/"
    yield "record, being written", made.clerk, f"{group(made.draft.public_id)}record/"
    yield "search", made.lead, "/search/?q=bench+school"
    yield "search, nothing found", made.lead, "/search/?q=unwritten"
    yield "schools, searched", made.lead, "/schools/?q=invented+st"
    yield "Task Groups, searched", made.lead, "/task-groups/?q=unwritten&when=held"
    yield "evidence, searched", made.head, f"{school}/evidence/?q=what+the"
    yield "actions, searched", made.head, f"{school}/improvement/actions/?q=what+the&status=all"


def main() -> None:
    """Build, ask, print, and take the databases away. The one argument is the folder for SQLite's."""
    folder = sys.argv[1]
    setup_test_environment()
    call_command("collectstatic", interactive=False, verbosity=0)
    original = connection.settings_dict["NAME"]
    databases = _with_the_country(folder)
    kept = []
    for years, database in zip((1, county.YEARS), databases, strict=True):
        _turn_to(database)
        kept.append(Kept(database, county.build(years=years)))
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    print(json.dumps(_figures(*kept)))
    for one in databases:
        _turn_to(one)
        connection.creation.destroy_test_db(original, verbosity=0)


def _with_the_country(folder: str) -> tuple[str, str]:
    """Make a database with the schools of the country and a copy of it, and return the names of both."""
    lite = connection.vendor == "sqlite"
    connection.settings_dict["TEST"]["NAME"] = f"{folder}/bench.sqlite3" if lite else "bench"
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    elsewhere(county.OTHERS)
    made = connection.settings_dict["NAME"]
    connection.close()
    connection.creation.clone_test_db(suffix="copy", verbosity=0, autoclobber=True)
    return made, connection.creation.get_test_db_clone_settings("copy")["NAME"]


def _turn_to(database: str) -> None:
    if connection.settings_dict["NAME"] != database:
        connection.close()
        connection.settings_dict["NAME"] = database


def _figures(young: Kept, old: Kept) -> dict[str, float]:
    figures: dict[str, float] = {}
    for (name, who, address), (_, same, there) in zip(pages(old.made), pages(young.made), strict=True):
        asked: list[tuple[float, float]] = []
        before: list[tuple[float, float]] = []
        queries = 0
        for _ in range(ROUNDS):
            before += _asked(young, same, there)[0]
            more, queries = _asked(old, who, address)
            asked += more
        times, worked = zip(*asked, strict=True)
        figures |= {
            f"{name}: median ms": statistics.median(times),
            f"{name}: 95th ms": statistics.quantiles(times, n=20, method="inclusive")[18],
            f"{name}: least ms": min(times),
            f"{name}: processor ms": statistics.median(worked),
            f"{name}: queries": float(queries),
            f"{name}: growth": min(times) / min(before)[0],
        }
    return figures


def _asked(kept: Kept, who: Person, address: str) -> tuple[list[tuple[float, float]], int]:
    """Ask a page of one county: each request's time and processor time in milliseconds, and the queries of one."""
    _turn_to(kept.database)
    client = kept.clients.get(who.email)
    if client is None:
        client = kept.clients[who.email] = Client(SERVER_NAME=HOST)
        client.force_login(who)
    with CaptureQueriesContext(connection) as counted:
        answer = client.get(address, secure=True)
        assert answer.status_code == 200, (address, answer.status_code, answer.headers)
        queries = len(counted)
    return [_timed(client, address) for _ in range(EACH)], queries


def _timed(client: Client, address: str) -> tuple[float, float]:
    began, worked = time.perf_counter(), time.process_time()
    client.get(address, secure=True)
    return (time.perf_counter() - began) * 1000, (time.process_time() - worked) * 1000
