"""Which words are found, and what is left. No database."""

import pytest

from taskgroups.meetings.taken_out.matching import PUT, Wanted, texts_in


@pytest.mark.parametrize(
    ("words", "text", "left"),
    [
        ("Tom", "Tom reads. tom's mother came.", f"{PUT} reads. {PUT}'s mother came."),
        ("Tom", "Tomorrow, at the bottom", "Tomorrow, at the bottom"),
        ("tom sparrow", "Tom\n Sparrow reads", f"{PUT} reads"),
        ("O'Neil", "Ask O’Neil", f"Ask {PUT}"),
        ("Zoë", "Zoe\u0308 reads", f"{PUT} reads"),
        ("Zoe\u0308", "Zoë reads", f"{PUT} reads"),
        ("(Tom)", "he (Tom) reads", f"he {PUT} reads"),
        ("a.b", "axb", "axb"),
    ],
)
def test_whole_words_go_however_they_are_written(words: str, text: str, left: str) -> None:
    assert Wanted(words).out_of(text) == left


def test_a_name_that_is_a_word_goes_by_its_capitals() -> None:
    assert Wanted("Will", exact=True).out_of("Will will read") == f"{PUT} will read"


def test_data_keeps_its_shape_and_what_machines_read() -> None:
    said = {"kind": "met", "value": "met", "own": True, "rows": [["met", 3], [None, "Met him"]]}
    left = {"kind": "met", "value": "met", "own": True, "rows": [[PUT, 3], [None, f"{PUT} him"]]}
    assert Wanted("met").out_of(said) == left


def test_what_machines_read_is_no_text_of_a_person() -> None:
    assert list(texts_in({"slug": "a", "why": ["b", {"of": "c", "reason": "d"}], "n": 1})) == ["b", "d"]


@pytest.mark.parametrize(("words", "enough"), [("Al", True), ("A", False), ("7 %", False), ("", False)])
def test_one_letter_is_too_little(words: str, enough: bool) -> None:
    assert Wanted(words).enough is enough


def test_where_they_stand_is_marked() -> None:
    assert Wanted("tom").marked_in("Ask Tom!") == [("Ask ", False), ("Tom", True), ("!", False)]
