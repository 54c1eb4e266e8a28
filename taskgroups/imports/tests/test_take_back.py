"""Taking a file back puts every table exactly as it was; where it cannot, nothing is changed and the reason is said."""

import pytest
from django.apps import apps
from django.db import connection, models

from taskgroups.imports.domain.ask import ask_for_load, ask_to_undo
from taskgroups.imports.domain.work import claim, work
from taskgroups.imports.kinds import TABLES
from taskgroups.imports.models import Import
from taskgroups.imports.tests.cast import EVERY, KS4, LINKS, REGISTER_2017, REGISTER_2024, Y2019, Y2025, Y2026, sent
from taskgroups.kit.access.refused import Refused
from taskgroups.outcomes.models import PublishedFile, PublishedRow, Stamp
from taskgroups.schools.models import ConsortiumSchool, Inspection, InspectionGrade, School
from tests.cast import LONG_AGO, consortium

pytestmark = pytest.mark.django_db
WATCHED = ("schools", "outcomes")


def tables():
    """Every row of every table that national files write, as the database has it, but for the mark of a change."""
    found = {}
    for model in apps.get_models():
        if model._meta.app_label in WATCHED and model is not Stamp:
            with connection.cursor() as cursor:
                cursor.execute(f'SELECT * FROM "{model._meta.db_table}" ORDER BY id')  # noqa: S608
                found[model._meta.label] = cursor.fetchall()
    return found


def load(cast, path, **said):
    asked = ask_for_load(content=sent(path, **said), as_at=None, year=None, by=cast.administrator)
    return work(claim() or asked)


def undo(cast, found):
    ask_to_undo(found=found, by=cast.administrator)
    return work(claim())


@pytest.mark.parametrize("path", EVERY, ids=lambda path: path.name)
def test_a_file_of_every_kind_is_taken_back_exactly(cast, path):
    before = tables()
    done = load(cast, path)
    assert done.state == "done", done.told
    assert tables() != before
    assert undo(cast, done).state == "undone"
    assert tables() == before
    assert (done.journal, Import.objects.get().alone) == ("", None) or not Import.objects.get().journal


def test_files_are_taken_back_one_after_the_other_the_newest_first(cast):
    seen, done = [tables()], []
    for path in (REGISTER_2017, REGISTER_2024, Y2019, Y2025, Y2026, KS4):
        done.append(load(cast, path))
        seen.append(tables())
    for found, before in zip(reversed(done), reversed(seen[:-1]), strict=True):
        assert undo(cast, found).state == "undone"
        assert tables() == before


def test_a_file_of_the_same_day_gives_its_counts_back(cast):
    load(cast, Y2025)
    before = tables()
    again = load(cast, Y2025, content=Y2025.read_bytes().replace(b",Not judged,SM,2,", b",Not judged,SM,3,"))
    assert tables() != before
    undo(cast, again)
    assert tables() == before


def test_an_earlier_file_is_taken_back_where_the_later_one_told_of_other_things(cast):
    first = load(cast, KS4)
    load(cast, Y2025)
    with_both = tables()
    assert undo(cast, first).state == "undone"
    assert {name for name, rows in tables().items() if rows != with_both[name]} == {
        "outcomes.PublishedFile",
        "outcomes.PublishedRow",
    }


def test_an_earlier_file_stays_where_a_later_one_told_more_of_the_same_and_says_which(cast):
    first = load(cast, Y2019)
    load(cast, Y2025)
    before = tables()
    stayed = undo(cast, first)
    assert stayed.state == "done"
    assert stayed.told.endswith(
        f"It was not taken back: {School.objects.get(urn=990001).name} was changed here since. "
        "Loaded later: schools_as_at_31_Aug_2025.csv. Take that back first."
    )
    assert tables() == before


def test_a_school_that_is_in_a_consortium_since_keeps_its_file(cast):
    School.objects.filter(urn__in=[990001, 990002, 990003, 990004]).delete()
    done = load(cast, REGISTER_2024)
    consortium("Later", cast.authority, [School.objects.get(urn=990001)])
    assert "came with it and is in use here now" in undo(cast, done).told
    assert School.objects.filter(urn=990001).exists()


def test_what_somebody_changed_of_another_fact_does_not_stand_in_the_way(cast):
    done = load(cast, REGISTER_2024)
    School.objects.filter(urn=990001).update(early_years_corrected=False)
    assert undo(cast, done).state == "undone"
    alder = School.objects.get(urn=990001)
    assert (alder.early_years_corrected, alder.name, alder.pupils) == (False, "Alder Primary School", 210)


def test_a_grade_somebody_put_right_since_is_not_lost(cast):
    done = load(cast, Y2025)
    InspectionGrade.objects.filter(grade="Outstanding").update(grade="Good")
    told = undo(cast, done).told
    assert "was changed here since." in told
    assert InspectionGrade.objects.exists()


def test_a_file_that_let_a_school_s_work_go_over_stays_and_says_why(cast):
    Import.objects.create(
        kind="register", name="r.csv", asked_at="2026-01-01T00:00Z", heard_at="2026-01-01T00:00Z", state="done",
        stays="The work of Alder went over to Elm with this file, and people have gone on with it there.",
    )  # fmt: skip
    with pytest.raises(Refused, match="The work of Alder went over to Elm"):
        ask_to_undo(found=Import.objects.get(), by=cast.administrator)


def test_work_that_went_over_is_seen_while_a_file_is_loaded(cast):
    School.objects.filter(pk=cast.b.pk).update(open=False, status="Closed")
    School.objects.filter(pk=cast.d.pk).update(urn=990010)
    cast.d.memberships.all().delete()
    content = b"URN,LinkURN,LinkName,LinkType,LinkEstablishedDate\r\n990010,990002,Birch,Predecessor,01-09-2024\r\n990002,990010,Dune,Successor,01-09-2024\r\n"
    School.objects.filter(urn=990010).update(opened_on="2024-09-01")
    School.objects.filter(urn=990002).update(closed_on="2024-08-31")
    done = load(cast, LINKS, content=content)
    assert done.stays.startswith("The work of Birch Primary School went over to Dune Primary School with this file")
    assert not done.may_be_undone


def test_a_file_that_changed_nothing_has_nothing_to_take_back(cast):
    load(cast, KS4)
    again = load(cast, KS4)
    assert again.told.startswith("990_ks4final_2018-19.csv changes nothing")
    with pytest.raises(Refused, match="There is nothing to take back"):
        ask_to_undo(found=again, by=cast.administrator)


def test_taken_back_twice_is_taken_back_once(cast):
    done = load(cast, KS4)
    undo(cast, done)
    assert ask_to_undo(found=done, by=cast.administrator).state == "undone"
    assert claim() is None


def test_inspections_of_a_school_in_a_consortium_go_again(cast):
    ConsortiumSchool.objects.filter(consortium=cast.harbour).update(joined_on=LONG_AGO)
    done = load(cast, Y2025)
    assert Inspection.objects.exists()
    undo(cast, done)
    assert not Inspection.objects.exists()


def test_no_watched_table_has_a_column_that_is_written_otherwise_than_it_is_read():
    watched_models = {*(model for some in TABLES.values() for model in some), PublishedFile, PublishedRow}
    kinds = (models.DateTimeField, models.FloatField, models.BinaryField, models.TimeField, models.DurationField)
    fields = [field for model in watched_models for field in model._meta.concrete_fields]
    assert len(fields) > 60
    assert [str(field) for field in fields if isinstance(field, kinds)] == []
