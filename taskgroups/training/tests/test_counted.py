"""What was said of a session, drawn and counted by sixes."""

import pytest

from taskgroups.training.feedback_counted import ANSWERS, counted
from taskgroups.training.models import Feedback


def test_each_question_has_its_counts_and_the_longest_bar_fills_its_room() -> None:
    first = counted([(4, 3, 1)] * 5 + [(1, 3, 2)])[0]
    assert [(one.words, one.number) for one in first.bars] == [
        ("Yes, fully", 5), ("For the most part", 0), ("A little", 0), ("No", 1)
    ]  # fmt: skip
    assert [one.width for one in first.bars] == [450, 0, 0, 90]
    assert [one.width for one in counted([(4, 3, 1)] * 6)[1].bars] == [0, 540, 0, 0]


def test_nothing_is_counted_where_nothing_was_said() -> None:
    assert counted([]) == []


@pytest.mark.parametrize("number", [1, 5, 7])
def test_anything_but_whole_sixes_is_refused(number: int) -> None:
    with pytest.raises(ValueError, match="by sixes alone"):
        counted([(4, 4, 4)] * number)


def test_the_picture_says_in_words_what_it_shows() -> None:
    said = counted([(4, 4, 4)] * 6)[0].in_words
    assert said.endswith("Yes, fully: 6, For the most part: 0, A little: 0, No: 0")


def test_the_answers_drawn_are_those_that_are_kept() -> None:
    assert list(ANSWERS) == list(Feedback.Answer.choices)
