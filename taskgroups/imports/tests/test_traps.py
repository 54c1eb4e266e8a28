"""What was seen in real national files, each with a test of its own. Where a trap is tested elsewhere, it is named here.

| Trap | Tested here, or in |
| --- | --- |
| cp1252, a BOM, CRLF or not, title rows | here, and `schools/tests/test_register.py` |
| NULL, Not applicable, 9, 0, 8, Not judged | here |
| SUPP, NE, NA, NP, LOWCOV, z in the place of a number; % in one | `outcomes/tests/test_published.py` |
| rows of authorities and of the country among schools | here |
| a header with nothing below it | here |
| rows shorter or wider than the header | here, and `schools/tests/test_register.py` |
| URNs with decimals | here, `outcomes/tests/test_published.py`, `schools/tests/test_register.py` |
| two spaces in a column's name, a column with and without its suffix, dates with - and / | here |
| a new column, one that was renamed | here, and `outcomes/tests/test_published.py` |
| a URN that changes | here, and `schools/tests/test_register.py`, `outcomes/tests/test_pages.py` |
| a newer file that forgets a poor grade | here, and `schools/tests/test_inspections.py` |
| pieces of an utterance, names, colons of transcripts | `kit/talk/tests/test_transcripts.py` |
"""

import csv
from datetime import date
from pathlib import Path

import pytest
from django.core.management import call_command

from taskgroups.imports.kinds import kind_of
from taskgroups.imports.tests.cast import EVERY, KS4, LINKS, REGISTER_2024, Y2025, Y2026
from taskgroups.kit.access.command import CommandError
from taskgroups.outcomes.domain.load_performance import load_performance
from taskgroups.outcomes.models import GradeCount, PublishedRow
from taskgroups.outcomes.queries.areas import earlier_numbers
from taskgroups.outcomes.queries.inspected import days_of_authority, days_of_schools
from taskgroups.outcomes.standing import BY_JUDGEMENT, NOT_INSPECTED, OVERALL, good_overall, good_with_quality
from taskgroups.schools.domain.load_inspections import load_inspections
from taskgroups.schools.domain.load_register import load_register
from taskgroups.schools.models import Inspection, InspectionGrade, School
from taskgroups.schools.sheets import Problem

pytestmark = pytest.mark.django_db
OVERALL_COLUMN, QUALITY_COLUMN = "Overall effectiveness", "Quality of education"


class Sheet:
    """One of the small invented files, to be changed and written again."""

    def __init__(self, folder: Path, path: Path) -> None:
        self.path = folder / path.name
        text = path.read_bytes().decode("utf-8-sig" if path.read_bytes()[:3] == b"\xef\xbb\xbf" else "cp1252")
        self.rows = [row for row in csv.reader(text.splitlines()) if any(row)]

    def set(self, column: str, value: str, row: int = 1) -> "Sheet":
        self.rows[row][self.rows[0].index(column)] = value
        return self

    def rename(self, column: str, name: str) -> "Sheet":
        self.rows[0][self.rows[0].index(column)] = name
        return self

    def write(self, encoding: str = "cp1252", end: str = "\r\n", above: str = "") -> Path:
        with self.path.open("w", encoding=encoding, newline="") as target:
            target.write(above)
            csv.writer(target, lineterminator=end).writerows(self.rows)
        return self.path


@pytest.fixture
def sheet(tmp_path):
    return lambda path=Y2025: Sheet(tmp_path, path)


def kept():
    """All that inspections files told of schools."""
    schools = School.objects.order_by("urn").values_list("urn", "name", "pupils_inspected", "authority__code")
    found = Inspection.objects.order_by("school__urn", "kind", "started_on")
    grades = InspectionGrade.objects.order_by("inspection__school__urn", "inspection__started_on", "judgement")
    return (
        list(schools), list(found.values_list("school__urn", "kind", "started_on", "published_on", "outcome")),
        list(grades.values_list("inspection__school__urn", "inspection__started_on", "judgement", "grade")),
    )  # fmt: skip


def grade(judgement=OVERALL, started=date(2019, 6, 12)):
    found = InspectionGrade.objects.filter(inspection__started_on=started, judgement=judgement)
    return found.values_list("grade", flat=True).first()


def test_bytes_of_cp1252_become_the_letters_they_are(sheet):
    path = sheet().set("School name", "St Anne’s – Infants").write("cp1252")
    assert b"\x92" in path.read_bytes()
    assert b"\x96" in path.read_bytes()
    load_inspections(path)
    assert School.objects.get(urn=990001).name == "St Anne’s – Infants"


@pytest.mark.parametrize(
    ("encoding", "end", "above"),
    [
        ("utf-8", "\n", ""),
        ("utf-8-sig", "\r\n", ""),
        ("cp1252", "\n", ""),
        ("cp1252", "\r\n", "Latest inspections of state-funded schools\r\n,,,\r\nPublished in September\r\n"),
        ("utf-8-sig", "\r\n", "Latest inspections of state-funded schools\r\n\r\n"),
    ],
)
def test_a_mark_of_order_the_end_of_lines_and_titles_above_change_nothing(sheet, encoding, end, above):
    load_inspections(Y2025)
    before = kept()
    School.objects.all().delete()
    load_inspections(sheet().write(encoding, end, above))
    assert kept() == before


@pytest.mark.parametrize("mark", ["NULL", "Not applicable", "9", "0", "8", ""])
def test_a_mark_for_no_grade_is_no_grade(sheet, mark):
    load_inspections(sheet().set(OVERALL_COLUMN, mark).set(QUALITY_COLUMN, mark).write())
    assert (grade(), grade("Quality of education")) == (None, None)
    assert grade("Effectiveness of leadership and management") == "Outstanding"


