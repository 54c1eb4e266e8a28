"""The tables as the migrations make them, made once and copied: a file on SQLite, a template on PostgreSQL.

An image bears the fingerprint of the migrations, so that an old one is never taken. Whoever copies it runs `migrate`
after that, as ever; it finds nothing left to do.
"""

import fcntl
import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import pytest

ROOT = Path(__file__).resolve().parents[1]


_begun: list[subprocess.Popen[bytes]] = []


def pytest_configure(config: pytest.Config) -> None:
    """Where several processes will test on a database, let its image be made while they still read their tests."""
    if not hasattr(config, "workerinput") and config.option.numprocesses and "database" in config.option.markexpr:
        _begun.append(subprocess.Popen([sys.executable, "-m", "tests.image"], cwd=ROOT))


def pytest_unconfigure() -> None:
    for process in _begun:
        process.wait(300)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> Iterator[None]:
    """Let the test database begin as a copy of the image."""
    from django.db import connection

    if connection.vendor == "postgresql":
        connection.settings_dict["TEST"]["TEMPLATE"] = template(os.environ["DATABASE_URL"])
        yield
        return
    with closing(sqlite3.connect(connection.creation._get_test_db_name(), uri=True)) as held:  # in memory, while held
        with closing(sqlite3.connect(file())) as made:
            made.backup(held)
        yield


def copy_to(database: Path) -> Path:
    """Make a SQLite database with empty tables at this path, and return the path."""
    database.parent.mkdir(parents=True, exist_ok=True)
    return Path(shutil.copy(file(), database))


@cache
def file() -> Path:
    """The SQLite database with empty tables, kept in the system's temporary folder; not to be changed."""
    image = _place("sqlite3")
    with _alone():
        if not image.exists():
            made = image.with_suffix(f".{os.getpid()}")
            _migrate(f"sqlite:///{made}")
            with closing(sqlite3.connect(made)) as connection:
                connection.execute("PRAGMA journal_mode = DELETE")  # so that it is one file, and fits into memory
            made.rename(image)
    return image


def template(server: str) -> str:
    """The name of a database with empty tables on the PostgreSQL server of this address; it stays there."""
    import psycopg

    name = f"taskgroups_tables_{_fingerprint()}"
    with _alone(), psycopg.connect(server, autocommit=True) as connection:
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            half = f"{name}_{os.getpid()}"
            connection.execute(f"CREATE DATABASE {half}")
            _migrate(urlsplit(server)._replace(path=f"/{half}").geturl())
            connection.execute(f"ALTER DATABASE {half} RENAME TO {name}")
    return name


def _migrate(database: str) -> None:
    """Make the tables, in a process of its own: it leaves nothing behind in this one."""
    own = {"DATABASE_URL": database, "TASKGROUPS_MODE": "test", "DJANGO_SETTINGS_MODULE": "taskgroups.config.settings"}
    with tempfile.TemporaryDirectory() as var:
        surroundings = os.environ | own | {"TASKGROUPS_VAR": var}
        command = [sys.executable, "-m", "django", "migrate", "-v0"]
        subprocess.run(command, env=surroundings, cwd=ROOT, check=True, timeout=300)


@cache
def _fingerprint() -> str:
    """What tells one state of the migrations, ours and those of the libraries, from another."""
    import allauth
    import django

    told = hashlib.sha256(f"{django.__version__} {allauth.__version__}".encode())
    for path in sorted((ROOT / "taskgroups").rglob("migrations/*.py")):
        told.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return told.hexdigest()[:12]


def _place(ending: str) -> Path:
    return Path(tempfile.gettempdir()) / f"taskgroups_tables_{_fingerprint()}.{ending}"


@contextmanager
def _alone() -> Iterator[None]:
    """The second to come waits for the first."""
    with _place("lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


if __name__ == "__main__":
    server = os.environ.get("DATABASE_URL", "")
    template(server) if server.startswith("postgres") else file()
