"""The morning after a school became an academy: at its old address everybody gets in where they did the day before."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.db import transaction

from taskgroups.schools.domain.hand_on import settle
from tests.access.asking import Asker, addresses, complaints, parts_of, read_people_once, refuse_without_words
from tests.access.table import ROWS
from tests.cast import assemble, school
from tests.lineage.telling import close, follow
from tests.world import build

pytestmark = [pytest.mark.django_db, pytest.mark.once]  # who gets in is decided in Python

OF_A_SCHOOL = sorted(name for name in ROWS if {"urn", "group_id"} & set(parts_of(addresses()[name.partition("@")[0]])))


@pytest.fixture(scope="module")
def asker(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[Asker]:
    """The world of the table, in which Alder Primary School has become Alder Academy overnight."""
    with django_db_blocker.unblock(), transaction.atomic(), pytest.MonkeyPatch.context() as patch:
        refuse_without_words(patch)
        read_people_once(patch)
        world = build(assemble())
        academy = school(990101, "Alder Academy", world.cast.authority, opened_on=date(2026, 9, 1))
        follow(close(world.cast.a, closed_on=date(2026, 8, 31)), academy)
        assert settle(by=None) == [(world.cast.a, academy)]
        yield Asker(world)
        transaction.set_rollback(True)


@pytest.mark.parametrize("name", OF_A_SCHOOL)
def test_who_gets_in_is_as_it_was(name: str, asker: Asker) -> None:
    """What leads an old address to the academy does not ask who comes: nobody, and a few of each kind, try each door.

    The rules behind it are tried as everybody in `test_every_address`.
    """
    assert complaints(name, ROWS[name], asker, few="ad") == []