def test_not_judged_is_kept_and_never_counts_as_not_good(sheet):
    load_inspections(sheet().set(OVERALL_COLUMN, "Not judged").set(QUALITY_COLUMN, "2").write())
    assert grade() == "Not judged"
    counts = days_of_authority("990")[0].area
    assert (good_overall(counts).of.schools, good_with_quality(counts).pupils_pct) == (0, 100.0)


def test_rows_of_an_authority_and_of_the_country_are_no_schools(sheet):
    load_performance(KS4)
    levels = PublishedRow.objects.order_by("level", "urn").values_list("level", "urn")
    assert list(levels) == [("authority", 0), ("england_state_funded", 0), ("school", 990002), ("school", 990003)]
    one = sheet(KS4)
    one.rows[4][0] = "5"
    load_performance(one.write())
    assert set(PublishedRow.objects.exclude(level="school").values_list("urn", flat=True)) == {0}


@pytest.mark.parametrize("below", [b"", b"\r\n,,,\r\n"])
@pytest.mark.parametrize("path", EVERY, ids=lambda path: path.name)
def test_a_file_of_nothing_but_its_header_is_refused_in_words_by_its_command(tmp_path, path, below):
    bare = tmp_path / path.name
    lines = path.read_bytes().splitlines(keepends=True)
    header = next(at for at, line in enumerate(lines) if b"URN" in line)
    bare.write_bytes(b"".join(lines[: header + 1]).rstrip() + below)
    kind = kind_of(path)
    command = {"register": "import_register", "inspections": "import_inspections"}.get(kind, "import_performance")
    with pytest.raises(
        CommandError, match=r"holds only its header: no row stands below it.* Download it again, or choose"
    ):
        call_command(command, str(bare))
    with pytest.raises(Problem, match="holds only its header"):
        kind_of(bare)


def test_a_row_shorter_than_the_header_is_left_out_and_the_rest_is_loaded(sheet):
    one = sheet()
    one.rows[2] = one.rows[2][:30]
    tally = load_inspections(one.write())
    assert tally.skipped == [{"line": 3, "why": "the row has 30 of 76 cells"}]
    assert (tally.read, tally.created) == (3, 2)


def test_a_row_wider_than_the_header_is_read_as_far_as_the_header_goes(sheet):
    load_inspections(Y2025)
    before = kept()
    School.objects.all().delete()
    one = sheet()
    one.rows[1] += ["990099", "more"]
    load_inspections(one.write())
    assert kept() == before


def test_a_urn_that_a_spreadsheet_gave_decimals_is_the_same(sheet):
    load_inspections(sheet().set("URN", "990001.0").set("URN at time of latest graded inspection", "990001.0").write())
    assert Inspection.objects.get(started_on="2019-06-12").urn_at_time == 990001
    assert School.objects.filter(urn=990001).exists()


@pytest.mark.parametrize("name", ["Latest OEIF  safeguarding is effective?", "Latest OEIF safeguarding is effective?"])
def test_two_spaces_in_the_name_of_a_column_are_one(sheet, name):
    load_inspections(sheet(Y2026).rename("Latest OEIF  safeguarding is effective?", name).write())
    assert grade("Safeguarding is effective?") == "Yes"


@pytest.mark.parametrize("name", ["Web Link", "Web Link (opens in new window)"])
def test_the_link_of_a_report_may_have_its_suffix_or_not(sheet, name):
    assert load_inspections(sheet().rename("Web Link (opens in new window)", name).write()).created == 3


@pytest.mark.parametrize("day", ["12/06/2019", "12-06-2019", "2019-06-12", "12/06/2019 00:00"])
def test_a_date_is_the_same_with_dashes_and_with_strokes(sheet, day):
    load_inspections(sheet().set("Inspection start date", day).write())
    assert grade() == "Good"


@pytest.mark.parametrize("where", ["first", "last"])
@pytest.mark.parametrize("path", [Y2025, Y2026, REGISTER_2024], ids=lambda path: path.name)
def test_a_new_column_changes_nothing(sheet, path, where):
    load = load_register if path == REGISTER_2024 else load_inspections
    load(path)
    before = kept()
    School.objects.all().delete()
    one = sheet(path)
    for at, row in enumerate(one.rows):
        row.insert(0 if where == "first" else len(one.rows[0]), "1" if at else "Something new")
    load(one.write())
    assert kept() == before


def test_a_renamed_column_is_named_with_what_was_expected_and_found(sheet):
    with pytest.raises(Problem, match=r"expected .*missing Inspection start date; found Web Link"):
        load_inspections(sheet().rename("Inspection start date", "Start of inspection").write())
    assert not School.objects.exists()


def test_what_was_found_under_an_earlier_urn_counts_for_the_school_of_today():
    load_inspections(Y2025)
    assert stood(990010) == {NOT_INSPECTED}
    load_register(LINKS)
    assert stood(990010) == {BY_JUDGEMENT}


def stood(urn):
    return {series for series, *_ in days_of_schools([urn], earlier_numbers([urn]))[0].area}


def test_a_newer_file_that_forgets_a_poor_grade_takes_nothing_away(sheet, tmp_path):
    load_inspections(sheet().set(OVERALL_COLUMN, "4").write())
    newer = sheet()
    newer.path = tmp_path / "as_at_30_Sep_2025.csv"
    newer.set("Inspection start date", "09/09/2025").set("Publication date", "20/09/2025").set(OVERALL_COLUMN, "2")
    load_inspections(newer.write())
    assert grade() == "Inadequate"
    poor = GradeCount.objects.filter(as_at="2025-08-31", authority="990", judgement=OVERALL, grade="Inadequate")
    assert poor.values_list("schools", flat=True).first() == 1
