"""The track record as people read it: the lead by name, heads and officers by six; and what it is made from."""

from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from taskgroups.assurance.domain.leave import leave_service
from taskgroups.kit.design.tests.page_rules import check_page, text_of
from taskgroups.meetings.models import TaskGroup
from taskgroups.schools.domain.load_inspections import framework_on, load_inspections
from taskgroups.schools.models import Audience, Inspection, InspectionGrade, School, Sharing, Thing
from taskgroups.track.core.history import Why
from taskgroups.track.domain.compare import compare_where_needed
from taskgroups.track.gathering import became
from taskgroups.track.models import ComparedGroup, Reckoning
from taskgroups.track.tests.history import HELD, a_history, held, inspected, schools
from tests.cast import Cast, give, person

CONSORTIUM, AUTHORITY = "/consortia/harbour/track-record/", "/authorities/990/track-record/"


def read(browser, place: str = CONSORTIUM) -> str:
    return text_of(check_page(browser.get(place).content, place))


def share_records(some: list[School]) -> None:
    Sharing.objects.bulk_create(Sharing(school=one, thing=Thing.RECORD, audience=Audience.AUTHORITY) for one in some)


@pytest.fixture
def told(cast: Cast) -> Cast:
    """Twenty-nine pairs: 16 good since with a Task Group, 12 beside them."""
    had, _ = a_history(cast)
    share_records(had)
    compare_where_needed()
    return cast


def test_the_lead_reads_every_number_and_every_school(told: Cast, as_) -> None:
    text = read(as_(told.lead))
    assert (
        "16 of 29 schools with a Task Group were found so, and 12 of the 29 beside them: 14 in a hundred more." in text
    )
    assert "29 schools had a Task Group." in text
    assert "Willow 991000 School" in text
    assert "Told by state_funded_schools_as_at_31_Aug_2022.csv, as at 31 August 2022." in text


def test_the_school_beside_one_is_never_named(told: Cast, as_) -> None:
    browser = as_(told.lead)
    assert ComparedGroup.objects.filter(other_after__school__urn=992000).exists()
    assert [place for place in (CONSORTIUM, f"{CONSORTIUM}?page=2") if "Willow 992" in read(browser, place)] == []
    assert "Willow 992" not in cells(browser.get(f"{CONSORTIUM}schools/").content)


def test_a_head_reads_counts_by_six_and_no_name(told: Cast, as_) -> None:
    text = read(as_(told.head_b))
    assert "16 of 24 schools with a Task Group were found so, and 12 of the 24 beside them" in text
    assert "Schools that had a Task Group: at least 24." in text
    assert "Willow" not in text


def test_a_head_reads_of_her_own_school_by_name(told: Cast, as_) -> None:
    head = person("Hana Willow")
    mine = School.objects.get(urn=991003)
    give(head, "head", school=mine)
    told.harbour.memberships.create(school=mine, joined_on=date(2020, 9, 1))
    text = read(as_(head))
    assert ("Willow 991003 School" in text, "Willow 991004 School" in text) == (True, False)


def test_a_head_whose_school_has_not_agreed_to_the_consortium_does_not_read_it(told: Cast, as_) -> None:
    told.harbour.memberships.filter(school=told.b).update(waits=True)
    assert as_(told.head_b).get(CONSORTIUM).status_code == 404


def test_one_school_fewer_changes_nothing_that_a_head_reads(told: Cast, as_) -> None:
    browser = as_(told.head_b)
    before = read(browser)
    TaskGroup.objects.filter(school__urn=991028).delete()
    assert compare_where_needed()
    assert ComparedGroup.objects.filter(why=Why.PAIRED).count() == 28
    assert read(browser) == before


def test_an_officer_reads_counts_of_what_schools_share(told: Cast, as_) -> None:
    text = read(as_(told.officer), AUTHORITY)
    assert "16 of 24 schools with a Task Group" in text
    assert "Willow" not in text


def test_what_a_school_shares_no_longer_is_not_counted_at_once(told: Cast, as_) -> None:
    Sharing.objects.filter(school__urn__gte=991023).delete()
    text = read(as_(told.officer), AUTHORITY)
    assert "Too few to say. At least 18 pairs of schools so far; at least 20 are needed" in text


def test_a_record_that_is_not_agreed_is_not_counted_for_an_officer(told: Cast, as_) -> None:
    from taskgroups.meetings.models import Record

    Record.objects.update(state="with_head")
    assert "Schools that had a Task Group: fewer than six." in read(as_(told.officer), AUTHORITY)


def test_a_school_that_leaves_is_counted_neither_here_nor_there(told: Cast, as_) -> None:
    gone = School.objects.get(urn=991000)
    head = person("Hugo Willow")
    give(head, "head", school=gone)
    leave_service(school=gone, by=head)
    assert "28 schools had a Task Group." in read(as_(told.lead))
    compare_where_needed()
    assert not ComparedGroup.objects.filter(task_group__school=gone).exists()
    assert not ComparedGroup.objects.filter(other_after__school=gone).exists()


def test_nearly_all_alike_is_told_to_the_lead_and_to_nobody_else(cast: Cast, as_) -> None:
    a_history(cast, pairs=24, good=21)
    compare_where_needed()
    assert "21 of 24" in read(as_(cast.lead))
    assert "Nearly all of the schools with a Task Group were found alike" in read(as_(cast.head_b))


