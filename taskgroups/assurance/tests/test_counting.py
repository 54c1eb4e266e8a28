"""Counts of hosts' answers: by sixes, never of fewer."""

import pytest

from taskgroups.assurance.afterwards.counting import counted

ANSWERS = (4, 3, 2, 1)


@pytest.mark.parametrize(("given", "shown"), [(0, None), (5, None), (6, 6), (11, 6), (12, 12), (31, 30)])
def test_whole_sixes_are_counted(given: int, shown: int | None) -> None:
    found = counted([(4, 4, 4)] * given, ANSWERS)
    assert (found.hosts if found else None) == shown


def test_one_more_answer_changes_nothing_that_can_be_seen() -> None:
    six = [(4, 3, 2)] * 5 + [(1, 1, 1)]
    assert counted(six, ANSWERS) == counted([*six, (1, 1, 1)], ANSWERS)


def test_each_question_is_counted_by_answer() -> None:
    found = counted([(4, 3, 2)] * 5 + [(1, 3, 2)], ANSWERS)
    assert found
    assert [numbers for _, numbers in found.rows] == [(5, 0, 0, 1), (0, 6, 0, 0), (0, 0, 6, 0)]
