"""Many rows of one table written at once, past the ORM: COPY where the database has it."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import connection, models

Row = Sequence[Any]


def insert(model: type[models.Model], columns: Sequence[str], rows: Sequence[Row], same: Mapping[str, Any]) -> None:
    """Insert rows given in the order of `columns` (names of database columns); `same` holds what is alike in all.

    Dates may be dates or ISO text.
    """
    if not rows:
        return
    names = ", ".join(f'"{name}"' for name in [*columns, *same])
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            alike = list(same.values())
            with cursor.copy(f'COPY "{table}" ({names}) FROM STDIN') as copy:
                for row in rows:
                    copy.write_row([*row, *alike])
            return
        values = ", ".join(["%s"] * len(columns) + [_literal(value) for value in same.values()])
        cursor.executemany(f'INSERT INTO "{table}" ({names}) VALUES ({values})', rows)  # noqa: S608


def _literal(value: Any) -> str:
    """A default of a model's field as SQL: nothing, a number or empty text; binding it 52,000 times would cost."""
    if value is None:
        return "NULL"
    if isinstance(value, int):
        return str(int(value))
    if value == "":
        return "''"
    raise TypeError(f"{value!r} has no literal here.")


def update(model: type[models.Model], columns: Sequence[str], rows: Sequence[Row]) -> None:
    """Set `columns` of many rows; each row gives its values in that order, and last the primary key."""
    if not rows:
        return
    names = ", ".join(f'"{name}" = %s' for name in columns)
    with connection.cursor() as cursor:
        cursor.executemany(f'UPDATE "{model._meta.db_table}" SET {names} WHERE id = %s', rows)  # noqa: S608
