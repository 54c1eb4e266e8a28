"""Where schools stand: three series that are never joined, and nobody counted as not good for want of a grade."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from taskgroups.outcomes.queries.inspected import Day
from taskgroups.outcomes.standing import (
    BY_JUDGEMENT,
    GRADED,
    NOT_INSPECTED,
    OVERALL,
    OVERALL_SERIES,
    QUALITY,
    REPORT_CARD,
    at_or_above,
    counted,
    good_in,
    good_overall,
    good_with_quality,
    judgements,
    standing,
)
from taskgroups.outcomes.three import good_or_outstanding, secure_grades

GOOD = standing("graded", {OVERALL: "Good", QUALITY: "Good"})
POOR = standing("graded", {OVERALL: "Inadequate"})
LATER = standing(
    "graded", {OVERALL: "Not judged", QUALITY: "Requires improvement", "Safeguarding is effective?": "Yes"}
)
CARD = standing("report_card", {"Inclusion": "Expected standard"})
NONE = standing(None, {})


def test_each_kind_of_inspection_has_a_series_of_its_own():
    assert [one.series for one in (GOOD, LATER, CARD, NONE)] == [
        OVERALL_SERIES,
        BY_JUDGEMENT,
        REPORT_CARD,
        NOT_INSPECTED,
    ]


def test_a_school_without_an_overall_grade_is_not_counted_and_is_said():
    share = good_overall(counted([(GOOD, 300), (POOR, 100), (LATER, 500), (CARD, 50), (NONE, 70)]))
    assert (share.reached.pupils, share.of.pupils, share.pupils_pct, share.schools_pct) == (300, 400, 75.0, 50.0)
    assert (share.not_counted.schools, share.not_counted.pupils) == (3, 620)


def test_the_quality_of_education_may_stand_in_beside_it():
    share = good_with_quality(counted([(GOOD, 300), (POOR, 100), (LATER, 500)]))
    assert (share.of.pupils, share.pupils_pct) == (900, 33.33)


def test_a_judgement_is_a_share_of_those_inspected_without_an_overall_grade_alone():
    counts = counted([(GOOD, 300), (LATER, 500)])
    assert good_in(counts, QUALITY).of.pupils == 500
    assert judgements(counts, BY_JUDGEMENT) == [QUALITY]


def test_a_report_card_is_held_to_the_line_of_its_own_scale():
    counts = counted([(CARD, 50), (standing("report_card", {"Inclusion": "Needs attention"}), 150), (GOOD, 300)])
    share = at_or_above(counts, "Inclusion", secure_grades("Inclusion"))
    assert (share.pupils_pct, share.of.pupils) == (25.0, 200)
    assert "Good" not in secure_grades("Inclusion")


def test_a_roll_nobody_told_counts_as_a_school_of_no_pupils():
    share = good_overall(counted([(GOOD, None)]))
    assert (share.schools_pct, share.pupils_pct) == (100.0, None)


SCHOOLS = st.lists(
    st.tuples(st.sampled_from([GOOD, POOR, LATER, CARD, NONE]), st.one_of(st.none(), st.integers(0, 3000))), max_size=20
)


@given(SCHOOLS)
def test_whoever_is_counted_or_not_adds_up_to_everybody(schools):
    share = good_overall(counted(schools))
    assert share.of.schools + share.not_counted.schools == len(schools)
    assert share.of.pupils + share.not_counted.pupils == sum(roll or 0 for _, roll in schools)
    assert share.reached.pupils <= share.of.pupils


@given(SCHOOLS, st.randoms())
def test_the_order_of_schools_never_matters(schools, random):
    mixed = list(schools)
    random.shuffle(mixed)
    assert counted(mixed) == counted(schools)


def test_the_four_grades_and_the_older_name_are_all_that_count():
    assert [standing("graded", {OVERALL: grade}).series for grade in (*GRADED, "Not judged", "")] == (
        [OVERALL_SERIES] * 5 + [BY_JUDGEMENT] * 2
    )


def told_to_programs(*schools):
    counts = counted(schools)
    return good_or_outstanding(Day(date(2026, 1, 31), "state-funded.csv", counts, counts))


def test_programs_are_told_of_no_fewer_than_six_pupils_either():
    found = told_to_programs((GOOD, 5), (LATER, 4), (CARD, 3))
    (judgement,), (card,) = found["by_judgement"], found["by_area"]
    for one in (found, judgement, card):
        for where in ("area", "england"):
            assert (one[where]["pupils_pct"], one[where]["pupils"], one[where]["of"]) == (None, None, None)
    both = found["with_quality_of_education"]["area"]
    assert (both["of"], both["not_counted"]) == (9, {"schools": 1, "pupils": None})


def test_programs_are_told_of_six_and_of_none():
    found = told_to_programs((GOOD, 6))["area"]
    assert (found["pupils_pct"], found["pupils"], found["of"], found["not_counted"]["pupils"]) == (100.0, 6, 6, 0)
    assert told_to_programs((NONE, 70))["area"]["of"] == 0
