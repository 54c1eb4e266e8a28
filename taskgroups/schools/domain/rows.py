"""Many rows of one table written at once, past the ORM: COPY where the database has it."""

import gc
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import connection, models

Row = Sequence[Any]
FEW = 2000  # keys by which rows are asked for; for more of them it costs less to read the whole table


@contextmanager
def uncollected() -> Iterator[None]:
    """Make many rows without Python looking for circles among them: there are none, and looking costs a fifth."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def among(rows: models.QuerySet[Any], field: str, keys: Collection[Any]) -> models.QuerySet[Any]:
    """The rows whose `field` is one of these keys; of very many keys all rows, others too, to be sorted out after."""
    return rows.filter(**{f"{field}__in": keys}) if len(keys) <= FEW else rows


def defaults(model: type[models.Model], but: Collection[str]) -> dict[str, Any]:
    """What the columns of a model that are not among these hold in a new row: for `same` of `insert`."""
    fields = {str(field.column): field for field in model._meta.concrete_fields if not field.primary_key}
    return {column: field.get_default() for column, field in fields.items() if column not in but}


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
            with connection.wrap_database_errors, cursor.copy(f'COPY "{table}" ({names}) FROM STDIN') as copy:
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


def change(model: type[models.Model], names: Sequence[str], objects: Collection[Any]) -> None:
    """Save the fields of these names of many objects that are there: `bulk_update` takes ten times as long over it."""
    known = {one.name: one for one in model._meta.concrete_fields}
    fields = [known[name] for name in names]
    told = [
        [*(one.get_db_prep_save(getattr(held, one.attname), connection) for one in fields), held.pk] for held in objects
    ]
    update(model, [str(one.column) for one in fields], told)
