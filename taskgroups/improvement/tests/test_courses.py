"""The course of actions: progress counted from day to day, and what slips. Without a database."""

from datetime import date, timedelta

import pytest

from taskgroups.improvement.courses import Course, Step, columns, tallies

TODAY = date(2026, 11, 23)


def day(ahead: int) -> date:
    return TODAY + timedelta(days=ahead)


def course(*steps: Step, heard: int = 0) -> Course:
    return Course("k", "Check", "Lewis", "i", steps or (step(-60),), day(heard))


def step(on: int, status: str = "under_way", due: int = 30, impact: str = "too_early") -> Step:
    return Step(day(on), status, impact, day(due))


@pytest.mark.parametrize(
    ("one", "why"),
    [
        (course(), ()),
        (course(step(-60, due=-1)), ("It was due on 22 November 2026, 1 day ago.",)),
        (course(step(-60, due=0), heard=-21), ("It is due today, and nothing has been written about it for 21 days.",)),
        (
            course(step(-60, due=14), heard=-30),
            ("It is due in 14 days, and nothing has been written about it for 30 days.",),
        ),
        (course(step(-60, due=14), heard=-20), ()),
        (course(step(-60, due=15), heard=-60), ()),
        (course(step(-60), step(-40, due=40), step(-20, due=35)), ()),
        (course(step(-60), step(-40, due=40), step(-20, due=50)), ("Its day has been moved later 2 times.",)),
        (course(step(-60, due=-5), step(-1, "done", due=-5)), ()),
        (course(step(-60, due=-5), step(-1, "stopped", due=-5)), ()),
    ],
)
def test_an_action_slips_by_the_rule(one: Course, why: tuple[str, ...]) -> None:
    assert one.slips(TODAY) == why


def test_done_and_made_a_difference_are_counted_apart_on_each_day() -> None:
    known = [
        course(step(-90), step(-50, "done")),
        course(step(-90), step(-50, "done"), step(-10, "done", impact="clear")),
        course(step(-40, due=-5)),
        course(step(-90), step(-20, "stopped")),
    ]
    found = tallies(known, [(day(-100), "A"), (day(-45), "B"), (TODAY, "C")])
    assert [(one.set, one.done, one.different, one.late) for one in found] == [(0, 0, 0, 0), (3, 2, 0, 0), (3, 2, 1, 1)]


def test_the_tallest_column_reaches_the_top() -> None:
    drawn = columns(tallies([course(step(-90, "done")), course(step(-5))], [(day(-45), "B"), (TODAY, "C")]))
    assert [one.tops for one in drawn] == [(96.0, 96.0, 180.0), (12.0, 96.0, 180.0)]
    assert columns([]) == []
