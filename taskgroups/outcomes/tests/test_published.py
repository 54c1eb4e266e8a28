"""Performance files: which is which, of which year, and what a row says."""

import pytest

from taskgroups.outcomes.published.layouts import DESTINATIONS, KEY_STAGE_2, KEY_STAGE_4, LAYOUTS, layout_of
from taskgroups.outcomes.published.rows import Figure, Reader
from taskgroups.outcomes.published.year import told_year, written, year_of
from taskgroups.schools.sheets import Problem, Skip

KS4 = ["RECTYPE", "LEA", "URN", "TPUP", "ATT8SCR", "P8PUP", "P8MEA"]
LEAVERS = ["RECTYPE", "LEA", "URN", "COHORT", "OVERALL_DEST", "OVERALL_DESTPER"]


def ks4(*cells):
    return Reader(KS4, KEY_STAGE_4).read(list(cells))


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.slug)
def test_a_file_is_known_by_its_columns(layout):
    assert layout_of([*layout.needs, "SOMETHING NEW"], "file.csv") is layout


def test_a_renamed_column_is_named_with_what_was_expected():
    with pytest.raises(Problem, match=r"nearest to key stage 4: expected .*ATT8SCR.*; missing ATT8SCR\."):
        layout_of(["RECTYPE", "URN", "ATT8_SCORE", "P8MEA"], "ks4.csv")


@pytest.mark.parametrize(
    ("name", "header", "year"),
    [
        ("990_ks4final_2018-19.csv", [], 2019),
        ("2018-2019_990_ks4final.csv", [], 2019),
        ("990_ks5final_2017.csv", [], 2017),
        ("2018_990_ks2final.csv", ["TELIG_18", "TELIG_17"], 2019),
        ("leavers.csv", ["OVERALL_DESTPER_18"], 2019),
    ],
)
def test_the_school_year_is_told_by_columns_or_by_the_name(name, header, year):
    assert year_of(name, header, None) == year


def test_a_file_that_tells_no_year_asks_for_it():
    with pytest.raises(Problem, match="Load it with its year: --year 2018/19"):
        year_of("census.csv", [], None)
    assert year_of("census.csv", [], 2019) == 2019


def test_the_wrong_year_is_refused_where_the_columns_know_better():
    with pytest.raises(Problem, match=r"its columns say 2018/19 and --year says 2016/17"):
        year_of("leavers.csv", ["OVERALL_DESTPER_18"], 2017)


def test_years_that_do_not_follow_one_another_are_no_school_year():
    assert [told_year(text) for text in ("2018/19", "2018-2019", "2018/20", "1999/00", "")] == [
        2019,
        2019,
        None,
        None,
        None,
    ]
    assert written(2000) == "1999/00"


@pytest.mark.parametrize("mark", ["SUPP", "NE", "NA", "NP", "LOWCOV", "z"])
def test_a_mark_in_the_place_of_a_number_is_kept_as_what_it_is(mark):
    assert ks4("1", "990", "990001", "56", mark, "", mark).figures["attainment_8"] == Figure(mark=mark, pupils=56)


def test_a_number_comes_with_its_pupils():
    assert ks4("1", "990", "990001.0", "56", "54.4", "55", "-0.77").figures == {
        "attainment_8": Figure(54.4, 56), "progress_8": Figure(-0.77, 55),
    }  # fmt: skip


def test_a_count_is_more_exact_than_its_rounded_percentage():
    row = Reader(LEAVERS, DESTINATIONS).read(["LA", "990", "", "5493", "5250", "96%"])
    assert (row.level, row.authority, round(row.figures["positive_destination"].value, 2)) == (
        "authority",
        "990",
        95.58,
    )


def test_a_row_that_ends_early_says_nothing_of_what_it_does_not_reach():
    row = Reader(["RECTYPE", "URN", "READPROG", "WRITPROG", "MATPROG"], KEY_STAGE_2).read(["1", "990001"])
    assert (row.urn, row.figures) == (990001, {})


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        (("1", "990", "", "1", "1", "1", "1"), "the row has no URN"),
        (("1", "990", "soon", "1", "1", "1", "1"), "'soon' is not a URN"),
        (("9", "990", "990001", "1", "1", "1", "1"), "record type '9' is not known"),
        (("1", "990", "990001", "1", "high", "1", "1"), "'high' in the column ATT8SCR is not a number"),
        (("1", "990", "990001", "1", "nan", "1", "1"), "'nan' in the column ATT8SCR cannot be right"),
    ],
)
def test_a_row_that_cannot_be_read_says_why(cells, why):
    with pytest.raises(Skip, match=why):
        ks4(*cells)


def test_a_percentage_over_a_hundred_cannot_be():
    with pytest.raises(Skip, match="cannot be a percentage"):
        Reader(LEAVERS, DESTINATIONS).read(["1", "990", "990001", "NA", "NA", "140%"])
