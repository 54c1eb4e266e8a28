"""Loading performance files, and the three outcomes that come of them."""

import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from taskgroups.outcomes.domain.load_performance import load_performance, read_performance
from taskgroups.outcomes.models import GradeCount, PublishedFile, PublishedRow
from taskgroups.outcomes.queries import standings
from taskgroups.outcomes.queries.authority import authority_named, outcomes_of_authority
from taskgroups.outcomes.queries.inspected import days_of_authority
from taskgroups.outcomes.standing import BY_JUDGEMENT, NOT_INSPECTED, OVERALL, OVERALL_SERIES, Count
from taskgroups.schools.domain.load_inspections import load_inspections
from taskgroups.schools.models import School
from taskgroups.schools.sheets import Problem
from taskgroups.schools.tests.test_inspections import Y2025, Y2026

FILES = Path(__file__).parent / "files"
KS4, LEAVERS = FILES / "990_ks4final_2018-19.csv", FILES / "990_ks4-pupdest.csv"

pytestmark = pytest.mark.django_db


def counts(tally):
    return tally.read, tally.created, tally.updated, tally.unchanged, len(tally.skipped)


def changed(path, folder, old, new, name=None):
    other = folder / (name or path.name)
    other.write_bytes(path.read_bytes().replace(old, new))
    return other


def test_the_same_file_twice_changes_nothing():
    assert counts(load_performance(KS4)) == (4, 4, 0, 0, 0)
    assert counts(load_performance(KS4)) == (4, 0, 0, 4, 0)


def test_others_save_while_a_file_is_read_since_nothing_is_written_before_it_is_kept(
    tmp_path, django_assert_num_queries
):
    load_performance(KS4)
    with django_assert_num_queries(2) as captured:
        ready = read_performance(changed(KS4, tmp_path, b",50.5,", b",51.5,"), year=None, progress=lambda at: None)
    assert [one["sql"][:6] for one in captured.captured_queries] == ["SELECT"] * 2
    assert PublishedRow.objects.get(urn=990002).figures["attainment_8"]["value"] == 50.5
    assert counts(ready.keep(by=None)) == (4, 0, 1, 3, 0)
    assert PublishedRow.objects.get(urn=990002).figures["attainment_8"]["value"] == 51.5


def test_a_row_that_differs_in_what_is_not_read_is_as_it_was(tmp_path):
    load_performance(KS4)
    assert counts(load_performance(changed(KS4, tmp_path, b"Beck School", b"Brook School"))) == (4, 0, 0, 4, 0)


def test_a_row_that_stands_twice_in_the_same_file_is_left_out_the_second_time(tmp_path):
    load_performance(KS4)
    file = tmp_path / KS4.name
    first = KS4.read_bytes().splitlines(keepends=True)[1]
    file.write_bytes(KS4.read_bytes() + first)
    assert load_performance(file).skipped == [{"line": 7, "why": "URN 990002 is in the file twice"}]


def test_a_corrected_file_replaces_what_it_tells_differently(tmp_path):
    load_performance(KS4)
    assert counts(load_performance(changed(KS4, tmp_path, b",50.5,", b",51.5,"))) == (4, 0, 1, 3, 0)
    assert PublishedRow.objects.get(urn=990002).figures["attainment_8"] == {"value": 51.5, "pupils": 40}


def test_a_provisional_file_stands_beside_the_final_one(tmp_path):
    load_performance(KS4)
    assert load_performance(changed(KS4, tmp_path, b"50.5", b"49.5", "990_ks4provisional_2018-19.csv")).created == 4


def test_half_a_file_changes_nothing(tmp_path):
    half = tmp_path / KS4.name
    half.write_bytes(KS4.read_bytes()[:220])
    with pytest.raises(Problem, match="is cut short"):
        load_performance(half)
    assert not PublishedFile.objects.exists()


def test_a_wrong_row_is_left_out_and_says_why(tmp_path):
    tally = load_performance(changed(KS4, tmp_path, b",50.5,", b",high,"))
    assert tally.skipped == [{"line": 2, "why": "'high' in the column ATT8SCR is not a number"}]
    assert tally.created == 3


def test_names_and_telephone_numbers_are_not_kept():
    load_performance(KS4)
    kept = json.dumps(list(PublishedRow.objects.values()), default=str)
    assert "01234" not in kept
    assert "Beck" not in kept


def test_a_later_inspections_file_leaves_the_earlier_counts_as_they_were():
    load_inspections(Y2025)
    before = list(GradeCount.objects.order_by("pk").values())
    load_inspections(Y2026)
    assert list(GradeCount.objects.filter(as_at="2025-08-31").order_by("pk").values()) == before
    assert GradeCount.objects.filter(as_at="2026-05-31", authority="").exists()


def told_of_grades():
    fields = "as_at", "authority", "series", "judgement", "grade", "schools", "pupils"
    return list(GradeCount.objects.order_by(*fields).values(*fields))


def test_many_schools_are_counted_as_few_are(monkeypatch):
    load_inspections(Y2026)
    load_inspections(Y2025)
    of_few = told_of_grades()
    GradeCount.objects.all().delete()
    monkeypatch.setattr(standings, "AT_ONCE", 0)
    for file in (Y2026, Y2025):
        load_inspections(file)
    assert len(of_few) > 10
    assert told_of_grades() == of_few


