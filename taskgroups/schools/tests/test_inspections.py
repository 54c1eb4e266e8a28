"""Published inspection outcomes: captured in every layout, kept over time, never converted."""

import json
from datetime import date
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from taskgroups.schools.domain import rows
from taskgroups.schools.domain.load_inspections import load_inspections, read_inspections
from taskgroups.schools.domain.load_register import load_register
from taskgroups.schools.models import Inspection, InspectionGrade, School
from taskgroups.schools.queries.history import grades_in_order
from taskgroups.schools.sheets import Problem

FILES = Path(__file__).parent / "files"
Y2019, Y2025, Y2026 = (
    FILES / "schools_as_at_31_March_2019.csv",
    FILES / "schools_as_at_31_Aug_2025.csv",
    FILES / "most_recent_inspections_as_at_31_May_2026.csv",
)

pytestmark = pytest.mark.django_db


def counts(tally):
    return tally.layout, str(tally.as_at), tally.read, tally.created, tally.updated, tally.unchanged


def held(urn=990001):
    return [
        (str(one.started_on), one.kind, one.framework)
        for one in Inspection.objects.filter(school__urn=urn).order_by("started_on", "kind")
    ]


def grades(kind, started_on):
    found = InspectionGrade.objects.filter(inspection__kind=kind, inspection__started_on=started_on)
    return dict(found.order_by("judgement").values_list("judgement", "grade"))


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        (Y2019, ("before November 2025", "2019-03-31", 1, 1, 0, 0)),
        (Y2025, ("August 2025", "2025-08-31", 3, 3, 0, 0)),
        (Y2026, ("after November 2025", "2026-05-31", 1, 1, 0, 0)),
    ],
)
def test_every_layout_loads_into_an_empty_database_and_again_changes_nothing(file, expected):
    assert counts(load_inspections(file)) == expected
    layout, as_at, read, *_ = expected
    assert counts(load_inspections(file)) == (layout, as_at, read, 0, 0, read)


def test_schools_the_register_has_not_brought_are_made():
    load_inspections(Y2025)
    alder = School.objects.select_related("authority").get(urn=990001)
    assert (alder.name, alder.phase, alder.authority.code, alder.number, alder.pupils) == (
        "Alder Primary School", "primary", "990", "2001", 205,
    )  # fmt: skip


def test_the_registers_facts_stand():
    load_register(FILES / "edubasealldata20240901.csv")
    load_inspections(Y2025)
    alder = School.objects.get(urn=990001)
    assert (alder.pupils, alder.pupils_inspected, alder.town) == (215, 205, "Saltmarsh")


def test_latest_previous_and_ungraded_are_each_kept_under_the_framework_of_their_day():
    load_inspections(Y2025)
    assert held() == [
        ("2013-05-09", "graded", ""),
        ("2019-06-12", "graded", "cif-2016"),
        ("2023-02-07", "ungraded", "eif-2019"),
    ]
    assert held(990002) == [("2025-01-14", "graded", "eif-2024")]


def test_grades_keep_the_files_own_names_and_marks_for_none_are_no_grade():
    load_inspections(Y2025)
    assert grades("graded", date(2019, 6, 12)) == {
        "Effectiveness of leadership and management": "Outstanding",
        "Overall effectiveness": "Good",
        "Safeguarding is effective?": "Yes",
    }
    assert grades("graded", date(2025, 1, 14))["Overall effectiveness"] == "Not judged"


def test_grades_stand_overall_first_and_then_as_their_framework_has_them():
    load_inspections(Y2025)
    inspection = Inspection.objects.get(school__urn=990001, framework="cif-2016")
    inspection.grades.create(judgement="Outcomes for pupils", grade="Good")
    assert [one.judgement for one in grades_in_order(inspection)] == [
        "Overall effectiveness",
        "Effectiveness of leadership and management",
        "Outcomes for pupils",
        "Safeguarding is effective?",
    ]


@pytest.mark.parametrize(("started", "name"), [("31/08/2012", "Satisfactory"), ("01/09/2012", "Requires improvement")])
def test_grade_three_has_the_name_it_had_on_its_day(tmp_path, started, name):
    file = tmp_path / "as_at_31_Aug_2025.csv"
    file.write_bytes(Y2025.read_bytes().replace(b"09/05/2013", started.encode()))
    load_inspections(file)
    assert InspectionGrade.objects.get(inspection__previous=True, judgement="Overall effectiveness").grade == name


def test_concern_and_outcome_are_kept_in_words():
    load_inspections(Y2025)
    assert Inspection.objects.get(school__urn=990002).category_of_concern == "Special measures"
    assert Inspection.objects.get(kind="ungraded").outcome == "School remains Good (Concerns) - S5 Next"


