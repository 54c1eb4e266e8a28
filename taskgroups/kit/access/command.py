"""A command that speaks plainly: one sentence on bad input, exit 2, never a traceback."""

import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor

_LOCK = 7_401_164  # an arbitrary number of ours, for PostgreSQL's advisory locks


class PlainCommand(BaseCommand):
    """Base of every `taskgroups` command. `needs_database` brings the schema up to date first."""

    needs_database = True
    requires_system_checks: list[str] = []
    gives_json = False
    from_command_line = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        if self.gives_json:
            parser.add_argument("--json", action="store_true", help="print one JSON object instead of sentences")

    def run_from_argv(self, argv: list[str]) -> None:
        self.from_command_line = True
        super().run_from_argv(argv)

    def execute(self, *args: Any, **options: Any) -> Any:
        try:
            self.refuse(**options)
            if self.needs_database:
                _reach_database()
                bring_up_to_date()
            return super().execute(*args, **options)
        except CommandError as problem:
            if not self.from_command_line:
                raise
            sys.stderr.write(f"taskgroups: {problem}\n")
            sys.exit(2)

    def refuse(self, **options: Any) -> None:
        """Raise CommandError for what cannot be whatever the database holds; nothing has been touched by then."""

    def tell(self, sentence: str, found: dict[str, Any] | None, as_json: bool) -> None:
        """Print the sentence, or the object where JSON was asked for."""
        self.stdout.write(json.dumps(found, ensure_ascii=False) if as_json else sentence)


def _reach_database() -> None:
    """Raise CommandError, in words, where the database cannot be opened."""
    try:
        connection.ensure_connection()
    except OperationalError as away:
        why = str(away).strip().partition("\n")[0]
        raise CommandError(
            f"The database cannot be opened ({why}). Check DATABASE_URL, and that the server or the folder is there."
        ) from away


def bring_up_to_date() -> None:
    """Make or upgrade the tables where they are not what the code expects; one host at a time on PostgreSQL."""
    with _alone():
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            call_command("migrate", verbosity=0, interactive=False)


@contextmanager
def _alone() -> Iterator[None]:
    if connection.vendor != "postgresql":  # SQLite's own lock does
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [_LOCK])
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])


def show_progress(done: int, of: int, what: str) -> None:
    """Rewrite one line on a terminal; say nothing when the output goes elsewhere."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r{what}: {done:,} of {of:,}" + ("\n" if done >= of else ""))
        sys.stderr.flush()


__all__ = ["CommandError", "PlainCommand", "bring_up_to_date", "show_progress"]
