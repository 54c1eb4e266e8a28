"""Corrections: the first words stay, what rests on them follows."""

from datetime import timedelta

import pytest
from django.utils import timezone

from taskgroups.evaluation.models import Judgement
from taskgroups.kit.access.refused import Refused
from taskgroups.meetings.domain import capture, run
from taskgroups.meetings.domain.capture import Stamp
from taskgroups.meetings.domain.correct import correct
from taskgroups.meetings.models import Event, TaskGroup
from taskgroups.meetings.projections.balance import balance
from taskgroups.meetings.projections.item import item_state
from taskgroups.meetings.projections.reading import entries_of
from taskgroups.meetings.tests.room.cast import item, under_way
from tests.cast import Cast


@pytest.fixture
def group(cast: Cast) -> TaskGroup:
    return under_way(cast)


@pytest.fixture
def stamp(cast: Cast, group: TaskGroup):
    return lambda: Stamp(by=cast.clerk, group=group, item=item(group, "achievement"))


def agreed_now() -> list[str]:
    return list(Judgement.objects.current().filter(voice="group").values_list("value", flat=True))


def test_the_first_words_stay_beside_the_right_ones(cast: Cast, group: TaskGroup, stamp) -> None:
    wrong = capture.answer(stamp(), text="80 per cent")
    right = correct(by=cast.clerk, group=group, number=wrong.number, text="85 per cent", reason="Misheard")
    (line,) = item_state(entries_of(group, item=item(group, "achievement"))).said
    assert (line.entry.text, line.text, line.correction.number) == ("80 per cent", "85 per cent", right.number)
    assert Event.objects.get(pk=wrong.pk).text == "80 per cent"


def test_a_correction_needs_its_reason(cast: Cast, group: TaskGroup, stamp) -> None:
    wrong = capture.answer(stamp(), text="80 per cent")
    with pytest.raises(Refused, match="Say why"):
        correct(by=cast.clerk, group=group, number=wrong.number, text="85", reason=" ")


def test_a_correction_that_changes_nothing_is_refused(cast: Cast, group: TaskGroup, stamp) -> None:
    same = capture.answer(stamp(), text="80 per cent")
    with pytest.raises(Refused, match="Nothing is different"):
        correct(by=cast.clerk, group=group, number=same.number, text="80 per cent", reason="Hm")


@pytest.mark.parametrize("kind", ["opened", "item"])
def test_the_facts_of_the_clock_are_not_corrected(cast: Cast, group: TaskGroup, kind: str) -> None:
    number = group.events.get(kind=kind).number
    with pytest.raises(Refused, match="not corrected"):
        correct(by=cast.clerk, group=group, number=number, text="x", reason="y")


def test_a_question_recoded_moves_the_balance(cast: Cast, group: TaskGroup, stamp) -> None:
    asked = capture.ask(stamp(), text="Have you tried a reading buddy?")
    correct(by=cast.head_b, group=group, number=asked.number, recode=True, reason="It held my own solution")
    counted = balance(entries_of(group))
    assert (counted.questions, counted.advice) == (0, 1)


def test_a_corrected_judgement_is_recorded_anew(cast: Cast, group: TaskGroup, stamp) -> None:
    event = capture.agree(stamp(), value="strong", why="Books")
    correct(by=cast.clerk, group=group, number=event.number, value="expected", reason="Ticked the wrong one")
    assert agreed_now() == ["expected"]


def test_a_judgement_taken_back_leaves_the_one_before_it(cast: Cast, group: TaskGroup, stamp) -> None:
    capture.agree(stamp(), value="expected", why="Books")
    second = capture.agree(stamp(), value="strong", why="Data")
    correct(by=cast.clerk, group=group, number=second.number, take_back=True, reason="Not agreed")
    assert agreed_now() == ["expected"]


def test_the_only_judgement_taken_back_leaves_none(cast: Cast, group: TaskGroup, stamp) -> None:
    only = capture.agree(stamp(), value="strong", why="Data")
    correct(by=cast.clerk, group=group, number=only.number, take_back=True, reason="Not agreed")
    assert agreed_now() == [""]


def test_an_action_taken_back_is_stopped_with_the_reason(cast: Cast, group: TaskGroup, stamp) -> None:
    due = timezone.localdate() + timedelta(days=5)
    event = capture.set_action(stamp(), what="Check", owner=cast.head_a, due=due, proof="x")
    correct(by=cast.clerk, group=group, number=event.number, take_back=True, reason="Set twice")
    event.action.refresh_from_db()
    assert event.action.status == "stopped"
    assert event.action.updates.last().note == "Taken back in the Task Group: Set twice"


