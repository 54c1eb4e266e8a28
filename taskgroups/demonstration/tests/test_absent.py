"""Where no demonstration is loaded."""

import pytest
from django.core.management.base import CommandError

from taskgroups.demonstration import load
from taskgroups.people.models import Person


def test_it_never_touches_a_database_with_accounts_of_its_own(db: None) -> None:
    Person.objects.create_person(email="real@school.example", name="Somebody")
    with pytest.raises(CommandError, match="accounts of its own"):
        load.load(reset=True)


def test_nobody_becomes_anybody_where_it_is_not_loaded(db: None, as_) -> None:
    assert as_(None).post("/demonstration/become/head/").status_code == 404
