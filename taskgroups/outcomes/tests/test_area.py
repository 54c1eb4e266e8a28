"""One figure of an area, worked out by hand."""

from taskgroups.outcomes.area import FEW, TOO_FEW_SCHOOLS, Told, as_published, worked_out


def test_each_school_counts_by_its_pupils():
    figure = worked_out([Told(80.0, 30), Told(50.0, 10)])
    assert (figure.value, figure.how, figure.pupils, figure.schools) == (72.5, "worked out", 40, 2)


def test_a_suppressed_school_is_left_out_and_said():
    figure = worked_out([Told(80.0, 30), Told(None, 4, "SUPP"), Told(None, None, "NE"), Told(None, 3, "SUPP")])
    assert (figure.value, figure.schools_without, figure.pupils_without) == (80.0, 3, 7)
    assert figure.marks == {"SUPP": 2, "NE": 1}


def test_without_pupil_numbers_the_middle_school_stands_for_the_area():
    figure = worked_out([Told(value, None) for value in (-3.0, -1.0, 0.0, 1.0, 2.0, 9.0)])
    assert (figure.value, figure.how) == (0.5, "middle school")


def test_fewer_than_six_schools_without_pupil_numbers_give_no_middle():
    assert worked_out([Told(1.0, None)] * 5).how == "none"


def test_where_too_few_are_left_none_counts_and_why_is_said():
    schools = worked_out([Told(1.0, None), Told(2.0, None), Told(None, None, "NE")])
    assert (schools.schools, schools.schools_without, schools.marks) == (0, 3, {TOO_FEW_SCHOOLS: 2, "NE": 1})
    pupils = worked_out([Told(80.0, 3), Told(50.0, 2)])
    assert (pupils.schools, pupils.schools_without, pupils.marks) == (0, 2, {FEW: 2})


def test_fewer_than_six_pupils_are_never_a_figure():
    assert worked_out([Told(80.0, 3), Told(50.0, 2)]).value is None
    assert as_published(Told(80.0, 5)).value is None
    assert as_published(Told(80.0, 6)).value == 80.0


def test_an_area_of_which_nothing_is_told_has_no_figure():
    assert (worked_out([]).how, as_published(None).how, as_published(Told(None, None, "NA")).marks) == (
        "none", "none", {"NA": 1},
    )  # fmt: skip
