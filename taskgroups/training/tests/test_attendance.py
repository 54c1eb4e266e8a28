"""Who came: by the code in the room, or from the list; and how to come, sent before."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from taskgroups.kit.access.refused import Refused
from taskgroups.kit.post.models import Letter
from taskgroups.training.domain import arrange, attend, book
from taskgroups.training.domain.instruct import send_due_instructions, send_instructions
from taskgroups.training.models import Booking, Step, TrainingSession
from taskgroups.training.queries import may_run
from tests.cast import Cast
from tests.training import a_session, begin


@pytest.fixture
def under_way(cast: Cast) -> TrainingSession:
    """A session of one place that has just begun: the head of A has it, the head of B waits."""
    session = a_session(cast, capacity=1)
    for one in (cast.head_a, cast.head_b):
        book.book(by=one, session=session)
    return begin(session)


def shown(cast: Cast, session: TrainingSession) -> str:
    return attend.show_code(by=cast.lead, session=session).code


def mine(cast: Cast) -> Booking:
    return Booking.objects.get(person=cast.head_a)


def test_the_code_that_is_shown_says_that_one_is_here(cast: Cast, under_way: TrainingSession) -> None:
    code = shown(cast, under_way)
    attend.enter_code(by=cast.head_a, session=under_way, code=f" {code[:2].lower()} {code[2:]}")
    assert (mine(cast).came, mine(cast).how) == (True, "code")


def test_the_code_before_is_good_no_more(cast: Cast, under_way: TrainingSession) -> None:
    before, now = shown(cast, under_way), shown(cast, under_way)
    assert before != now
    with pytest.raises(Refused, match="not the code that is shown now"):
        attend.enter_code(by=cast.head_a, session=under_way, code=before)


def test_a_code_is_good_for_half_an_hour(cast: Cast, under_way: TrainingSession) -> None:
    code = shown(cast, under_way)
    TrainingSession.objects.update(code_until=timezone.now() - timedelta(seconds=1))
    with pytest.raises(Refused, match="No code is shown now"):
        attend.enter_code(by=cast.head_a, session=under_way, code=code)


def test_a_code_is_of_one_session_alone(cast: Cast, under_way: TrainingSession) -> None:
    other = begin(a_session(cast))
    code = shown(cast, other)
    shown(cast, under_way)
    with pytest.raises(Refused, match="not the code"):
        attend.enter_code(by=cast.head_a, session=under_way, code=code)


def test_after_five_wrong_codes_the_right_one_is_refused_for_a_while(cast: Cast, under_way: TrainingSession) -> None:
    code = shown(cast, under_way)
    for _ in range(5):
        with pytest.raises(Refused, match="not the code"):
            attend.enter_code(by=cast.head_a, session=under_way, code="00000")
    with pytest.raises(Refused, match="Five codes were wrong"):
        attend.enter_code(by=cast.head_a, session=under_way, code=code)
    Booking.objects.update(tried_at=timezone.now() - timedelta(minutes=16))
    attend.enter_code(by=cast.head_a, session=under_way, code=code)
    assert mine(cast).came is True


@pytest.mark.parametrize("who", ["head_b", "stranger"])
def test_without_a_place_no_code_helps(cast: Cast, under_way: TrainingSession, who: str) -> None:
    code = shown(cast, under_way)
    with pytest.raises(Refused, match="You have no place at this session"):
        attend.enter_code(by=getattr(cast, who), session=under_way, code=code)


def test_no_code_is_shown_the_day_before(cast: Cast) -> None:
    with pytest.raises(Refused, match="At other times keep attendance"):
        attend.show_code(by=cast.lead, session=a_session(cast))


def test_the_list_is_kept_and_put_right_who_waited_too(cast: Cast, under_way: TrainingSession) -> None:
    keys = {one.person_id: one.pk for one in under_way.bookings.all()}
    came = {keys[cast.head_a.pk]: False, keys[cast.head_b.pk]: True}
    assert attend.record_attendance(by=cast.lead, session=under_way, came=came) == 2
    assert attend.record_attendance(by=cast.lead, session=under_way, came=came) == 0
    came[keys[cast.head_a.pk]] = True
    assert attend.record_attendance(by=cast.lead, session=under_way, came=came) == 1
    assert list(under_way.bookings.values_list("came", flat=True)) == [True, True]


def test_who_entered_the_code_while_the_list_was_open_still_came(cast: Cast, under_way: TrainingSession, as_) -> None:
    list_then = as_(cast.lead).get(f"/training/sessions/{under_way.public_id}/people/")
    code = shown(cast, under_way)
    attend.enter_code(by=cast.head_a, session=under_way, code=code)
    head_b = under_way.bookings.get(person=cast.head_b)
    sent = {**sent_with(list_then.text), "came": [str(head_b.pk)]}  # the trainer ticks who had no telephone
    as_(cast.lead).post(f"/training/sessions/{under_way.public_id}/people/", sent)
    assert list(under_way.bookings.values_list("came", "how")) == [(True, "code"), (True, "list")]


def test_a_tick_that_was_shown_can_be_taken_away(cast: Cast, under_way: TrainingSession, as_) -> None:
    Booking.objects.filter(session=under_way).update(came=True)
    page = f"/training/sessions/{under_way.public_id}/people/"
    as_(cast.lead).post(page, {**sent_with(as_(cast.lead).get(page).text), "came": [str(mine(cast).pk)]})
    assert list(under_way.bookings.values_list("came", flat=True)) == [True, False]


def test_a_trainer_whose_last_role_has_ended_opens_the_list_no_more(cast: Cast, as_) -> None:
    session = a_session(cast, run_by=cast.head_b)
    pages = (f"/training/sessions/{session.public_id}/people/", "/training/arranged/")
    assert [as_(cast.head_b).get(page).status_code for page in pages] == [200, 200]
    cast.head_b.roles.update(ends=timezone.localdate() - timedelta(days=1))
    assert [as_(cast.head_b).get(page).status_code for page in pages] == [404, 404]


def test_the_head_of_a_school_asked_to_join_runs_no_session_of_the_consortium_yet(cast: Cast, as_) -> None:
    session = a_session(cast, run_by=cast.head_c)
    page = f"/training/sessions/{session.public_id}/people/"
    assert (as_(cast.head_c).get(page).status_code, cast.head_c in may_run(cast.harbour)) == (200, True)
    cast.harbour.memberships.filter(school=cast.c).update(waits=True)
    assert (as_(cast.head_c).get(page).status_code, cast.head_c in may_run(cast.harbour)) == (404, False)


def trained(cast: Cast) -> int:
    return Step.objects.filter(person=cast.head_a, kind="trained", struck_by=None).count()


def test_who_is_taken_out_by_mistake_and_put_back_is_trained_once(cast: Cast, under_way: TrainingSession) -> None:
    told = []
    for came in (True, False, True, True, False, True):
        attend.record_attendance(by=cast.lead, session=under_way, came={mine(cast).pk: came})
        told.append(trained(cast))
    assert told == [1, 0, 1, 1, 0, 1]


def test_a_code_is_worth_nothing_once_the_session_is_cancelled(cast: Cast) -> None:
    session = a_session(cast)
    for one in (cast.head_a, cast.head_b):
        book.book(by=one, session=session)
    code = shown(cast, begin(session, ago=timedelta(minutes=-20)))
    attend.enter_code(by=cast.head_a, session=session, code=code)
    arrange.cancel_session(by=cast.lead, session=session, reason="Snow")
    with pytest.raises(Refused, match="No code is shown now"):
        attend.enter_code(by=cast.head_b, session=session, code=code)
    assert (trained(cast), mine(cast).came) == (0, None)


def test_attendance_is_not_kept_before_the_session(cast: Cast) -> None:
    session = a_session(cast)
    mine = book.book(by=cast.head_a, session=session)
    with pytest.raises(Refused, match="has not begun"):
        attend.record_attendance(by=cast.lead, session=session, came={mine.pk: True})


def test_another_session_s_booking_is_not_touched(cast: Cast, under_way: TrainingSession) -> None:
    other = book.book(by=cast.head_c, session=a_session(cast))
    assert attend.record_attendance(by=cast.lead, session=under_way, came={other.pk: True}) == 0


def sent_with(page: str) -> dict[str, list[str]]:
    """What the list carries unseen: who was listed, and who was ticked when it was opened."""
    return {name: re.findall(rf'name="{name}" value="(\d+)"', page) for name in ("listed", "shown")}


def letters_about_coming() -> list[str]:
    return list(Letter.objects.filter(subject__startswith="How to come").values_list("to", flat=True))


def test_how_to_come_is_sent_on_its_day_once_and_to_those_with_a_place(cast: Cast) -> None:
    session = a_session(cast, capacity=1, days_before=3)
    for one in (cast.head_a, cast.head_b):
        book.book(by=one, session=session)
    assert send_due_instructions() == 0
    soon = timezone.now() + timedelta(days=3) - timedelta(minutes=1)
    TrainingSession.objects.update(starts_at=soon, ends_at=soon + timedelta(hours=2))
    assert (send_due_instructions(), send_due_instructions()) == (1, 0)
    assert letters_about_coming() == [cast.head_a.email]
    assert "Park behind the hall." in Letter.objects.latest("pk").text
    book.give_back(by=cast.head_a, session=session)
    assert (send_due_instructions(), letters_about_coming()[0]) == (1, cast.head_b.email)


def test_it_is_sent_by_hand_to_whoever_has_not_had_it(cast: Cast) -> None:
    session = a_session(cast, days_before=0)
    book.book(by=cast.head_a, session=session)
    assert [send_instructions(session=session, by=cast.lead) for _ in range(2)] == [1, 0]
    book.book(by=cast.head_b, session=session)
    assert send_instructions(session=session, by=cast.lead) == 1


def test_who_came_has_been_trained_until_the_list_is_put_right(cast: Cast, under_way: TrainingSession) -> None:
    booked = under_way.bookings.first()
    for came in (True, True, False):
        attend.record_attendance(by=cast.lead, session=under_way, came={booked.pk: came})
        steps = Step.objects.filter(person=booked.person_id, kind="trained", source=f"session:{under_way.public_id}")
        assert (steps.count(), steps.filter(struck_by=None).exists()) == (1, came)
