"""Where marks stand in the plots, worked out by hand; and that no line joins what is not one series."""

from datetime import date

from taskgroups.outcomes.shown.figures import tick
from taskgroups.outcomes.shown.plot import course, scale_of

DAYS = [
    (date(2019, 8, 31), 80.0, 85.0),
    (date(2023, 8, 31), 90.0, 88.0),
    (date(2025, 8, 31), 94.0, None),
]


def test_percentages_stand_between_nought_and_a_hundred():
    assert scale_of("percent", [20.0, 30.0]).along(25.0) == 25.0


def test_progress_reaches_as_far_down_as_up():
    scale = scale_of("progress", [-1.4, 0.3, None])
    assert (scale.low, scale.high, scale.along(0.0), scale.along(None)) == (-2.0, 2.0, 50.0, None)


def test_points_begin_at_nought_and_hold_the_highest():
    assert (scale_of("score", [46.5]).high, scale_of("score", []).high) == (50.0, 10.0)


def test_years_are_as_far_apart_as_they_are_in_time():
    one, two, three = (point.x for point in course(DAYS).points)
    assert round((two - one) / (three - two), 1) == 2.0


def test_no_line_leads_to_a_figure_counted_after_overall_grades_ended():
    drawn = course(DAYS)
    assert [(one.on.year, two.on.year) for one, two in drawn.area] == [(2019, 2023)]
    assert [point.later for point in drawn.points] == [False, False, True]
    assert drawn.points[1].x < drawn.ended < drawn.points[2].x


def test_a_figure_that_is_not_there_has_no_mark_and_no_line():
    assert course(DAYS).points[2].england is None
    assert course([DAYS[0], (date(2021, 8, 31), None, 85.0)]).area == ()


def test_the_scale_says_where_it_begins():
    assert (course(DAYS).low, course([(date(2019, 8, 31), 3.0, None)]).low, course([]).low) == (80, 0, 0)


def test_what_is_written_along_a_plot_is_short():
    assert [tick(25.0, "percent"), tick(-1.0, "progress"), tick(0, "progress"), tick(2.0, "progress"), tick(50.0, "score")] == [
        "25%", "−1", "0", "+2", "50",
    ]  # fmt: skip
