"""What a log says, as functions of plain entries."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from taskgroups.meetings.projections.balance import Balance, balance, while_chairing
from taskgroups.meetings.projections.entries import Entry
from taskgroups.meetings.projections.item import item_state
from taskgroups.meetings.projections.lines import lines
from taskgroups.meetings.projections.room import Planned, room_state

NINE = datetime(2026, 6, 14, 9, tzinfo=UTC)
AGENDA = [Planned(1, "Welcome", 5), Planned(2, "Achievement", 20, area="achievement"), Planned(3, "Close", 5)]


def at(minute: int, kind: str, number: int = 0, **more: object) -> Entry:
    """An entry so many minutes after nine; its number is the minute unless told."""
    return Entry(number=number or minute + 1, kind=kind, at=NINE + timedelta(minutes=minute), **more)  # type: ignore[arg-type]


def room(minute: int, *entries: Entry):
    return room_state(entries, AGENDA, NINE + timedelta(minutes=minute))


OPENED = (at(0, "opened", 1), at(0, "item", 2, item=1))


def test_before_it_opens_nothing_is_used_and_nothing_is_current() -> None:
    assert (room(10).state, room(10).current, room(10).seconds) == ("planned", None, 0)


def test_minutes_are_counted_for_the_item_the_room_is_at() -> None:
    state = room(12, *OPENED, at(5, "item", item=2))
    assert [(t.used, t.current) for t in state.items] == [(5, False), (7, True), (0, False)]
    assert [t.says for t in state.items] == ["5 of 5 minutes used", "13 minutes left", "5 minutes"]


def test_a_pause_is_not_counted_even_overnight() -> None:
    state = room(24 * 60 + 3, *OPENED, at(2, "paused"), at(24 * 60, "resumed"))
    assert (state.items[0].used, state.state) == (5, "open")


def test_while_paused_the_clock_stands_still() -> None:
    state = room(50, *OPENED, at(2, "paused"))
    assert (state.items[0].used, state.items[0].running, state.state) == (2, False, "paused")


def test_time_over_is_said_in_words() -> None:
    assert room(8, *OPENED).items[0].says == "3 minutes over"
    assert room(8, *OPENED).items[0].tone == "over"


def test_once_it_is_closed_each_item_says_how_long_it_took_and_none_is_now() -> None:
    state = room(90, *OPENED, at(8, "item", item=2), at(24, "closed"))
    assert [t.says for t in state.items] == ["8 minutes, 5 planned", "16 minutes, 20 planned", "not reached"]
    assert (state.current, {t.tone for t in state.items}) == (None, {""})


def test_an_item_left_at_once_took_under_a_minute() -> None:
    state = room(90, *OPENED, at(0, "item", 3, item=2), at(9, "closed"))
    assert state.items[0].says == "under a minute, 5 planned"


def test_the_last_two_minutes_are_said_before_they_are_over() -> None:
    assert [(room(m, *OPENED).items[0].tone, room(m, *OPENED).items[0].says) for m in (2, 3, 5)] == [
        ("", "3 minutes left"),
        ("almost", "2 minutes left"),
        ("almost", "time is up"),
    ]


def test_an_item_taken_twice_adds_up() -> None:
    state = room(10, *OPENED, at(2, "item", item=2), at(6, "item", item=1))
    assert state.items[0].used == 6


def test_a_move_that_arrives_late_does_not_take_the_room_back() -> None:
    late = at(3, "item", number=9, item=2)
    state = room(10, *OPENED, at(4, "item", number=3, item=3), late)
    assert state.current is not None
    assert state.current.item.pk == 3


def test_the_next_item_is_the_one_after_and_none_at_the_end() -> None:
    assert room(1, *OPENED).next.item.pk == 2
    assert room(2, *OPENED, at(1, "item", 5, item=3)).next is None


def test_areas_without_a_judgement_are_named_and_a_judgement_taken_back_counts_as_none() -> None:
    judged = at(2, "judgement", item=2, payload={"value": "expected"})
    back = at(3, "correction", item=2, corrects=judged.number, payload={"reason": "Too early", "of": "judgement"})
    assert [t.item.title for t in room(9, *OPENED).unjudged] == ["Achievement"]
    assert room(9, *OPENED, judged).unjudged == []
    assert [t.item.title for t in room(9, *OPENED, judged, back).unjudged] == ["Achievement"]


def test_who_is_here_is_who_came_and_did_not_leave() -> None:
    came = [at(n, "attendance", payload={"person": n, "name": f"P{n}", "came": True}) for n in (1, 2)]
    left = at(5, "attendance", payload={"person": 1, "name": "P1", "came": False})
    assert room(9, *came, left).present == {2: "P2"}


def test_a_corrected_entry_keeps_its_first_words_beside_the_right_ones() -> None:
    wrong = at(1, "answer", text="80%")
    right = at(2, "correction", text="85%", corrects=wrong.number, payload={"reason": "Misheard", "of": "answer"})
    (line,) = lines([right, wrong])
    assert (line.entry.text, line.text, line.struck, line.reason) == ("80%", "85%", True, "Misheard")
    assert not line.taken_back


def test_the_last_correction_stands() -> None:
    wrong = at(1, "answer", text="80%")
    first = at(2, "correction", text="85%", corrects=2, payload={"reason": "a"})
    second = at(3, "correction", text="", corrects=2, payload={"reason": "b"})
    (line,) = lines([wrong, first, second])
    assert line.taken_back


def test_a_question_recoded_as_advice_counts_as_advice() -> None:
    asked = [at(n, "question", text=f"Q{n}", item=2) for n in range(10)]
    recoded = at(20, "correction", corrects=1, item=2, payload={"kind": "advice", "reason": "A tip", "of": "question"})
    assert balance([*asked, recoded]) == Balance(questions=9, advice=1)
    assert balance([*asked, recoded]).share == 90


def test_under_ten_there_are_counts_and_no_share() -> None:
    asked = [at(n, "question", item=2) for n in range(9)]
    assert (balance(asked).questions, balance(asked).share) == (9, None)


def handed(minute: int, before: int, after: int, number: int = 0) -> Entry:
    return at(minute, "handover", number, payload={"from": before, "to": after, "names": ["", ""]})


def test_each_chair_has_the_balance_of_their_own_time() -> None:
    log = [at(1, "question"), at(2, "advice"), handed(5, 7, 8), at(6, "question"), at(7, "question")]
    assert [balance(while_chairing(log, who)) for who in (7, 8, 9)] == [Balance(1, 1), Balance(2, 0), Balance(0, 0)]


def test_the_chair_who_takes_it_back_has_both_of_their_times() -> None:
    log = [at(1, "question"), handed(2, 7, 8), at(3, "advice"), handed(4, 8, 7), at(5, "question")]
    assert [balance(while_chairing(log, who)) for who in (7, 8)] == [Balance(2, 0), Balance(0, 1)]


def test_what_arrives_late_belongs_to_the_chair_of_its_own_moment() -> None:
    log = [handed(5, 7, 8, number=1), at(3, "question", number=2), at(5, "advice", number=3)]
    assert [balance(while_chairing(log, who)) for who in (7, 8)] == [Balance(1, 0), Balance(0, 1)]


def test_a_correction_after_the_hand_over_stays_with_what_it_corrects() -> None:
    recoded = at(9, "correction", corrects=2, payload={"kind": "advice", "reason": "It told", "of": "question"})
    log = [at(1, "question"), handed(5, 7, 8), recoded]
    assert [balance(while_chairing(log, who)) for who in (7, 8)] == [Balance(0, 1), Balance(0, 0)]


def test_without_a_hand_over_all_of_it_is_the_chairs() -> None:
    log = [at(1, "question"), at(2, "advice")]
    assert while_chairing(log, 7) == log


def test_an_answer_belongs_to_the_last_question_that_stands() -> None:
    asked = [
        at(1, "question", text="a first", payload={"slug": "a"}),
        at(2, "question", text="b second", payload={"slug": "b"}),
    ]
    back = at(3, "correction", corrects=asked[1].number, payload={"reason": "Not asked", "of": "question"})
    assert item_state(asked).last_question_before(None).text == "b second"
    assert item_state([*asked, back]).last_question_before(None).text == "a first"
    assert item_state([*asked, back]).asked == {"a"}


def test_agreeing_settles_what_was_put_to_the_group() -> None:
    put = at(1, "proposed", payload={"value": "strong"})
    agreed = at(2, "judgement", payload={"value": "expected"}, text="Books show it")
    assert item_state([put]).proposal.value == "strong"
    assert (item_state([put, agreed]).proposal, item_state([put, agreed]).judgement.value) == (None, "expected")


def test_the_descriptor_in_focus_is_the_last_one_named() -> None:
    assert item_state([at(1, "focus", descriptor="a"), at(2, "focus", descriptor="b")]).focus == "b"


KINDS = st.sampled_from(["opened", "paused", "resumed", "closed", "item", "question", "attendance"])
HAPPENINGS = st.lists(st.tuples(KINDS, st.integers(0, 300), st.sampled_from([1, 2, 3, None])), max_size=40)


@given(HAPPENINGS)
def test_no_log_makes_more_time_than_has_passed(happenings: list[tuple[str, int, int | None]]) -> None:
    entries = [
        at(minute, kind, number, item=item, payload={"person": item or 1, "came": True})
        for number, (kind, minute, item) in enumerate(happenings, 1)
    ]
    state = room(300, *entries)
    assert 0 <= state.seconds <= 300 * 60
    assert sum(timed.current for timed in state.items) <= 1
