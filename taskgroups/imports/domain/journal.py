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
from typing import IO, Any

from django.db import connection, models

MADE, CHANGED, GONE = "made", "changed", "gone"


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
        return " AND ".join(f'"{name}" = %s' for name in self.only) or "1 = 1"


@contextmanager
def remembered(tables: Sequence[Watched]) -> Iterator[None]:
    """Keep copies of tables as they are now, until the block ends. In a transaction."""
    with connection.cursor() as cursor:
        for one in tables:
            cursor.execute(f'DROP TABLE IF EXISTS "{one.before}"')
            cursor.execute(f'CREATE TEMPORARY TABLE "{one.before}" AS {_rows(one)}', list(one.only.values()))
        yield
        for one in tables:
            cursor.execute(f'DROP TABLE "{one.before}"')


def write_changes(tables: Sequence[Watched], out: IO[bytes]) -> int:
    """Write every difference from the copies into a packed journal, and return how many rows differ."""
    many = 0
    with gzip.GzipFile(fileobj=out, mode="wb", compresslevel=1, mtime=0) as packed:
        for one in tables:
            head = {"table": one.model._meta.label, "columns": one.columns, "database": connection.vendor}
            packed.write(_line(head))
            for change in _differences(one):
                packed.write(_line(change))
                many += 1
    return many


def _line(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode() + b"\n"


def _differences(one: Watched) -> Iterator[list[Any]]:
    """Each row that differs: what happened, the row before, the row after."""
    now, was = _rows(one), _copied(one)
    only = list(one.only.values())
    with connection.cursor() as cursor:
        cursor.execute(f"{now} EXCEPT {was}", only)
        after = {row[0]: [plain(value) for value in row] for row in cursor.fetchall()}
        cursor.execute(f"{was} EXCEPT {now}", only)
        before = {row[0]: [plain(value) for value in row] for row in cursor.fetchall()}
    for key in sorted(after.keys() | before.keys()):
        old, new = before.get(key), after.get(key)
        yield [MADE if old is None else GONE if new is None else CHANGED, old, new]


def _rows(one: Watched) -> str:
    """The rows as they are now. Only names of our own tables and columns are put together here."""
    return f'SELECT {_named(one)} FROM "{one.table}" WHERE {one.where}'  # noqa: S608


def _copied(one: Watched) -> str:
    """The rows as they were."""
    return f'SELECT {_named(one)} FROM "{one.before}"'  # noqa: S608


def _named(one: Watched) -> str:
    return ", ".join(f'"{name}"' for name in one.columns)


def plain(value: Any) -> Any:
    """A value as it is kept in JSON, and as the same database takes it again."""
    if isinstance(value, bool):
        return int(value) if connection.vendor == "sqlite" else value
    if isinstance(value, date | datetime):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


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