def test_too_few_is_said_plainly(cast: Cast, as_) -> None:
    a_history(cast, pairs=7, good=5, beside=2)
    compare_where_needed()
    assert "Too few to say. 7 pairs of schools so far; at least 20 are needed" in read(as_(cast.lead))
    assert "Too few to say. At least 6 pairs of schools so far" in read(as_(cast.head_b))


def test_before_anything_was_held_the_page_says_what_will_be_there(cast: Cast, as_) -> None:
    assert "No school with a Task Group can stand beside a comparable one yet." in read(as_(cast.lead))
    assert "No school with a Task Group can stand beside a comparable one yet." in read(as_(cast.officer), AUTHORITY)


def test_a_consortium_counts_its_own_task_groups_alone(told: Cast, as_) -> None:
    TaskGroup.objects.filter(school__urn__lt=991010).update(consortium=told.moor)
    assert "19 schools had a Task Group." in read(as_(told.lead))


def test_only_the_first_task_group_of_a_school_counts(told: Cast) -> None:
    TaskGroup.objects.filter(school__urn=991000).update(starts_at=HELD - timedelta(days=30), number=1)
    held(told, [School.objects.get(urn=991000)])
    compare_where_needed()
    group = ComparedGroup.objects.get(task_group__school__urn=991000).task_group
    assert group.starts_at == HELD - timedelta(days=30)


def test_it_is_worked_out_once_and_again_when_a_task_group_was_held(told: Cast) -> None:
    assert not compare_where_needed()
    held(told, schools(told, 1, 993000))
    assert compare_where_needed()


def test_a_file_that_tells_something_new_has_it_worked_out_again(told: Cast) -> None:
    load_inspections(Path(__file__).parents[2] / "schools/tests/files/schools_as_at_31_Aug_2025.csv")
    assert not Reckoning.objects.exists()
    assert compare_where_needed()


def test_inspections_of_before_a_school_had_another_urn_are_its_own_and_count_once(cast: Cast) -> None:
    [old], [new] = schools(cast, 1, 993000), schools(cast, 1, 994000)
    inspected([old], 1)
    day = date(2022, 5, 3)
    again = Inspection.objects.create(
        school=new, kind="graded", started_on=day, urn_at_time=old.urn, framework=framework_on(day)
    )
    InspectionGrade.objects.create(inspection=again, judgement="Overall effectiveness", grade="Good")
    had = schools(cast, 2, 991000)
    inspected(had, 2)
    held(cast, had)
    compare_where_needed()
    assert became() == {old.pk: new.pk}
    assert sorted(ComparedGroup.objects.values_list("why", flat=True)) == [Why.NOBODY, Why.PAIRED]


def test_an_inspection_with_no_overall_grade_is_a_series_of_its_own(told: Cast, as_) -> None:
    InspectionGrade.objects.filter(inspection__started_on=date(2022, 5, 3)).update(judgement="Quality of education")
    compare_where_needed()
    text = read(as_(told.lead))
    assert ("Quality of education" in text, "Good or outstanding, where no overall grade was given" in text) == (
        True,
        True,
    )
    assert "Overall effectiveness" not in text


def test_the_figures_and_the_schools_are_taken_as_sheets(told: Cast, as_) -> None:
    lead, officer = as_(told.lead), as_(told.officer)
    assert "Overall effectiveness: good or outstanding" in cells(lead.get(f"{CONSORTIUM}sheet/").content)
    assert "state_funded_schools_as_at_31_Aug_2021.csv" in cells(lead.get(f"{CONSORTIUM}schools/").content)
    assert "Overall effectiveness: good or outstanding" in cells(officer.get(f"{AUTHORITY}sheet/").content)
    assert "Willow" not in cells(as_(told.head_b).get(f"{CONSORTIUM}schools/").content)


def cells(workbook: bytes) -> str:
    """The words of a workbook's cells."""
    return ZipFile(BytesIO(workbook)).read("xl/sharedStrings.xml").decode()


@pytest.mark.parametrize(("who", "place"), [("lead", CONSORTIUM), ("head_b", CONSORTIUM), ("officer", AUTHORITY)])
def test_it_asks_as_often_for_thirty_as_for_one(cast: Cast, as_, who: str, place: str) -> None:
    browser, costs = as_(getattr(cast, who)), []
    for begin, rows in ((991000, 1), (993000, 2), (995000, 27)):
        had, none = schools(cast, rows, begin), schools(cast, rows, begin + 1000)
        inspected(had, rows // 2)
        inspected(none, rows // 2)
        held(cast, had)
        share_records(had)
        compare_where_needed()
        browser.get(place)
        with CaptureQueriesContext(connection) as asked:
            assert browser.get(place).status_code == 200
        costs.append(len(asked))
    assert max(costs) <= 15
    assert costs[1] <= costs[2] <= costs[1] + 1  # from twenty pairs on the names of the files are asked for


def test_the_tab_and_the_link_lead_there(told: Cast, as_) -> None:
    assert CONSORTIUM in as_(told.lead).get("/consortia/harbour/").text
    assert CONSORTIUM in as_(told.head_b).get("/consortia/harbour/").text
    assert CONSORTIUM not in as_(told.clerk).get("/consortia/harbour/").text
    assert AUTHORITY in as_(told.officer).get("/authorities/990/").text


def test_an_invented_example_is_there_for_everybody(db, as_) -> None:
    text = read(as_(None), reverse("track-example"))
    assert "Every school on this page is invented" in text
    assert "15 in a hundred were put in" in text