def test_a_report_card_is_kept_beside_older_grades_each_grade_with_its_date():
    load_inspections(Y2026)
    assert held() == [("2019-06-12", "graded", "cif-2016"), ("2026-02-03", "report_card", "rf-2025")]
    assert grades("report_card", date(2026, 2, 3)) == {
        "Achievement": "Needs attention",
        "Curriculum and teaching": "Expected standard",
        "Early years": "Expected standard",
        "Inclusion": "Strong standard",
        "Leadership and governance": "Expected standard",
        "Safeguarding standards": "Met",
    }
    assert str(InspectionGrade.objects.get(judgement="Achievement").graded_on) == "2026-06-09"


@pytest.mark.parametrize("order", [(Y2019, Y2025, Y2026), (Y2026, Y2025, Y2019)])
def test_whatever_the_order_of_files_nothing_that_was_captured_is_lost(order):
    for file in order:
        load_inspections(file)
    assert [(day, kind) for day, kind, _ in held()] == [
        ("2013-05-09", "graded"),
        ("2016-11-10", "ungraded"),
        ("2019-06-12", "graded"),
        ("2023-02-07", "ungraded"),
        ("2026-02-03", "report_card"),
    ]


def test_an_older_file_does_not_overwrite_a_grade(tmp_path):
    load_inspections(Y2025)
    older = tmp_path / "as_at_30_Apr_2025.csv"
    older.write_bytes(Y2025.read_bytes().replace(b",Not judged,SM,2,", b",Not judged,SM,4,"))
    assert load_inspections(older).unchanged == 3
    assert grades("graded", date(2025, 1, 14))["Quality of education"] == "Good"


def test_a_newer_file_corrects_a_grade(tmp_path):
    load_inspections(Y2025)
    newer = tmp_path / "as_at_30_Sep_2025.csv"
    newer.write_bytes(Y2025.read_bytes().replace(b",Not judged,SM,2,", b",Not judged,SM,3,"))
    assert load_inspections(newer).updated == 1
    assert grades("graded", date(2025, 1, 14))["Quality of education"] == "Requires improvement"
    assert {str(one.inspections_as_at) for one in School.objects.all()} == {"2025-09-30"}


def test_the_date_of_the_facts_may_be_given(tmp_path):
    undated = tmp_path / "latest.csv"
    undated.write_bytes(Y2025.read_bytes())
    assert load_inspections(undated).as_json()["as_at"] is None
    assert load_inspections(undated, as_at=date(2025, 8, 31)).as_json()["as_at"] == "2025-08-31"


def test_a_cut_file_changes_nothing(tmp_path):
    cut = tmp_path / "as_at_31_Aug_2025.csv"
    cut.write_bytes(Y2025.read_bytes().split(b"\r\n,,")[0][:-60])
    with pytest.raises(Problem, match="is cut short"):
        load_inspections(cut)
    assert School.objects.count() == 0


def test_others_save_while_a_file_is_read_since_nothing_is_written_before_it_is_kept(django_assert_num_queries):
    with django_assert_num_queries(1) as asked:
        ready = read_inspections(Y2025, as_at=None, progress=lambda at: None)
    assert asked.captured_queries[0]["sql"].startswith("SELECT")
    assert School.objects.count() == 0
    assert counts(ready.keep(by=None)) == ("August 2025", "2025-08-31", 3, 3, 0, 0)


def test_of_very_many_schools_all_are_read_and_sorted_out(monkeypatch):
    load_inspections(Y2019)
    monkeypatch.setattr(rows, "FEW", 1)
    assert counts(load_inspections(Y2025)) == ("August 2025", "2025-08-31", 3, 2, 1, 0)
    assert held() == [
        ("2013-05-09", "graded", ""),
        ("2016-11-10", "ungraded", "cif-2016"),
        ("2019-06-12", "graded", "cif-2016"),
        ("2023-02-07", "ungraded", "eif-2019"),
    ]


def test_missing_columns_and_register_files_are_told_apart(tmp_path):
    other = tmp_path / "other.csv"
    other.write_text("URN,School name\n990001,Alder\n")
    with pytest.raises(Problem, match=r"missing Local authority, Ofsted phase.*found URN, School name"):
        load_inspections(other)
    with pytest.raises(Problem, match="taskgroups import_register"):
        load_inspections(FILES / "edubasealldata20240901.csv")


def test_the_command_prints_one_json_object(capsys):
    call_command("import_inspections", str(Y2025), "--json")
    assert json.loads(capsys.readouterr().out) == {
        "layout": "August 2025", "as_at": "2025-08-31", "read": 3, "created": 3, "updated": 0, "unchanged": 0,
        "skipped": [],
    }  # fmt: skip


def test_a_date_that_is_none_is_refused_in_words():
    with pytest.raises(CommandError, match=r"'soon' is not a date. Write it as 2025-08-31"):
        call_command("import_inspections", str(Y2025), "--as-at", "soon")
