"""Why a comment is probably spam, and what of a text is left. Without a database."""

import pytest

from taskgroups.bulletin.say.plain import number_of, on_one_line, plain
from taskgroups.bulletin.say.spam import RULES, Arrived, doubts

HONEST = Arrived("Rita Reader", "We tried it: https://a.example and https://b.example help.", 40.0, from_there=4)


def but(**said: object) -> Arrived:
    return Arrived(**{**HONEST.__dict__, **said})


def test_an_honest_comment_with_two_links_from_a_staff_room_is_not_doubted() -> None:
    assert doubts(HONEST) == []


CASES = [
    ({"seconds": None}, "did not come from a form"),
    ({"seconds": 1.0}, "within three seconds"),
    ({"seconds": 90_000.0}, "more than a day"),
    ({"used": True}, "sent in the same form"),
    ({"trap": "https://x.example"}, "readers do not see"),
    ({"text": "http://a http://b www.c.example"}, "more than 2 links"),
    ({"name": "www.pills.example"}, "name holds a link"),
    ({"same_words": 1}, "same words came before"),
    ({"from_there": 5}, "6th from the same place"),
]


@pytest.mark.parametrize(("said", "because"), CASES, ids=[because for _, because in CASES])
def test_each_rule_says_why(said: dict[str, object], because: str) -> None:
    (why,) = doubts(but(**said))
    assert because in why


def test_no_rule_is_without_a_case() -> None:
    assert len(CASES) == len(RULES)


def test_characters_that_turn_a_line_round_or_are_not_seen_go_and_scripts_stay() -> None:
    assert plain("pay\u202e egap \u2066x\u2069\u200b\x07\r\n\r\n\r\n\r\nEnd\t!") == "pay egap x\n\nEnd !"
    assert plain("שלום \u200fعربي") == "שלום عربي"
    assert plain("<script>alert(1)</script>") == "<script>alert(1)</script>"  # words like any others: the page escapes
    assert plain(" \u202e\u200b ") == ""


def test_a_name_stands_on_one_line() -> None:
    assert on_one_line("Rita\n\n Reader\u2028x") == "Rita Readerx"


def test_words_are_the_same_whatever_stands_between() -> None:
    assert number_of("Buy NOW!!") == number_of("buy\n now") != number_of("buy then")
