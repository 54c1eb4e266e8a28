"""The twelve main pages on a county of 250 schools with five years kept, and searches: time, queries, and growth.

Beside the county stand the 52,000 other schools of a national register.

Served as in production (hashed static names, no debug), warm, by Django's test client inside the process: middleware,
view, queries and template. Two databases stand side by side, one year and five years kept, and are asked in turn,
so that a busy machine slows both: `growth` is the least time on five years over the least on one. `processor` is the
median of this process's own time, whatever else the machine does: all of the work on SQLite, all but the database's
on PostgreSQL. Measured on SQLite and, where DATABASE_URL names one, on PostgreSQL.
"""

import json
import os
import secrets
import subprocess
import sys
import tempfile
from collections.abc import Mapping

VISIT = "import django; django.setup(); from bench.county import visit; visit.main()"
COLUMNS = ("median ms", "95th ms", "least ms", "processor ms", "queries", "growth")


def run() -> dict[str, float]:
    """Return the figures of each page on each database, as 'sqlite, room: queries'."""
    found: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        found |= _measured("sqlite", f"sqlite:///{folder}/bench.sqlite3", folder)
        url = os.environ.get("DATABASE_URL", "")
        if url.startswith("postgres"):
            found |= _measured("postgresql", url, folder)
    return found


def _measured(label: str, url: str, folder: str) -> dict[str, float]:
    surroundings = os.environ | {
        "DATABASE_URL": url, "TASKGROUPS_MODE": "production", "DJANGO_SETTINGS_MODULE": "taskgroups.config.settings",
        "TASKGROUPS_VAR": folder,
        "TASKGROUPS_SECRET": secrets.token_urlsafe(60), "TASKGROUPS_ADDRESS": "https://bench.example",
    }  # fmt: skip
    command = [sys.executable, "-c", VISIT, folder]
    done = subprocess.run(command, env=surroundings, check=True, stdout=subprocess.PIPE, text=True)
    return {f"{label}, {name}": figure for name, figure in json.loads(done.stdout).items()}


def table(figures: Mapping[str, float]) -> str:
    """Return the figures as one line a page."""
    pages = list(dict.fromkeys(name.rpartition(": ")[0] for name in figures))
    lines = [f"{'':<34}" + "".join(f"{column:>14}" for column in COLUMNS)]
    lines += [f"{page:<34}" + "".join(f"{figures[f'{page}: {column}']:>14.2f}" for column in COLUMNS) for page in pages]
    return "\n".join(lines)
