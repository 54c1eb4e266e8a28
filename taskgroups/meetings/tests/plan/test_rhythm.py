"""How often a school's Task Group might meet."""

from datetime import date

import pytest

from taskgroups.frameworks import shelf
from taskgroups.meetings.plan.rhythm import Found, areas_below, in_term, propose


def found(*grades, slug="cif-2016", category=""):
    return Found(shelf.pack(slug), grades, category, date(2017, 3, 1))


@pytest.mark.parametrize(
    ("inspection", "every"),
    [
        (None, "termly"),
        (found(("Overall effectiveness", "Requires improvement")), "half_termly"),
        (found(("Overall effectiveness", "Good"), ("Early years provision", "Inadequate")), "half_termly"),
        (found(("Overall effectiveness", "Good")), "termly"),
        (found(("Overall effectiveness", "Outstanding")), "yearly"),
        (found(("Overall effectiveness", "Not judged")), "termly"),
        (found(("Overall effectiveness", "Good"), category="Serious weaknesses"), "half_termly"),
        (found(("Overall effectiveness", "Good"), category="None"), "termly"),
        (found(("Achievement", "Needs attention"), slug="rf-2025"), "half_termly"),
        (found(("Achievement", "Expected standard"), ("Safeguarding standards", "Met"), slug="rf-2025"), "termly"),
        (found(("Overall effectiveness", "Good"), slug="no-such-framework"), "termly"),
    ],
)
def test_the_rhythm_follows_the_latest_inspection(inspection, every):
    assert propose(inspection).every == every


def test_the_rhythm_says_which_grade_it_rests_on():
    said = propose(found(("Quality of education", "Requires improvement"), slug="eif-2019")).because
    assert said == ("Quality of education was graded Requires improvement, below the secure line.",)


def test_many_grades_below_the_line_are_said_together_by_grade():
    grades = [
        ("Overall effectiveness", "Requires improvement"),
        ("Quality of education", "Inadequate"),
        ("Personal development", "Requires improvement"),
    ]
    assert propose(found(*grades, slug="eif-2019")).because == (
        "3 grades of the latest inspection are below the secure line. "
        "Requires improvement: Overall effectiveness; Personal development. Inadequate: Quality of education.",
    )


@pytest.mark.parametrize(
    ("day", "met"),
    [
        (date(2026, 12, 21), date(2027, 1, 11)),
        (date(2027, 7, 26), date(2027, 9, 6)),
        (date(2027, 1, 11), date(2027, 1, 11)),
    ],
)
def test_no_day_is_proposed_in_the_summer_or_at_christmas(day, met):
    assert in_term(day) == met


def test_the_next_day_is_whole_weeks_on():
    assert propose(None).next_after(date(2027, 1, 11)) == date(2027, 4, 19)


def test_areas_below_the_line_are_found_under_the_same_framework():
    inspection = found(("Quality of education", "Inadequate"), ("Personal development", "Good"), slug="eif-2019")
    assert areas_below(inspection, shelf.packs()["eif-2019"]) == {"quality-of-education"}


def test_no_grade_is_carried_to_another_framework():
    inspection = found(("Quality of education", "Inadequate"), slug="eif-2019")
    assert areas_below(inspection, shelf.packs()["rf-2025"]) == frozenset()