def test_after_closing_a_correction_is_all_the_log_takes(cast: Cast, group: TaskGroup, stamp) -> None:
    wrong = capture.answer(stamp(), text="80 per cent")
    run.close(by=cast.head_b, group=group)
    with pytest.raises(Refused, match="corrections only"):
        capture.answer(stamp(), text="One more")
    assert correct(by=cast.clerk, group=group, number=wrong.number, text="85", reason="Misheard").kind == "correction"


def test_a_confidential_note_and_its_correction_are_left_out_unless_asked_for(
    cast: Cast, group: TaskGroup, stamp
) -> None:
    note = capture.note_confidential(stamp(), text="A staffing matter")
    correct(by=cast.clerk, group=group, number=note.number, text="A personal matter", reason="Wording")
    assert [e.kind for e in entries_of(group)] == ["opened", "item"]
    assert [e.kind for e in entries_of(group, confidential=True)][2:] == ["confidential", "correction"]


def test_the_first_words_may_turn_out_to_be_the_right_ones(cast: Cast, group: TaskGroup, stamp) -> None:
    said = capture.answer(stamp(), text="80 per cent")
    for text in ("85 per cent", "80 per cent"):
        correct(by=cast.clerk, group=group, number=said.number, text=text, reason="Asked again")
    (line,) = item_state(entries_of(group, item=item(group, "achievement"))).said
    assert (line.text, [one.text for one in line.corrections]) == ("80 per cent", ["85 per cent", "80 per cent"])


def test_the_same_correction_again_changes_nothing_and_is_refused(cast: Cast, group: TaskGroup, stamp) -> None:
    said = capture.answer(stamp(), text="80 per cent")
    correct(by=cast.clerk, group=group, number=said.number, text="85 per cent", reason="Misheard")
    with pytest.raises(Refused, match="Nothing is different"):
        correct(by=cast.clerk, group=group, number=said.number, text="85 per cent", reason="Misheard")


def test_what_was_taken_back_by_mistake_is_put_back_in_the_same_words(cast: Cast, group: TaskGroup, stamp) -> None:
    said = capture.answer(stamp(), text="80 per cent")
    correct(by=cast.clerk, group=group, number=said.number, take_back=True, reason="Not said here")
    correct(by=cast.clerk, group=group, number=said.number, text="80 per cent", reason="It was said here")
    (line,) = item_state(entries_of(group, item=item(group, "achievement"))).said
    assert (line.taken_back, line.text) == (False, "80 per cent")


def test_advice_stays_advice_when_its_words_are_put_right(cast: Cast, group: TaskGroup, stamp) -> None:
    asked = capture.ask(stamp(), text="Have you tried a reading buddy?")
    correct(by=cast.head_b, group=group, number=asked.number, recode=True, reason="It held my own solution")
    correct(by=cast.clerk, group=group, number=asked.number, text="Try a reading buddy.", reason="Misheard")
    counted = balance(entries_of(group))
    assert (counted.questions, counted.advice) == (0, 1)


def test_what_was_recoded_is_recoded_back(cast: Cast, group: TaskGroup, stamp) -> None:
    asked = capture.ask(stamp(), text="Have you tried a reading buddy?")
    for _ in range(2):
        correct(by=cast.head_b, group=group, number=asked.number, recode=True, reason="Looked at it again")
    counted = balance(entries_of(group))
    assert (counted.questions, counted.advice) == (1, 0)


def test_a_judgement_put_right_goes_back_to_the_grade_it_had(cast: Cast, group: TaskGroup, stamp) -> None:
    event = capture.agree(stamp(), value="strong", why="Books")
    for value in ("expected", "strong"):
        correct(by=cast.clerk, group=group, number=event.number, value=value, reason="Read the minutes again")
    assert agreed_now() == ["strong"]


def test_the_reason_of_a_judgement_changes_and_the_grade_put_right_before_stays(
    cast: Cast, group: TaskGroup, stamp
) -> None:
    event = capture.agree(stamp(), value="strong", why="Books")
    correct(by=cast.clerk, group=group, number=event.number, value="expected", reason="Ticked the wrong one")
    correct(by=cast.clerk, group=group, number=event.number, text="Books of two years", reason="Said in full")
    assert agreed_now() == ["expected"]
