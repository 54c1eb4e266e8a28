"""Counts of hosts' answers: by six schools, never of fewer."""

import pytest

from taskgroups.assurance.afterwards.counting import counted

ANSWERS = (4, 3, 2, 1)
Said = tuple[int, int, int]


def by_schools(given: list[Said]) -> list[tuple[int, Said]]:
    """Each answer of another school."""
    return list(enumerate(given, start=1))


@pytest.mark.parametrize(("given", "shown"), [(0, None), (5, None), (6, 6), (11, 6), (12, 12), (31, 30)])
def test_whole_sixes_are_counted(given: int, shown: int | None) -> None:
    found = counted(by_schools([(4, 4, 4)] * given), ANSWERS)
    assert (found.given if found else None) == shown


def test_one_school_that_answers_six_times_is_no_six_schools() -> None:
    assert counted([(1, (4, 4, 4))] * 6, ANSWERS) is None


def test_a_school_that_answers_twice_is_counted_with_five_others() -> None:
    found = counted([(1, (4, 4, 4)), *by_schools([(4, 4, 4)] * 6), (1, (4, 4, 4))], ANSWERS)
    assert (found.given if found else None) == 7


def test_one_more_answer_changes_nothing_that_can_be_seen() -> None:
    six = [(4, 3, 2)] * 5 + [(1, 1, 1)]
    assert counted(by_schools(six), ANSWERS) == counted(by_schools([*six, (1, 1, 1)]), ANSWERS)


def test_each_question_is_counted_by_answer() -> None:
    found = counted(by_schools([(4, 3, 2)] * 5 + [(1, 3, 2)]), ANSWERS)
    assert found
    assert [numbers for _, numbers in found.rows] == [(5, 0, 0, 1), (0, 6, 0, 0), (0, 0, 6, 0)]
