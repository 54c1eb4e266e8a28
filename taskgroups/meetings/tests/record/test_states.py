"""The states of a record: every one can be reached, every end is an end, and the diagram in the docs is the code's."""

from datetime import date
from pathlib import Path

import pytest
from django.conf import settings

from taskgroups.meetings.models import Record
from taskgroups.meetings.record.states import TRANSITIONS, diagram
from taskgroups.meetings.record.working_days import after_working_days, bank_holidays, easter_sunday, is_working_day

PAGE = Path(__file__).parents[4] / "docs" / "reference" / "record-states.md"
HEAD = """# The states of a record

Drawn from `taskgroups/meetings/record/states.py`; a test compares the two. The head who is silent is reminded once,
after ten working days, and the record stays 'not yet agreed': silence is never taken for agreement.

"""


def test_the_diagram_in_the_docs_is_the_one_the_code_draws():
    assert PAGE.read_text(encoding="utf-8") == f"{HEAD}```mermaid\n{diagram()}\n```\n"


def test_every_state_is_reached_and_only_locked_ones_are_ends():
    starts, ends = {state for state, _ in TRANSITIONS}, set(TRANSITIONS.values())
    assert starts | ends == set(Record.State.values)
    assert set(Record.State.values) - ends == {"draft"}
    assert set(Record.State.values) - starts == set(Record.LOCKED)


@pytest.mark.parametrize(
    ("year", "days"),
    [  # as published on GOV.UK for England and Wales
        (2021, ["01-01", "04-02", "04-05", "05-03", "05-31", "08-30", "12-27", "12-28"]),
        (2022, ["01-03", "04-15", "04-18", "05-02", "06-02", "06-03", "08-29", "09-19", "12-26", "12-27"]),
        (2026, ["01-01", "04-03", "04-06", "05-04", "05-25", "08-31", "12-25", "12-28"]),
    ],
)
def test_bank_holidays(year, days):
    assert sorted(f"{day:%m-%d}" for day in bank_holidays(year)) == days


def test_ten_working_days_across_christmas():
    assert after_working_days(date(2026, 12, 18), 10) == date(2027, 1, 6)


def test_ten_working_days_of_a_plain_fortnight():
    assert after_working_days(date(2026, 11, 2), 10) == date(2026, 11, 16)


def test_easter_and_the_weekend_are_no_working_days():
    assert easter_sunday(2027) == date(2027, 3, 28)
    assert [is_working_day(date(2027, 3, day)) for day in range(25, 31)] == [True, False, False, False, False, True]


def test_the_time_zone_is_that_of_england():
    assert settings.TIME_ZONE == "Europe/London"
