"""What many tests begin with: made once in a process, afterwards put back row by row, which takes a hundredth of it.

    @again()
    def assemble() -> Cast: ...

It is put back only where the tables are exactly as they were when it was made, its files come back too, and nothing
put back is older than a minute or of another day; otherwise it is made as ever. What a test changes is its own.
"""

import io
import pickle
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from functools import cache, wraps
from typing import Any, ParamSpec, TypeVar
from unittest.mock import patch

from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, default_storage
from django.db import connection, transaction
from django.utils import timezone

P = ParamSpec("P")
T = TypeVar("T")
Rows = dict[str, list[Any]]
AT_MOST = timedelta(minutes=1)


@dataclass(frozen=True)
class Kept:
    """The rows of the tables it changed, before and after, its files, and what the maker gave back."""

    at: datetime
    before: Rows
    after: Rows
    files: dict[str, bytes]
    given_back: bytes

    @property
    def is_fresh(self) -> bool:
        now = timezone.now()
        same_day = timezone.localdate(now) == timezone.localdate(self.at)
        return same_day and timedelta() <= now - self.at < AT_MOST

    def put_back(self) -> None:
        """Write its rows and its files again."""
        with transaction.atomic(), connection.cursor() as cursor:  # rows may point to rows of a table yet to come
            for table, rows in self.after.items():
                there = self.before[table]
                if any(row not in rows for row in there):
                    cursor.execute(f"DELETE FROM {connection.ops.quote_name(table)}")  # noqa: S608 - a name of ours
                    there = []
                _insert(cursor, table, [row for row in rows if row not in there])
            _count_on(cursor, self.after)
        for name, content in self.files.items():
            if not default_storage.exists(name):
                default_storage.save(name, ContentFile(content))


def again(*, reads: bool = False) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Remember what a maker made for what it was given. `reads`: what it makes hangs on all that there is already."""

    def remembering(make: Callable[P, T]) -> Callable[P, T]:
        kept: list[Kept] = []

        @wraps(make)
        def made(*given: P.args, **named: P.kwargs) -> T:
            if kept and kept[0].is_fresh and kept[0].before == rows_of(kept[0].before):
                kept[0].put_back()
                return _Back(kept[0].given_back, given).load()  # type: ignore[no-any-return]
            kept.clear()
            before, at = rows_of(), timezone.now()
            with _watched() as files:
                result = make(*given, **named)
            after = rows_of()
            if abs(datetime.now(UTC) - at) < AT_MOST:  # not where a test says what time it is
                tables = [one for one in after if reads or after[one] != before[one]]
                changed = {one: after[one] for one in after if after[one] != before[one]}
                kept.append(Kept(at, {one: before[one] for one in tables}, changed, files, _away(result, given)))
            return result

        return made

    return remembering


def rows_of(tables: Any = None) -> Rows:
    """Every row of these tables, or of all, in the same order whenever they are the same."""
    names = connection.introspection.django_table_names() if tables is None else tables
    found = {}
    with connection.cursor() as cursor:
        for name in names:
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(name)}")  # noqa: S608 - a name of ours
            found[name] = sorted(cursor.fetchall(), key=repr)
    return found


def _insert(cursor: Any, table: str, rows: list[Any]) -> None:
    if rows:
        places = ", ".join(["%s"] * len(rows[0]))
        bound = [[connection.ops.adapt_timefield_value(v) if isinstance(v, time) else v for v in row] for row in rows]
        cursor.executemany(f"INSERT INTO {connection.ops.quote_name(table)} VALUES ({places})", bound)  # noqa: S608


def _count_on(cursor: Any, tables: Any) -> None:
    """Let PostgreSQL number new rows after those put back: a test that set its counters back, as a restored archive
    does, has left them so."""
    if connection.vendor == "postgresql" and (asked := [one for table in tables for one in _behind(table)]):
        cursor.execute(" UNION ALL ".join(asked))


@cache
def _behind(table: str) -> list[str]:
    """For each counter of a table: set it to the highest number there, where it is behind."""
    with connection.cursor() as cursor:
        found = connection.introspection.get_sequences(cursor, table)
    highest = {one["name"]: f"(SELECT max({one['column']}) FROM {one['table']})" for one in found}  # noqa: S608
    return [f"SELECT setval('{name}', {most}) FROM {name} WHERE last_value < {most}" for name, most in highest.items()]  # noqa: S608


@contextmanager
def _watched() -> Iterator[dict[str, bytes]]:
    """The files that are kept in the meantime, by name."""
    files: dict[str, bytes] = {}
    save = FileSystemStorage._save

    def watch(storage: FileSystemStorage, name: str, content: Any) -> str:
        kept = str(save(storage, name, content))
        with storage.open(kept) as file:
            files[kept] = file.read()
        return kept

    with patch.object(FileSystemStorage, "_save", watch):
        yield files


def _parts(given: tuple[Any, ...]) -> dict[tuple[int, str], Any]:
    """What was given, and what it consists of: objects that the test has already, and goes on to have."""
    return {(n, name): part for n, one in enumerate(given) for name, part in [("", one), *vars(one).items()]}


def _away(result: object, given: tuple[Any, ...]) -> bytes:
    """What was made, with a mark for each object that was given."""
    marks = {id(part): mark for mark, part in _parts(given).items()}
    out = io.BytesIO()
    pickler = pickle.Pickler(out)
    pickler.persistent_id = lambda one: marks.get(id(one))  # type: ignore[method-assign]
    pickler.dump(result)
    return out.getvalue()


class _Back(pickle.Unpickler):
    """What was made, from its bytes and from what is given now."""

    def __init__(self, content: bytes, given: tuple[Any, ...]) -> None:
        super().__init__(io.BytesIO(content))
        self.parts = _parts(given)

    def persistent_load(self, mark: Any) -> Any:
        return self.parts[mark]
