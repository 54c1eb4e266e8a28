"""The pages of the three outcomes: what they show, what they say is missing, and who may open them."""

import csv
import io
from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from taskgroups.kit.design.tests.page_rules import check_page, parse, text_of
from taskgroups.outcomes.domain.sets import make_set
from taskgroups.outcomes.models import CountedFile, GradeCount, PublishedFile, PublishedRow, SchoolSet
from taskgroups.outcomes.standing import BY_JUDGEMENT, NOT_INSPECTED, OVERALL, OVERALL_SERIES, QUALITY
from taskgroups.schools.models import Inspection, InspectionGrade, Link, School, Trust

pytestmark = pytest.mark.django_db
DAY = date(2025, 8, 31)
AUTHORITY = "/authorities/990/outcomes/"
HARBOUR = "/consortia/harbour/outcomes/"


def inspected(day=DAY, good=300, poor=100, england=153):
    """A file of one day: two schools with an overall grade, one judged without one, one not inspected."""
    name = f"invented_{day:%Y}.csv"
    CountedFile.objects.create(as_at=day, name=name, rows_read=4, authorities=england, loaded_on=timezone.localdate())
    counts = [
        (OVERALL_SERIES, "", "", 2, good + poor), (OVERALL_SERIES, OVERALL, "Good", 1, good),
        (OVERALL_SERIES, OVERALL, "Inadequate", 1, poor), (BY_JUDGEMENT, "", "", 1, 50),
        (BY_JUDGEMENT, QUALITY, "Good", 1, 50), (NOT_INSPECTED, "", "", 1, 3),
    ]  # fmt: skip
    GradeCount.objects.bulk_create(
        GradeCount(as_at=day, file=name, authority=area, series=series, judgement=judgement, grade=grade, schools=schools, pupils=pupils)
        for area in ("990", "") for series, judgement, grade, schools, pupils in counts
    )  # fmt: skip


def published(layout, year, **rows):
    """A performance file: its rows by 'england', 'a990' for an authority, 'u990001' for a school."""
    file, _ = PublishedFile.objects.get_or_create(
        name=f"invented_{layout}.csv", layout=layout, year=year, rows_read=9, loaded_on=timezone.localdate()
    )
    for key, figures in rows.items():
        about = {"level": "england_state_funded"}
        if key[0] in "au" and key[1:].isdigit():
            about = (
                {"level": "authority", "authority": key[1:]}
                if key[0] == "a"
                else {"level": "school", "urn": int(key[1:]), "authority": "990"}
            )
        PublishedRow.objects.create(file=file, layout=layout, year=year, line_hash=key, figures=figures, **about)


def told(value, pupils):
    return {"value": value, "pupils": pupils}


def stands(school, day, grade, pupils=100):
    """Give a school an inspection with an overall grade."""
    made = Inspection.objects.create(school=school, started_on=day)
    InspectionGrade.objects.create(inspection=made, judgement=OVERALL, grade=grade)
    School.objects.filter(pk=school.pk).update(pupils_inspected=pupils)


def text(answer):
    assert answer.status_code == 200
    return text_of(check_page(answer.content, "outcomes"))


def titles(answer):
    return [text_of(one) for one in parse(answer.content).xpath("//figcaption")]


def test_an_authority_stands_beside_england_and_every_figure_names_its_file(cast, as_):
    inspected()
    page = as_(cast.stranger).get(AUTHORITY)
    assert titles(page)[0] == (
        "Pupils in good or outstanding schools, 31 August 2025: 75.0% in Saltshire, 75.0% in England"
    )
    shown = text(page)
    assert f"Source: invented_2025.csv (4 rows, loaded on {timezone.localdate().day} " in shown
    assert "2 schools could not be counted here" in shown
    assert "Early-years settings are not counted" in shown


def test_pupils_are_counted_not_only_schools_and_nobody_is_not_good_for_want_of_a_grade(cast, as_):
    inspected()
    shown = text(as_(cast.officer).get(AUTHORITY))
    assert "300 of 400 pupils in 2 schools" in shown
    assert "2 schools with 53 pupils" in shown
    assert "77.78%" in shown  # with the quality of education: 350 of 450


def test_the_three_series_are_plots_of_their_own(cast, as_):
    inspected(date(2023, 8, 31))
    inspected()
    page = as_(cast.officer).get(AUTHORITY)
    assert [one.get("id") for one in parse(page.content).xpath("//figure")] == ["overall", "judgement"]
    assert len(parse(page.content).xpath("//svg//line[@class='out-course__area']")) == 0  # one day before it ended


def test_without_a_national_file_no_england_stands_there_and_the_page_says_so(cast, as_):
    inspected(england=3)
    shown = text(as_(cast.officer).get(AUTHORITY))
    assert "invented_2025.csv is not of the whole country, so there is no figure for England." in shown
    assert "75.0% in England" not in shown


