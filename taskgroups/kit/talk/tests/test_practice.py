"""A trainee practises on exchanges over every area, and is told what they wrote and why."""

import pytest

from taskgroups.kit.talk import label
from taskgroups.kit.talk.practice import Exchange, exchanges, verdict


def test_there_are_at_least_twenty_four_over_eight_themes() -> None:
    themes = {one.theme for one in exchanges()}
    assert (len(exchanges()) >= 24, len(themes) >= 8, len({one.slug for one in exchanges()})) == (
        True, True, len(exchanges())
    )  # fmt: skip


@pytest.mark.parametrize("one", exchanges(), ids=lambda one: one.slug)
def test_the_good_questions_are_questions_that_do_not_lead(one: Exchange) -> None:
    found = [label(question) for question in one.good]
    assert [(c.act, c.kind in ("leading", "closed")) for c in found] == [("question", False)] * 2


@pytest.mark.parametrize("one", exchanges(), ids=lambda one: one.slug)
def test_what_the_leader_says_asks_nothing(one: Exchange) -> None:
    assert label(one.says).act != "question"


def test_a_solution_inside_a_question_is_named_for_what_it_is() -> None:
    found = verdict("Have you tried a breakfast club?")
    assert (found.asks, found.reason.split(":")[0]) == (False, "It is advice in a question's clothes")


def test_an_open_question_is_one() -> None:
    assert (verdict("What keeps them away?").asks, verdict("What keeps them away?").watch) == (True, "")


def test_two_questions_in_one_breath_are_pointed_out() -> None:
    assert verdict("What keeps them away? And how do you know?").watch.startswith("There are 2 questions")


def test_advice_beside_a_question_is_pointed_out() -> None:
    assert verdict("I would ring every morning. What do you think?").watch.startswith("There is advice beside")


def test_an_empty_answer_is_neither() -> None:
    assert verdict("").clause.act == "other"