def test_a_school_without_an_authority_counts_among_all_and_takes_nobody_s_place(tmp_path):
    load_inspections(Y2025)
    School.objects.filter(urn=990001).update(authority=None)
    GradeCount.objects.all().delete()
    load_inspections(Y2025)
    of_all = GradeCount.objects.filter(authority="", judgement="")
    assert sum(of_all.values_list("schools", flat=True)) == School.objects.count()


def test_a_file_of_a_few_areas_says_nothing_of_england_and_not_judged_is_never_not_good():
    load_inspections(Y2025)
    found = outcomes_of_authority(authority_named("990"))
    good = found["good_or_outstanding"]
    assert good["england"] is None
    assert (good["area"]["pupils_pct"], good["area"]["of"]) == (100.0, 205)
    assert good["with_quality_of_education"]["area"]["of"] == 410
    assert (
        "schools_as_at_31_Aug_2025.csv is not of the whole country, so there is no figure for England."
        in found["notes"]
    )


def test_what_was_published_for_the_area_stands_before_what_its_schools_add_up_to():
    load_inspections(Y2025)
    load_performance(KS4)
    attainment = outcomes_of_authority(authority_named("990"))["achieving_well"][0]
    assert (attainment["area"]["value"], attainment["area"]["how"], attainment["england"]["value"]) == (
        48.1,
        "published",
        46.5,
    )
    assert attainment["sources"] == [{"file": KS4.name, "rows": 4}]


def test_destinations_stand_with_those_of_disadvantaged_pupils():
    load_inspections(Y2025)
    load_performance(LEAVERS)
    found = outcomes_of_authority(authority_named("990"))["positive_destinations"]
    assert (found["year"], found["area"]["value"], found["england"]["value"]) == ("2018/19", 93.5, 94.0)
    assert found["disadvantaged"]["area"]["value"] == 83.33


def test_what_was_not_loaded_is_said():
    load_inspections(Y2025)
    assert outcomes_of_authority(authority_named("990"))["notes"][-2:] == [
        "No figures on attainment were loaded for this area.", "No figures on destinations were loaded for this area.",
    ]  # fmt: skip


def test_an_authority_nobody_knows_is_refused_in_a_sentence():
    with pytest.raises(CommandError, match="No schools are loaded yet"):
        call_command("outcomes", "--authority", "Nowhere")
    load_inspections(Y2025)
    with pytest.raises(CommandError, match="There is no local authority 'Nowhere'"):
        call_command("outcomes", "--authority", "Nowhere")


def test_a_command_that_is_told_no_school_year_says_how_to_write_it():
    with pytest.raises(CommandError, match="Write it as 2018/19"):
        call_command("import_performance", str(KS4), "--year", "soon")


def by_grade(counts):
    """Schools by overall grade, those with none, and those not inspected; and all schools and pupils together."""
    places = [*((OVERALL_SERIES, OVERALL, grade) for grade in GRADES), (BY_JUDGEMENT, "", ""), (NOT_INSPECTED, "", "")]
    whole = sum((count for (_, judgement, _), count in counts.items() if not judgement), Count())
    return [counts[place].schools for place in places], whole


GRADES = ("Outstanding", "Good", "Requires improvement", "Inadequate")
WARWICKSHIRE = [20, 177, 15, 2, 34, 3], Count(251, 90865)


def test_warwickshire_comes_out_as_published(shared_data, capsys):
    load_inspections(shared_data / "inspections" / "warwickshire_as_at_31_Aug_2025.csv")
    call_command("import_performance", *map(str, sorted((shared_data / "performance").glob("*.csv"))), "--json")
    told = json.loads(capsys.readouterr().out)
    assert (told["read"], told["created"], told["skipped"]) == (1143, 1143, [])
    call_command("outcomes", "--authority", "Warwickshire", "--json")
    found = json.loads(capsys.readouterr().out)
    area = found["good_or_outstanding"]["area"]
    assert (found["as_at"], area["pupils_pct"], area["pupils"], area["of"]) == ("2025-08-31", 93.86, 74394, 79264)
    assert found["good_or_outstanding"]["with_quality_of_education"]["area"]["pupils_pct"] == 93.02
    assert found["positive_destinations"]["area"]["value"] == 95.58
    assert by_grade(days_of_authority("937")[0].area) == WARWICKSHIRE


@pytest.mark.slow
@pytest.mark.once
def test_england_stands_beside_it(shared_data):
    load_inspections(shared_data / "inspections" / "england_as_at_31_Aug_2025.csv.gz")
    good = outcomes_of_authority(authority_named("warwickshire"))["good_or_outstanding"]
    assert (good["area"]["pupils_pct"], good["england"]["pupils_pct"]) == (93.86, 93.19)
    assert good["with_quality_of_education"]["england"]["pupils_pct"] == 91.36
    day = days_of_authority("937")[0]
    assert by_grade(day.area) == WARWICKSHIRE
    assert by_grade(day.england) == ([2063, 15264, 1087, 204, 3269, 103], Count(21990, 8428991))