def test_with_nothing_loaded_each_outcome_says_what_it_will_show(cast, as_):
    shown = text(as_(cast.head_a).get(AUTHORITY))
    assert shown.count("No figures yet") == 3
    assert "No figures on attainment were loaded for this area." in shown


def test_disadvantaged_pupils_stand_beside_the_others(cast, as_):
    figures = {
        "attainment_8": told(48.1, 44),
        "attainment_8:disadvantaged": told(40.0, 14),
        "attainment_8:others": told(52.0, 30),
    }
    published("key_stage_4", 2025, a990=figures, england=figures)
    lines = [
        text_of(one) for one in parse(as_(cast.officer).get(AUTHORITY).content).xpath("//li[@class='out-line']/p[1]")
    ]
    assert lines == ["Attainment 8All pupils", "Attainment 8Disadvantaged pupils", "Attainment 8Other pupils"]


def test_where_nothing_was_loaded_on_disadvantaged_pupils_the_panel_says_so(cast, as_):
    published("key_stage_2", 2025, a990={"reading_progress": told(0.4, 40)})
    shown = text(as_(cast.officer).get(AUTHORITY))
    assert "No figure on disadvantaged pupils was loaded for Key stage 2." in shown
    assert "No figure for England was loaded for Key stage 2." in shown
    assert "+0.4" in shown


def test_a_consortium_is_added_up_from_its_schools_and_says_who_could_not_be_counted(cast, as_):
    published(
        "key_stage_2", 2025, u990001={"expected_standard": told(80.0, 30)}, u990002={"expected_standard": told(50.0, 10)},
        u990003={"expected_standard": {"mark": "SUPP"}}, u990004={"expected_standard": told(1.0, 99)},
    )  # fmt: skip
    shown = text(as_(cast.head_b).get(HARBOUR))
    assert "72.50%" in shown
    assert "40 pupils in 2 schools" in shown
    assert "1 school: suppressed by the publisher" in shown


def test_where_no_figure_can_be_given_the_page_says_why(cast, as_):
    few = {"attainment_8": {"value": 48.1}}
    published("key_stage_4", 2025, u990001=few, u990002=few)
    shown = text(as_(cast.head_b).get(HARBOUR))
    assert "No figure for Harbour: too few to say without numbers of pupils" in shown
    assert "2 schools: too few to say without numbers of pupils" in shown


def test_a_consortium_counts_grades_by_pupils_on_each_day(cast, as_):
    inspected(date(2023, 8, 31))
    inspected()
    stands(cast.a, date(2022, 5, 1), "Inadequate", 100)
    stands(cast.b, date(2022, 5, 1), "Good", 300)
    stands(cast.a, date(2024, 5, 1), "Good", 100)
    assert titles(as_(cast.lead).get(HARBOUR))[0].startswith(
        "Pupils in good or outstanding schools, 31 August 2025: 100.0% in Harbour"
    )
    assert "300 of 400 pupils" in text(as_(cast.lead).get(HARBOUR))  # in 2023


def test_a_school_that_has_not_agreed_to_the_consortium_is_not_counted(cast, as_):
    cast.b.memberships.update(waits=True)
    published(
        "key_stage_2",
        2025,
        u990001={"expected_standard": told(80.0, 30)},
        u990002={"expected_standard": told(50.0, 10)},
    )
    assert "80.00%" in text(as_(cast.lead).get(HARBOUR))


def test_schools_that_lack_a_few_pupils_of_their_authority_are_not_shown(cast, as_):
    published(
        "key_stage_2", 2025, a990={"expected_standard": told(70.0, 43)}, u990001={"expected_standard": told(80.0, 40)}
    )
    shown = text(as_(cast.lead).get(HARBOUR))
    assert "80.00%" not in shown
    assert "fewer than six pupils" in shown


def test_a_school_s_figures_under_its_earlier_urn_are_its_own(cast, as_):
    Link.objects.create(urn=990001, linked_urn=980001, kind="Predecessor")
    published("key_stage_2", 2024, u980001={"expected_standard": told(64.0, 25)})
    assert "64.00%" in text(as_(cast.lead).get(HARBOUR))
    Link.objects.create(urn=990777, linked_urn=980001, kind="Predecessor - split school")
    assert "64.00%" not in text(as_(cast.lead).get(HARBOUR))


def test_no_page_of_an_area_lists_schools_in_an_order(cast, as_):
    inspected()
    published(
        "key_stage_2",
        2025,
        u990001={"expected_standard": told(80.0, 30)},
        u990002={"expected_standard": told(50.0, 10)},
    )
    for address in (AUTHORITY, HARBOUR):
        assert "Alder Primary" not in text_of(parse(as_(cast.lead).get(address).content).xpath("//main")[0])


