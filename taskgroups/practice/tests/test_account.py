"""What counts as what: the bank, one's own words, the button pressed, and what the chair says afterwards."""

from datetime import UTC, datetime

from taskgroups.meetings.projections.entries import Entry
from taskgroups.meetings.projections.lines import lines
from taskgroups.practice.account import Account, Code, Heard, heard_in

AT = datetime(2026, 11, 5, 9, tzinfo=UTC)


def heard(pressed: str, text: str, recoded=None, **payload: str) -> list[Heard]:
    (line,) = lines([Entry(4, pressed, AT, 1, text=text, payload=payload)])
    return heard_in(line, recoded or {})


def codes(found: list[Heard]) -> list[tuple[str, str]]:
    return [(one.act, one.kind) for one in found]


def account(*acts: str) -> Account:
    return Account(tuple(Heard(f"tap-{n}", "", Code(act), "", "tap", item=n % 2) for n, act in enumerate(acts)))


def test_a_question_of_the_bank_has_the_kind_it_has_there() -> None:
    found = heard("question", "Have you tried a daily slot?", slug="q1", kind="probing")
    assert [(one.act, one.kind, one.source) for one in found] == [("question", "probing", "bank")]


def test_one_s_own_words_count_clause_by_clause() -> None:
    found = heard("question", "At my school we scrapped written marking. What have you tried?", slug="")
    assert [one.act for one in found] == ["advice", "question"]


def test_advice_logged_as_asked_is_heard_as_advice() -> None:
    assert codes(heard("question", "Have you tried a daily reading slot?", slug="")) == [("advice", "disguised")]


def test_words_that_are_neither_count_as_what_was_pressed_beside_the_machine_s_label() -> None:
    (found,) = heard("question", "Phonics, then.", slug="")
    assert (found.act, found.machine.act) == ("question", "other")


def test_this_was_advice_is_believed() -> None:
    (found,) = heard("advice", "What have you tried?")
    assert (found.act, found.machine.act) == ("advice", "question")


def test_what_the_chair_says_counts_and_the_machine_s_label_stays_beside_it() -> None:
    said = "Have you tried a daily reading slot?"
    (found,) = heard("question", said, {(4, 0): (said, Code("question", "closed"))}, slug="")
    assert (found.code, found.machine) == (Code("question", "closed"), Code("advice", "disguised"))


def test_a_code_given_to_other_words_no_longer_holds() -> None:
    (found,) = heard("question", "What have you tried?", {(4, 0): ("Other words", Code("advice"))}, slug="")
    assert found.act == "question"


def test_under_ten_there_are_counts_and_no_share() -> None:
    assert (account(*["question"] * 9).whole.share, account(*["question"] * 9, "advice").whole.share) == (None, 90)


def test_what_is_neither_is_counted_apart() -> None:
    found = account("question", "other", "advice")
    assert (found.whole.coded, found.others, found.by_item[0].coded) == (2, 1, 2)
