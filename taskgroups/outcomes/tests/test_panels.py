"""The table of a panel: columns only for what differs from row to row."""

from taskgroups.outcomes.shown.figures import Figure
from taskgroups.outcomes.shown.panels import Panel


def figure(measure: str, whom: str, when: str, value: float, how: str = "as published for the area") -> Figure:
    return Figure(measure, whom, when, "percent", value, 60.0, how, pupils=40)


def told(*figures: Figure):
    return Panel("ks2", "Reading", figures[:1], figures).told("Saltshire")


def test_what_each_row_says_is_said_once_above_them():
    table = told(
        figure("Reading", "All pupils", "2025/26", 62.6),
        figure("Reading", "Disadvantaged pupils", "2025/26", 47.6),
    )
    assert table.same == "Reading; as published for the area"
    assert table.head == ("Of whom", "Day or year", ("Saltshire", "number"), ("England", "number"), "Counted")
    assert table.rows == (
        ("All pupils", "2025/26", "62.60%", "60.00%", "40 pupils"),
        ("Disadvantaged pupils", "2025/26", "47.60%", "60.00%", "40 pupils"),
    )


def test_figures_and_days_keep_their_columns_where_they_are_the_same():
    table = told(figure("Reading", "All pupils", "2025/26", 62.6), figure("Writing", "All pupils", "2025/26", 62.6))
    assert table.head == ("Measure", "Day or year", ("Saltshire", "number"), ("England", "number"), "Counted")


def test_who_could_not_be_counted_is_still_called_that():
    one, two = (
        Figure("Reading", "All pupils", day, "percent", 62.6, 60.0, schools_without=2) for day in ("2024", "2025")
    )
    assert told(one, two).same == "Reading; All pupils; not counted, 2 schools"


def test_one_row_says_everything_itself():
    table = told(figure("Reading", "All pupils", "2025/26", 62.6))
    assert (len(table.head), table.same) == (8, "")


def test_what_came_about_in_two_ways_says_so_in_each_row():
    table = told(
        figure("Reading", "All pupils", "2025/26", 62.6),
        figure("Reading", "All pupils", "2024/25", 61.9, "the middle school"),
    )
    assert (table.head[0], table.head[-1], [row[-1] for row in table.rows]) == (
        "Day or year", "How", ["as published for the area", "the middle school"],
    )  # fmt: skip
