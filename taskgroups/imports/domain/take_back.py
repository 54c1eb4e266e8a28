"""Taking a file back: every row it changed as it was before, or nothing, with the reason."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from django.apps import apps
from django.db import IntegrityError, connection, models, transaction

from taskgroups.imports.domain.journal import Change, plain
from taskgroups.kit.access.refused import Refused
from taskgroups.schools.models import School

AT_ONCE = 5000
AS_THEY_ARE = frozenset({int, str, float, type(None)})  # kinds of values that a journal keeps as a database gives them
Row = list[Any]


def take_back(changes: Sequence[Change]) -> int:
    """Put every row of a journal back as it was, and return how many. In a transaction.

    Raises Refused where a row is no longer as the file left it, or where something since names a row that came with
    it: then it cannot be put back exactly, and nothing is.
    """
    tables = [_Table(one) for one in changes]
    for table in tables:
        table.refuse_if_changed()
    _refuse_if_named(tables)
    try:
        with transaction.atomic():
            for table in reversed(tables):
                table.delete_made()
            for table in tables:
                table.put_back()
            connection.check_constraints()
    except IntegrityError:
        raise Refused("Something that came since stands where a row would have to go back to.") from None
    return sum(len(one.made) + len(one.gone) + len(one.changed) for one in changes)


class _Table:
    """What is to be done in one table."""

    def __init__(self, change: Change) -> None:
        self.change = change
        self.model = apps.get_model(change.table)
        self.name, self.columns = self.model._meta.db_table, change.columns
        known = {str(one.column) for one in self.model._meta.concrete_fields}
        if known != set(self.columns) or change.database != connection.vendor:
            raise Refused("It was loaded by another version, or into another kind of database.")
        self.keys = {row[0] for row in change.made}

    def refuse_if_changed(self) -> None:
        """A row that the file made is to be as it made it; of one it changed, what it changed is."""
        made = {row[0]: row for row in self.change.made}
        for key, now in self._now(list(made)):
            if now != made.pop(key):
                raise Refused(self._since(now))
        if made:
            raise Refused(self._since(next(iter(made.values()))))
        changed = {new[0]: (old, new) for old, new in self.change.changed}
        for key, now in self._now(list(changed)):
            old, new = changed.pop(key)
            if any(one != two for one, two, three in zip(now, new, old, strict=True) if two != three):
                raise Refused(self._since(now))
        if changed or any(self._now([row[0] for row in self.change.gone])):
            raise Refused(self._since(None))

    def lets_go_of(self, column: str, keys: set[int]) -> set[int]:
        """The rows that name none of these in a column once all is put back: they go, or name another again."""
        at = self.columns.index(column)
        return self.keys | {old[0] for old, _ in self.change.changed if old[at] not in keys}

    def _since(self, row: Row | None) -> str:
        """Say which row is another one now, by the school it is about as far as that is told."""
        told = dict(zip(self.columns, row or [], strict=False))
        school = School.objects.filter(pk=told.get("school_id") or 0).first()
        name = told.get("name") or (school.name if school else "") or f"a row of {self.model._meta.verbose_name_plural}"
        return f"{name} was changed here since."

    def _now(self, keys: Sequence[int]) -> Iterator[tuple[int, Row]]:
        names = ", ".join(f'"{name}"' for name in self.columns)
        with connection.cursor() as cursor:
            for some in _in_parts(keys):
                cursor.execute(f'SELECT {names} FROM "{self.name}" WHERE id IN ({some})')  # noqa: S608
                for row in cursor.fetchall():
                    yield row[0], [one if one.__class__ in AS_THEY_ARE else plain(one) for one in row]

    def delete_made(self) -> None:
        with connection.cursor() as cursor:
            for some in _in_parts([row[0] for row in self.change.made]):
                cursor.execute(f'DELETE FROM "{self.name}" WHERE id IN ({some})')  # noqa: S608

    def put_back(self) -> None:
        names = ", ".join(f'"{name}"' for name in self.columns)
        marks = ", ".join(["%s"] * len(self.columns))
        with connection.cursor() as cursor:
            if self.change.gone:
                cursor.executemany(f'INSERT INTO "{self.name}" ({names}) VALUES ({marks})', self.change.gone)  # noqa: S608
            for names_of_some, rows in self._differing().items():
                told = ", ".join(f'"{name}" = %s' for name in names_of_some)
                cursor.executemany(f'UPDATE "{self.name}" SET {told} WHERE id = %s', rows)  # noqa: S608

    def _differing(self) -> dict[tuple[str, ...], list[Row]]:
        """What is put back in rows that stay, with their keys last, by the columns that differ."""
        found: dict[tuple[str, ...], list[Row]] = {}
        for old, new in self.change.changed:
            at = [place for place, (one, two) in enumerate(zip(old, new, strict=True)) if one != two]
            found.setdefault(tuple(self.columns[place] for place in at), []).append([*(old[p] for p in at), old[0]])
        return found


def _in_parts(keys: Sequence[int]) -> Iterator[str]:
    """Give whole numbers as they stand in a question: as parameters, to tell them takes longer than to answer it."""
    left = iter(keys)
    while some := list(islice(left, AT_ONCE)):
        yield ", ".join(str(int(key)) for key in some)


def _refuse_if_named(tables: Sequence[_Table]) -> None:
    """Refuse where a row that is not the file's own names a row that came with it: it would lose what it names."""
    by_model = {table.model: table for table in tables}
    for table in tables:
        for relation in table.model._meta.get_fields(include_hidden=True) if table.keys else ():
            if not (relation.one_to_many or relation.one_to_one) or not relation.auto_created:
                continue
            other: type[models.Model] = relation.related_model
            column = relation.field.attname
            beside = by_model.get(other)
            own = beside.lets_go_of(column, table.keys) if beside else set()
            rows = other._base_manager.exclude(**{column: None}).order_by()
            for pk, named in rows.values_list("pk", column).iterator(chunk_size=5000):
                if named in table.keys and pk not in own:
                    raise Refused(_named(table.model, named, other))


def _named(model: type[models.Model], key: int, other: type[models.Model]) -> str:
    what = model._base_manager.filter(pk=key).first()
    return f"{what} came with it and is in use here now ({other._meta.verbose_name_plural})."
