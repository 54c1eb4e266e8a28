"""The tables that go into an archive, and their rows as lines of JSON."""

import json
from collections.abc import Iterable, Iterator
from typing import IO, Any

from django.apps import apps
from django.core import serializers
from django.core.management.color import no_style
from django.core.serializers.base import DeserializationError
from django.core.serializers.python import Deserializer
from django.db import connection, models

# Made again by the schema itself, or worth nothing elsewhere: sessions end, and everybody signs in again.
LEFT_BEHIND = {"contenttypes", "auth", "sessions"}
AT_ONCE = 2000
Model = type[models.Model]


class Refused(Exception):
    """The backup or the restore cannot be done. The message says why, and what to do."""


def kept() -> list[Model]:
    """Every table that goes into an archive, in the order of their names."""
    found = (m for m in apps.get_models(include_auto_created=True) if m._meta.app_label not in LEFT_BEHIND)
    return sorted((m for m in found if m._meta.managed and not m._meta.proxy), key=lambda m: m._meta.label_lower)


def shape() -> dict[str, list[str]]:
    """Each table and its columns: what an archive must agree with to be put back."""
    return {m._meta.label_lower: sorted(f.name for f in _columns(m)) for m in kept()}


def write_rows(model: Model, out: IO[str]) -> int:
    """Write a table's rows, one JSON object a line, in the order of their keys; return how many. Memory stays flat."""
    rows = model._base_manager.order_by("pk")
    total, counted = rows.count(), [0]

    def each() -> Iterator[models.Model]:
        for row in rows.iterator(chunk_size=AT_ONCE):
            counted[0] += 1
            yield row

    if total:
        names = [field.name for field in _columns(model)]
        serializers.serialize("jsonl", each(), stream=out, fields=names, ensure_ascii=False)
    return counted[0]


def read_rows(model: Model, lines: Iterable[bytes]) -> int:
    """Put a table's rows back as they were, keys and moments included; return how many.

    Raises Refused where a line is not a row of this table.
    """
    fields = _columns(model)
    at_once = min(AT_ONCE, max(connection.ops.bulk_batch_size(fields, [None] * AT_ONCE), 1))
    done, waiting = 0, []
    try:
        for found in Deserializer(_objects(model, lines)):
            waiting.append(found.object)
            if len(waiting) >= at_once:
                done += _insert(model, waiting, fields)
                waiting = []
    except (DeserializationError, ValueError, KeyError, TypeError) as problem:
        raise Refused(f"A row of {model._meta.label_lower} in the backup cannot be read ({problem}).") from problem
    return done + (_insert(model, waiting, fields) if waiting else 0)


def holding_rows() -> str:
    """The name of a table that holds something, or '' where all are empty."""
    return next((m._meta.label_lower for m in kept() if m._base_manager.exists()), "")


def count_on_from_here() -> None:
    """Let the database give new rows keys above those that were put back."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), kept()):
            cursor.execute(statement)


def files_named() -> set[str]:
    """The name of every file that some row says it has."""
    found: set[str] = set()
    for model in kept():
        for field in _columns(model):
            if isinstance(field, models.FileField):
                found |= set(model._base_manager.exclude(**{field.name: ""}).values_list(field.name, flat=True))
    return {name for name in found if name}


def _columns(model: Model) -> list[Any]:
    return [f for f in model._meta.local_concrete_fields if not f.generated]


def _objects(model: Model, lines: Iterable[bytes]) -> Iterator[dict[str, Any]]:
    for line in lines:
        found = json.loads(line)
        if found["model"] != model._meta.label_lower:
            raise ValueError(f"it is of {found['model']}")
        yield found


def _insert(model: Model, rows: list[Any], fields: list[Any]) -> int:
    """Insert as they are: `raw` keeps moments that would be set to now. Django has no public way in bulk."""
    model._base_manager._insert(rows, fields=fields, using="default", raw=True)  # type: ignore[attr-defined]
    return len(rows)
