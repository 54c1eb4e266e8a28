"""The cast's world, made once for the tests of a file: each has it to itself, and what it does is undone after it."""

from collections.abc import Iterator
from copy import deepcopy

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from tests.cast import assemble
from tests.world import World, build


@pytest.fixture(scope="module")
def world_of_the_file(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """The world, as the database holds it between two tests."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield build(assemble())
        transaction.set_rollback(True)


@pytest.fixture
def world(world_of_the_file: World, db: None) -> World:
    """The world, to be changed."""
    return deepcopy(world_of_the_file)