def test_the_clerk_and_a_governor_do_not_open_a_consortium_s_outcomes(cast, as_):
    assert [as_(one).get(HARBOUR).status_code for one in (cast.clerk, cast.governor_a, cast.stranger)] == [404] * 3


def test_a_trust_is_its_open_schools(cast, as_):
    trust = Trust.objects.create(code="5501", name="The Tidewater Trust")
    School.objects.filter(urn__in=[990001, 990004]).update(trust=trust)
    School.objects.filter(urn=990004).update(open=False)
    published(
        "key_stage_2",
        2025,
        u990001={"expected_standard": told(80.0, 30)},
        u990004={"expected_standard": told(50.0, 30)},
    )
    assert "80.00%" in text(as_(cast.head_b).get(reverse("trust-outcomes", args=[trust.pk])))


def test_the_sheet_has_a_row_for_each_figure_with_its_file(cast, as_):
    inspected()
    csv_ = as_(cast.officer).get(f"{AUTHORITY}csv/").content.decode("utf-8-sig")
    first = next(csv.DictReader(io.StringIO(csv_)))
    assert (first["Here"], first["England"], first["Pupils reached"], first["Pupils counted"]) == (
        "75.0",
        "75.0",
        "300",
        "400",
    )
    assert (first["File"], first["Rows read"], first["Loaded on"]) == (
        "invented_2025.csv",
        "4",
        str(timezone.localdate()),
    )
    assert as_(cast.officer).get(f"{AUTHORITY}xlsx/").content.startswith(b"PK")
    assert as_(cast.officer).get(f"{AUTHORITY}exe/").status_code == 404


def test_the_lead_names_a_set_of_schools_and_it_has_outcomes_of_its_own(cast, as_):
    lead = as_(cast.lead)
    answer = lead.post(f"{HARBOUR}sets/new/", {"name": "Primary", "schools": ["990001", "990002"]}, follow=True)
    assert "The set Primary is kept." in text(answer)
    assert "Alder Primary School, Birch Primary School." in text(answer)
    found = SchoolSet.objects.get()
    lead.post(f"{HARBOUR}sets/{found.pk}/change/", {"name": "Infants", "schools": ["990001"]})
    assert (SchoolSet.objects.get().name, found.places.count()) == ("Infants", 1)
    check_page(lead.get(f"{HARBOUR}sets/{found.pk}/change/").content)
    lead.post(f"{HARBOUR}sets/{found.pk}/remove/")
    assert not SchoolSet.objects.exists()


def test_a_set_says_what_is_wrong_with_it(cast, as_):
    make_set(consortium=cast.harbour, name="Primary", urns=[990001], by=cast.lead)
    lead = as_(cast.lead)
    again = lead.post(f"{HARBOUR}sets/new/", {"name": "primary", "schools": ["990002"]})
    assert again.status_code == 422
    assert "There is a set called primary already. Choose another name." in text_of(parse(again.content))
    assert "Tick at least one school." in text_of(parse(lead.post(f"{HARBOUR}sets/new/", {"name": "X"}).content))
    assert (
        lead.post(f"{HARBOUR}sets/new/", {"name": "X", "schools": ["990004"]}).status_code == 422
    )  # of another consortium
    assert SchoolSet.objects.count() == 1


def test_a_school_that_leaves_the_consortium_leaves_its_sets(cast, as_):
    found = make_set(consortium=cast.harbour, name="Primary", urns=[990001, 990002], by=cast.lead)
    cast.a.memberships.all().delete()
    shown = text(as_(cast.head_b).get(f"{HARBOUR}sets/{found.pk}/"))
    assert "as far as they are in it now: Birch Primary School." in shown


def test_everybody_finds_the_areas_near_to_them_and_every_authority(cast, as_):
    page = as_(cast.head_a).get("/outcomes/")
    check_page(page.content, "outcomes")
    near = [one.get("href") for one in parse(page.content).xpath("//main//ul[1]//a")]
    assert near == [HARBOUR, AUTHORITY]
    assert "No local authority found" in text(as_(cast.head_a).get("/outcomes/", {"q": "nowhere"}))


@pytest.mark.parametrize("place", [AUTHORITY, HARBOUR])
def test_a_page_costs_as_much_for_thirty_files_and_schools_as_for_one(cast, as_, django_assert_max_num_queries, place):
    for back in range(8):
        inspected(date(2025 - back, 8, 31))
        published(
            "key_stage_2", 2025 - back, **{f"u{990001 + n}": {"expected_standard": told(50.0, 20)} for n in range(4)}
        )
    browser = as_(cast.lead)
    browser.get(place)
    with django_assert_max_num_queries(18):
        browser.get(place)
