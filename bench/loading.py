"""Loading a national file, measured: a process for each database, a plain pass, and somebody who saves beside it."""

import csv
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from taskgroups.imports.models import Import

SETTINGS = "taskgroups.config.settings"
ROOT = Path(__file__).resolve().parents[1]
MAKE = "import django; django.setup(); from taskgroups.kit.access.command import bring_up_to_date; bring_up_to_date()"


def on_both(module: str, name: str, write: Callable[[Path], None]) -> dict[str, float]:
    """Let a module measure a file that `write` makes, on SQLite and, where DATABASE_URL names one, on PostgreSQL."""
    found: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / name
        write(file)
        found |= _measured(file, f"sqlite:///{folder}/bench.sqlite3", "sqlite", module)
        url = os.environ.get("DATABASE_URL", "")
        if url.startswith("postgres"):
            found |= _on_a_new_one(file, url, module)
    return found


def _on_a_new_one(file: Path, url: str, module: str) -> dict[str, float]:
    """Measure on a new PostgreSQL database beside the one that `url` names."""
    import psycopg

    name = f"{module.replace('.', '_')}_{os.getpid()}"
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        try:
            return _measured(file, urlsplit(url)._replace(path=f"/{name}").geturl(), "postgresql", module)
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def _measured(file: Path, url: str, label: str, module: str) -> dict[str, float]:
    """What `python -m module file` prints, in a process of its own, on tables that another one made."""
    own = {"DATABASE_URL": url, "TASKGROUPS_MODE": "test", "TASKGROUPS_VAR": str(file.parent)}
    surroundings = os.environ | {"DJANGO_SETTINGS_MODULE": SETTINGS} | own
    subprocess.run([sys.executable, "-c", MAKE], env=surroundings, check=True, cwd=ROOT)
    command = [sys.executable, "-m", module, str(file)]
    found = subprocess.run(command, env=surroundings, check=True, capture_output=True, text=True, cwd=ROOT)
    return {f"{label}_{key}": value for key, value in json.loads(found.stdout).items()}


def plain_pass(file: Path) -> float:
    """The seconds of the quickest of three plain passes of `csv.reader`."""
    return min(seconds(lambda: _read(file)) for _ in range(3))


def _read(file: Path) -> None:
    with file.open(encoding="cp1252", newline="") as source:
        for _ in csv.reader(source):
            pass


def seconds(work: Callable[[], object]) -> float:
    """How long something takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def asked(kind: str, file: Path) -> "Import":
    """A file as somebody asked for it on the page."""
    from django.utils import timezone

    from taskgroups.imports.models import Import

    now = timezone.now()
    return Import.objects.create(kind=kind, name=file.name, asked_at=now, heard_at=now)


def take_back(made: "Import") -> float:
    """Take back what a file changed, and return how many seconds it took."""
    from django.db import transaction

    from taskgroups.imports.domain import journal, take_back

    def back() -> None:
        with transaction.atomic(), made.journal.open("rb") as source:
            take_back.take_back(journal.read_changes(source))

    took = seconds(back)
    made.journal.delete(save=False)
    return took


@contextmanager
def saving_beside() -> Iterator[list[float]]:
    """Save a row every twentieth of a second in a thread of its own; give how long each save took."""
    from django.contrib.sessions.models import Session
    from django.db import connection
    from django.utils import timezone

    waited: list[float] = []
    over = threading.Event()

    def save() -> None:
        row = Session(session_key="beside", session_data="", expire_date=timezone.now())
        while not over.is_set() or not waited:
            waited.append(seconds(row.save))
            over.wait(0.05)
        connection.close()

    beside = threading.Thread(target=save)
    beside.start()
    try:
        yield waited
    finally:
        over.set()
        beside.join()


def main(run: Callable[[], dict[str, float]], measure: Callable[[Path], dict[str, float]]) -> None:
    """Measure the file that is named, in this process; without one, run the whole."""
    if len(sys.argv) > 1:
        import django

        os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
        django.setup()
        print(json.dumps(measure(Path(sys.argv[1]))))
    else:
        print(json.dumps(run(), indent=1))
