"""The picture of coverage of a school with 2,000 items of evidence and 200 descriptors: time and queries.

'Picture' is read from the database, weighed and given its reasons; 'page' is what its head opens, warm, by Django's
test client. Measured on SQLite and, where DATABASE_URL names one, on PostgreSQL.
"""

import json
import os
import secrets
import subprocess
import sys
import tempfile

VISIT = "import django; django.setup(); from bench.base import visit; visit.main()"


def run() -> dict[str, float]:
    """Return the figures on each database, as 'sqlite, page: median ms'."""
    return on_each(VISIT)


def on_each(visit: str) -> dict[str, float]:
    """Run a visit in a process of its own on SQLite and, where there is one, on PostgreSQL; return its figures."""
    with tempfile.TemporaryDirectory() as folder:
        found = _measured(visit, "sqlite", f"sqlite:///{folder}/bench.sqlite3", folder)
        url = os.environ.get("DATABASE_URL", "")
        return found | _measured(visit, "postgresql", url, folder) if url.startswith("postgres") else found


def _measured(visit: str, label: str, url: str, folder: str) -> dict[str, float]:
    surroundings = os.environ | {
        "DATABASE_URL": url, "TASKGROUPS_MODE": "production", "DJANGO_SETTINGS_MODULE": "taskgroups.config.settings",
        "TASKGROUPS_VAR": folder,
        "TASKGROUPS_SECRET": secrets.token_urlsafe(60), "TASKGROUPS_ADDRESS": "https://bench.example",
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-c", visit], env=surroundings, check=True, stdout=subprocess.PIPE, text=True
    )
    return {f"{label}, {name}": figure for name, figure in json.loads(done.stdout).items()}
