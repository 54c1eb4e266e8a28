"""`taskgroups serve`: serve as in production (`make run` serves the demonstration with it)."""

import os
from argparse import ArgumentParser
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from taskgroups.config.serve import default_host, leave, serve
from taskgroups.config.workers import serve_with
from taskgroups.kit.access.command import CommandError, PlainCommand

MOST_WORKERS = 64


class Command(PlainCommand):
    help = "Serves on 127.0.0.1, port PORT (8000 where it is not set). In production, put HTTPS before it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--workers", metavar="N", help="how many processes serve, on PostgreSQL (WORKERS, else 1)")

    def refuse(self, workers: str | None = None, **options: Any) -> None:
        self.port = which_port(os.environ.get("PORT", "8000"))
        self.count = how_many(workers or os.environ.get("WORKERS", "1"))

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.MODE == "production":
            refuse_demonstration()
            call_command("collectstatic", interactive=False, verbosity=0)
        connection.close()
        if self.count == 1:
            serve(self.port)
        else:
            serve_with(self.count, default_host(), self.port)
        leave()


def which_port(said: str) -> int:
    """Return the port."""
    if not said.isdigit() or not 0 <= int(said) < 65536:
        raise CommandError(f"PORT is '{said}'. Set it to a number such as 8000.")
    return int(said)


def how_many(said: str) -> int:
    """Return the number of workers. SQLite has one: others would learn of a removal late, and do chores twice."""
    if not said.isdigit() or not 1 <= int(said) <= MOST_WORKERS:
        raise CommandError(f"'{said}' is no number of workers. Set WORKERS to a number from 1 to {MOST_WORKERS}.")
    if int(said) > 1 and connection.vendor != "postgresql":
        raise CommandError(
            "SQLite is served by one worker. Set WORKERS to 1, or DATABASE_URL to a PostgreSQL database."
        )
    return int(said)


def refuse_demonstration() -> None:
    """Production never runs on a database in which anybody may become anybody."""
    if apps.get_model("demonstration", "Loaded").objects.exists():
        raise CommandError("This database holds the demonstration. Point DATABASE_URL at a database of your own.")
