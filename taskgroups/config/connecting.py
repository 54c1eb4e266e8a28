"""What is said to a database once, when a connection to it begins."""

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper


def leave_queries_uncompiled(connection: BaseDatabaseWrapper, **_: Any) -> None:
    """Let PostgreSQL run queries as they are, without compiling them first (`jit`).

    It compiles what it guesses to be long, and guesses so of short questions with several `EXISTS` in them: there the
    compiling takes ten times as long as the answer. Said as a statement, since poolers refuse it in the address.
    Source: PostgreSQL 15, chapter 32, "Just-in-Time Compilation (JIT)": it pays for long queries alone.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET jit = off")
