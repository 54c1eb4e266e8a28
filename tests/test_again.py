"""What is put back is what was made, row by row; and it is made as ever wherever anything is otherwise."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection, transaction
from django.utils import timezone

from taskgroups.evaluation.models import EvidenceVersion
from taskgroups.schools.models import Authority, Sharing
from tests.again import again, rows_of
from tests.cast import assemble, person
from tests.world import build

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _files(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path


@contextmanager
def undone() -> Iterator[None]:
    """What happens in it is undone, as after a test."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


class Maker:
    """Makes an authority and keeps a file, and counts how often it did."""

    def __init__(self, **more: bool) -> None:
        self.times = 0
        self.make = again(**more)(self._make)

    def _make(self) -> Authority:
        self.times += 1
        default_storage.save("note.txt", ContentFile(b"A note"))
        return Authority.objects.create(code="991", name="Moorshire")


def test_the_world_is_put_back_as_it_was_made() -> None:
    with undone():
        build(assemble())
        made = rows_of()
    with undone():
        build(assemble())
        assert rows_of() == made
    assert sum(map(len, made.values())) > 500


def test_who_is_given_is_in_what_is_put_back() -> None:
    with undone():
        build(assemble())
    cast = assemble()
    world = build(cast)
    assert world.cast is cast
    assert world.a.school is cast.a
    assert world.a.planned.seats.get(part="chair").person == cast.head_b


def test_its_files_come_back() -> None:
    for _ in range(2):
        with undone():
            build(assemble())
            for kept in EvidenceVersion.objects.exclude(file=""):
                with kept.file.open() as file:
                    assert file.read().startswith(b"Week,Late")
                kept.file.delete(save=False)


def test_what_a_test_changes_is_not_put_back() -> None:
    with undone():
        cast = assemble()
        cast.a.name = "Another Primary School"
        cast.a.save()
    assert assemble().a.name == "Alder Primary School"


def test_it_is_made_once() -> None:
    maker = Maker()
    for _ in range(3):
        with undone():
            assert maker.make() == Authority.objects.get(code="991")
    assert maker.times == 1


def test_where_something_stands_in_its_tables_it_is_made() -> None:
    maker = Maker()
    with undone():
        maker.make()
    Authority.objects.create(code="992", name="Elsewhere")
    maker.make()
    assert (maker.times, Authority.objects.count()) == (2, 2)


@pytest.mark.parametrize(("reads", "times"), [(True, 2), (False, 1)])
def test_what_hangs_on_all_there_is_is_made_where_anything_is_otherwise(reads: bool, times: int) -> None:
    maker = Maker(reads=reads)
    with undone():
        maker.make()
    person("Nia New")
    maker.make()
    assert maker.times == times


def test_a_world_about_a_changed_cast_is_built() -> None:
    with undone():
        build(assemble())
    cast = assemble()
    cast.b.name = "Beech Primary School"
    cast.b.save()
    build(cast)
    cast.b.refresh_from_db()
    assert (cast.b.name, Sharing.objects.filter(school=cast.a).count()) == ("Beech Primary School", 3)


def test_what_is_older_than_a_minute_or_of_another_time_is_made(monkeypatch) -> None:
    maker, now = Maker(), timezone.now()
    for minutes in (0, 2, -2):
        monkeypatch.setattr("django.utils.timezone.now", lambda minutes=minutes: now + timedelta(minutes=minutes))
        with undone():
            maker.make()
    assert maker.times == 3


def test_new_rows_are_numbered_after_those_put_back_though_the_counter_was_set_back() -> None:
    made = Maker()
    with undone():
        made.make()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ALTER SEQUENCE schools_authority_id_seq RESTART WITH 1")
    with undone():
        there = made.make()
        assert (made.times, Authority.objects.create(code="992", name="Elsewhere").pk > there.pk) == (1, True)
