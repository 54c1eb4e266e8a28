"""The trained layers are added up and weighed as they were learned, and parts of a turn are its clauses."""

import pytest

from taskgroups.kit.talk import clauses, label, model, parts, weighing
from taskgroups.kit.talk.kinds import KINDS

TURN = "Thanks for that, but what changed in reading? Have you tried a book club? I would ring the hub."


def test_the_parts_of_a_turn_are_the_texts_of_its_clauses() -> None:
    assert parts(TURN) == [one.text for one in clauses(TURN)]
    assert parts(" … ") == []


def test_a_feature_counts_once_and_one_never_heard_not_at_all() -> None:
    once = model.sums(["u:what", "u:attendance"])
    assert model.sums(["u:what", "u:attendance", "u:what", "u:qqqq"]) == once
    assert sum(once.likely) == pytest.approx(1)


def test_without_features_every_kind_is_as_likely() -> None:
    assert model.sums([]) == ([1 / len(KINDS)] * len(KINDS), 0.0, 0.0)


def test_more_features_than_there_is_room_for_are_left_out() -> None:
    known = [one for one in model.weights().rows if one.startswith("u:")]
    assert len(known) > model.MOST
    assert model.sums(known) == model.sums(known[: model.MOST - 1])


def test_a_turn_of_thousands_of_words_is_told_like_any_other() -> None:
    assert label("We looked at attendance and reading. " * 2000 + "What changed for pupils?").act == "question"


def test_schools_words_are_told_from_a_factory_s() -> None:
    assert weighing.school(model.sums(["u:pupils", "u:governors"]).subject) > 0.9
    assert weighing.school(model.sums(["u:remote", "u:button"]).subject) < 0.1


def test_the_layer_of_our_table_counts_for_more_among_schools_words() -> None:
    def gain(school: float) -> float:
        sure, unsure = (weighing.odds(None, False, False, here, 0.0, school) for here in (4.0, 0.0))
        return sure - unsure

    assert gain(1.0) > 0.3
    assert gain(1.0) > gain(0.0) + 0.3


def test_how_sure_the_layers_are_has_a_bound() -> None:
    assert weighing.odds(None, False, True, 1e9, 1e9, 1.0) == 30.0
    assert weighing.school(-1e9) == pytest.approx(0)
