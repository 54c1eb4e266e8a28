"""The world of the table, made once for the tests of a file and undone after them."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.core.cache import cache
from django.db import transaction
from pytest_django import DjangoDbBlocker

from tests.access.asking import Asker, read_people_once, refuse_without_words
from tests.cast import assemble
from tests.world import build


@contextmanager
def in_the_world(blocker: DjangoDbBlocker, *, remembering: bool) -> Iterator[Asker]:
    """Somebody who asks as everybody of the cast; in the end the world is undone."""
    with blocker.unblock(), transaction.atomic(), pytest.MonkeyPatch.context() as patch:
        refuse_without_words(patch)
        if remembering:
            read_people_once(patch)
        cache.clear()  # tries at signing in that an earlier file left, counted against the same numbers of people
        yield Asker(build(assemble()))
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def asker(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Asker]:
    """Somebody who asks once, each time in the same world: every request is undone."""
    with in_the_world(django_db_blocker, remembering=True) as asks:
        yield asks


@pytest.fixture(scope="module")
def presser(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Asker]:
    """Somebody whose second request finds what the first one left."""
    with in_the_world(django_db_blocker, remembering=False) as asks:
        yield asks
