"""The register's own files bring a conversion about: rows and links in either order, and twice."""

import json
from pathlib import Path

import pytest
from django.core.management import call_command

from taskgroups.schools.domain.load_register import load_register
from taskgroups.schools.models import Role, School
from tests.cast import give

pytestmark = pytest.mark.django_db
FILES = Path(__file__).parents[2] / "taskgroups/schools/tests/files"
ROWS, LINKS = FILES / "edubasealldata20240901.csv", FILES / "links_edubasealldata20250422.csv"
TOLD = [{"urn": 990002, "name": "St Birch’s – Infants", "new_urn": 990010, "new_name": "Birch Academy"}]


@pytest.fixture
def infants(cast) -> School:
    """Birch, open and with a head, before the files are loaded."""
    School.objects.exclude(pk=cast.b.pk).filter(urn=990010).delete()
    return cast.b


def test_rows_first_then_links(infants):
    assert load_register(ROWS).followed == []
    assert load_register(LINKS).followed == TOLD
    assert [role.school.urn for role in Role.objects.filter(person__name="Ben Birch", kind="head")] == [990010]


def test_links_first_then_rows(infants):
    assert load_register(LINKS).followed == []
    assert load_register(ROWS).followed == TOLD


def test_the_same_files_again_change_nothing(infants):
    for file in (ROWS, LINKS, ROWS, LINKS):
        told = load_register(file).followed
    assert told == []


def test_a_school_that_nobody_uses_here_is_left_alone(db):
    load_register(ROWS)
    assert load_register(LINKS).followed == []


def test_the_command_says_it(infants, capsys):
    call_command("import_register", str(ROWS), str(LINKS))
    said = capsys.readouterr().out
    assert "St Birch’s – Infants (URN 990002) is Birch Academy (URN 990010) now: its work, people and sharing" in said


def test_the_command_says_it_to_scripts(infants, capsys):
    call_command("import_register", str(ROWS), str(LINKS), "--json")
    assert json.loads(capsys.readouterr().out)["followed"] == TOLD


def test_the_real_links_of_a_county_make_no_merger_one_school(shared_data, cast):
    links = shared_data / "register/warwickshire_links_edubasealldata20250422.csv"
    load_register(shared_data / "register/warwickshire_2026_layout_ASSEMBLED.csv")
    for urn in (125485, 125690, 125806, 130837):
        old, _ = School.objects.get_or_create(urn=urn, defaults={"name": f"School {urn}"})
        School.objects.filter(pk=old.pk).update(open=False, status="Closed")
        give(cast.head_a, "head", school=old)
    assert load_register(links).followed == []
