"""Every address × everybody × own and another school's object × GET and POST, against a table written by hand."""

from dataclasses import replace

import pytest
from django.db import connection

from taskgroups.assurance.views import governors
from taskgroups.schools import policy
from tests.access.asking import Asker, addresses, complaints, some
from tests.access.rows import EVERYBODY, NOBODY
from tests.access.table import ROWS

pytestmark = pytest.mark.django_db


def test_every_address_has_a_row() -> None:
    assert sorted(set(addresses()) - set(ROWS)) == []


def test_every_row_has_an_address() -> None:
    assert sorted({name.partition("@")[0] for name in ROWS} - set(addresses())) == []


@pytest.mark.parametrize("name", sorted(ROWS))
def test_who_gets_in(name: str, asker: Asker) -> None:
    """As everybody on SQLite. Who gets in is decided in Python: on PostgreSQL one of each kind asks every address."""
    assert complaints(name, ROWS[name], asker, few="ad" if connection.vendor == "postgresql" else "") == []


@pytest.mark.parametrize("name", ["home", "school-evidence-add", "task-group-room", "account_login"])
def test_the_few_are_of_each_kind(name: str) -> None:
    row = ROWS[name]
    asked = some(name, EVERYBODY, row.a)
    assert (bool(asked & row.a), bool(asked - row.a - {"nobody"})) == (True, bool(EVERYBODY - {"nobody"} - row.a))


def test_everybody_has_a_turn_among_the_few() -> None:
    assert set().union(*(some(name, EVERYBODY, row.a) for name, row in ROWS.items())) == EVERYBODY


def test_the_table_notices_a_door_left_open(asker: Asker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(policy, "is_staff", lambda person, school: True)
    found = complaints("school-evidence-add", ROWS["school-evidence-add"], asker)
    assert "GET /schools/990001/evidence/add/ (A) as stranger: 200, should not find it" in found


def test_the_table_notices_a_door_shut(asker: Asker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(policy, "is_staff", lambda person, school: False)
    found = complaints("school-evidence-add", ROWS["school-evidence-add"], asker)
    assert "GET /schools/990001/evidence/add/ (A) as head_a: 404, should get in" in found


def test_the_table_notices_a_paper_that_nobody_could_use(asker: Asker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(governors, "on_one_side", lambda documents: b"%PDF-1.7 and nothing more")
    found = complaints("school-one-side", ROWS["school-one-side"], asker)
    assert found != []
    assert all("the file is not what it should be" in one for one in found)


def test_the_table_notices_a_page_that_is_not_public(asker: Asker) -> None:
    private = replace(ROWS["home"], a=NOBODY, d=NOBODY)
    assert "GET / (A) as nobody: 200, should be asked to sign in" in complaints("home", private, asker)
