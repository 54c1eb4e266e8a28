"""What a file changed in the tables it writes, row by row, so that it can be taken back exactly.

Before a load each table is copied by the database into a temporary one; afterwards the database compares the two. So
nothing is slowed down while rows are written, and it does not matter which code wrote them.
"""

import gzip
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from itertools import islice
from typing import IO, Any

from django.db import connection, models

MADE, CHANGED, GONE = "made", "changed", "gone"
AT_ONCE = 2000


@dataclass(frozen=True)
class Watched:
    """A table, or those of its rows that have these values."""

    model: type[models.Model]
    only: Mapping[str, Any] = field(default_factory=dict)

    @property
    def table(self) -> str:
        return self.model._meta.db_table

    @property
    def before(self) -> str:
        """The name of the copy."""
        return f"before_{self.table}"

    @property
    def columns(self) -> list[str]:
        """The columns, the key first."""
        names = [str(one.column) for one in self.model._meta.concrete_fields]
        return ["id", *(name for name in names if name != "id")]

    @property
    def where(self) -> str:
        return " AND ".join(f'"{self.table}"."{name}" = %s' for name in self.only) or "1 = 1"


@contextmanager
def remembered(tables: Sequence[Watched]) -> Iterator[None]:
    """Keep copies of tables as they are now, until the block ends. In a transaction."""
    with connection.cursor() as cursor:
        for one in tables:
            cursor.execute(f'DROP TABLE IF EXISTS "{one.before}"')
            copy = f'SELECT {_named(one)} FROM "{one.table}" WHERE {one.where}'  # noqa: S608
            if connection.vendor == "sqlite":  # with its key, by which the two are set side by side
                rest = ", ".join(f'"{name}"' for name in one.columns[1:])
                cursor.execute(f'CREATE TEMPORARY TABLE "{one.before}" (id INTEGER PRIMARY KEY, {rest})')
                cursor.execute(f'INSERT INTO "{one.before}" {copy}', list(one.only.values()))
            else:
                cursor.execute(f'CREATE TEMPORARY TABLE "{one.before}" AS {copy}', list(one.only.values()))
                cursor.execute(f'ANALYZE "{one.before}"')
        yield
        for one in tables:
            cursor.execute(f'DROP TABLE "{one.before}"')


def write_changes(tables: Sequence[Watched], out: IO[bytes]) -> int:
    """Write every difference from the copies into a packed journal, and return how many rows differ."""
    many = 0
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:  # of what is read in parts it takes for granted that a tenth is enough
            cursor.execute("SET LOCAL cursor_tuple_fraction = 1")
    with gzip.GzipFile(fileobj=out, mode="wb", compresslevel=1, mtime=0) as packed:
        for one in tables:
            head = {"table": one.model._meta.label, "columns": one.columns, "database": connection.vendor}
            packed.write(_written(head).encode() + b"\n")
            differences = _differences(one)
            while some := list(islice(differences, AT_ONCE)):
                packed.write("".join(f"{line}\n" for line in some).encode())
                many += len(some)
    return many


def _differences(one: Watched) -> Iterator[str]:
    """Each row that differs, as a line: what happened, the row before, the row after.

    The two are set side by side by their keys, and PostgreSQL keeps what was found until it is asked for. Only names
    of our own tables and columns are put together here.
    """
    now, was, only = f'"{one.table}"', f'"{one.before}"', list(one.only.values())
    those = f"{now}.id = {was}.id AND {one.where}"
    other = "IS NOT" if connection.vendor == "sqlite" else "IS DISTINCT FROM"
    differs = " OR ".join(f'{now}."{name}" {other} {was}."{name}"' for name in one.columns[1:])
    new, old = _told_of(one, one.table), _told_of(one, one.before)
    gone = f"NOT EXISTS (SELECT 1 FROM {now} WHERE {those})"  # noqa: S608
    made = f"NOT EXISTS (SELECT 1 FROM {was} WHERE {those})"  # noqa: S608
    with connection.chunked_cursor() as cursor:
        cursor.execute(f"SELECT {new} FROM {now} WHERE {one.where} AND {made}", only * 2)  # noqa: S608
        yield from _lines(cursor, MADE)
        cursor.execute(f"SELECT {old} FROM {was} WHERE {gone}", only)  # noqa: S608
        yield from _lines(cursor, GONE)
        cursor.execute(f"SELECT {old}, {new} FROM {was} JOIN {now} ON {those} WHERE {differs}", only)  # noqa: S608
        yield from _lines(cursor, CHANGED)


def _told_of(one: Watched, table: str) -> str:
    """The columns of a table; SQLite writes them as JSON itself, four times as fast.

    It has whole numbers, text and days as they are read (a test holds that no other kind is watched).
    """
    return f"json_array({_named(one, table)})" if connection.vendor == "sqlite" else _named(one, table)


def _lines(cursor: Any, what: str) -> Iterator[str]:
    told = _first if connection.vendor == "sqlite" else _written
    while some := cursor.fetchmany(AT_ONCE):
        for row in some:
            old, new = (row, row) if what != CHANGED else (row[: len(row) // 2], row[len(row) // 2 :])
            before, after = "null" if what == MADE else told(old), "null" if what == GONE else told(new)
            yield f'["{what}", {before}, {after}]'


def _first(row: Sequence[Any]) -> str:
    return str(row[0])


def _named(one: Watched, table: str = "") -> str:
    before = f'"{table}".' if table else ""
    return ", ".join(f'{before}"{name}"' for name in one.columns)


def plain(value: Any) -> Any:
    """A value as it is kept in JSON, and as the same database takes it again."""
    if isinstance(value, bool):
        return int(value) if connection.vendor == "sqlite" else value
    return _told(value) if isinstance(value, date | datetime | Decimal) else value


def _told(value: Any) -> str:
    return value.isoformat() if isinstance(value, date | datetime) else str(value)


_written = json.JSONEncoder(ensure_ascii=False, default=_told).encode


@dataclass
class Change:
    """What a journal tells of one table."""

    table: str
    columns: list[str]
    database: str
    made: list[list[Any]] = field(default_factory=list)
    gone: list[list[Any]] = field(default_factory=list)
    changed: list[tuple[list[Any], list[Any]]] = field(default_factory=list)


def read_changes(source: IO[bytes]) -> list[Change]:
    """Read a journal, table by table."""
    found: list[Change] = []
    with gzip.GzipFile(fileobj=source) as packed:
        for line in packed:
            told = json.loads(line)
            if isinstance(told, dict):
                found.append(Change(told["table"], told["columns"], told["database"]))
                continue
            what, old, new = told
            if what == MADE:
                found[-1].made.append(new)
            elif what == GONE:
                found[-1].gone.append(old)
            else:
                found[-1].changed.append((old, new))
    return found
