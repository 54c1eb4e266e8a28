"""The world of the leak tests, made once for all of them and undone after them."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.db import transaction
from pytest_django import DjangoDbBlocker

from tests.cast import assemble
from tests.leaks.reading import Reader, set_no_type
from tests.leaks.written import build


@pytest.fixture(scope="module")
def reader(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Reader]:
    """Somebody who reads as anybody, in a world that no reading changes."""
    with django_db_blocker.unblock(), transaction.atomic(), pytest.MonkeyPatch.context() as patch:
        set_no_type(patch)
        cache.clear()
        yield Reader(build(assemble()))
        transaction.set_rollback(True)
