"""Files of the store: taken away once their rows are gone for good, and those that no row names any more."""

import logging
import re
from collections.abc import Collection, Iterator
from datetime import timedelta

from django.apps import apps
from django.core.files.storage import default_storage
from django.db import models, transaction
from django.utils import timezone

log = logging.getLogger(__name__)
STRAY_FOR = timedelta(days=7)
ENOUGH = 20  # stray files; fewer are never taken for another installation's
# What the application itself names files; anything else in the store is none of ours.
OURS = re.compile(r"(?:evidence/\d+|archives|training|imports)/[0-9a-f]{32}(?:_\w+)?")
FOLDERS = ("evidence", "archives", "training", "imports")


class AnotherStore(Exception):
    """Most files of the store are named by no row: it is likely another installation's, and nothing is taken away."""


def take_away(names: Collection[str]) -> None:
    """Take files out of the store once the transaction around is committed, but none that a row names then.

    What the store does not let go of now is stray, and is swept later.
    """
    gone = sorted({name for name in names if name})
    if gone:
        transaction.on_commit(lambda: _take_away(gone), robust=True)


def _take_away(names: list[str]) -> None:
    kept = _named(names)
    try:
        for name in names:
            if name not in kept:
                default_storage.delete(name)
    except OSError:
        log.exception("Files could not be taken out of the store; they are swept later")


def stray() -> list[str]:
    """Return the files that no row has named for a week. Raises AnotherStore where they are most of the store."""
    there = {name for name in _stored() if OURS.fullmatch(name)}
    found = sorted(there - _named())
    if len(found) > max(ENOUGH, len(there) // 2):
        raise AnotherStore(f"{len(found)} of {len(there)} files are named by no row. Is this the right store?")
    return [name for name in found if _is_old(name)]


def sweep(names: Collection[str]) -> int:
    """Take stray files away, and return how many."""
    take_away(names)
    return len(names)


def _is_old(name: str) -> bool:
    try:
        return default_storage.get_modified_time(name) < timezone.now() - STRAY_FOR
    except FileNotFoundError:
        return False


def _named(names: Collection[str] | None = None) -> set[str]:
    """The files that rows name, of any table, the ones made tomorrow too; of these names, where some are given."""
    found: set[str] = set()
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, models.FileField):
                rows = model._base_manager.exclude(**{field.name: ""})
                if names is not None:
                    rows = rows.filter(**{f"{field.name}__in": names})
                found.update(str(name) for name in rows.values_list(field.name, flat=True))
    return found


def _stored() -> Iterator[str]:
    """The names of all files in the store; of a bucket in few calls, of a folder by walking it."""
    names = getattr(default_storage, "names", None)
    if names:
        yield from names()
        return
    waiting = list(FOLDERS)
    while waiting:
        folder = waiting.pop()
        try:
            folders, files = default_storage.listdir(folder)
        except FileNotFoundError:
            continue
        waiting += [f"{folder}/{one}" for one in folders]
        yield from (f"{folder}/{one}" for one in files)
