"""A letter that waits is not sent after one that says the opposite: a thing is off, or on again."""

import smtplib

import pytest
from django.core import mail

from taskgroups.kit import post
from taskgroups.kit.post.domain.deliver import Delivered, deliver_waiting
from taskgroups.kit.post.models import WAITS, Letter, State
from taskgroups.kit.post.tests.written import ICS, write

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("production")]
GROUP = "task-group:1"
ON, OFF = post.invitation(ICS), post.invitation(ICS.replace(b"REQUEST", b"CANCEL"))


@pytest.fixture
def later(broken, time_machine_at):
    """Let what was written wait: the server asks to try again, and answers the next time."""

    def wait() -> None:
        broken.append(smtplib.SMTPRecipientsRefused({"a@b.example": (450, b"later")}))
        deliver_waiting()
        broken.clear()
        time_machine_at.shift(WAITS[0])

    return wait


def states() -> list[str]:
    return list(Letter.objects.order_by("pk").values_list("state", flat=True))


def test_what_waits_about_a_task_group_does_not_go_after_its_cancellation(later) -> None:
    write(ON, about=GROUP), write(about=GROUP)
    later()
    write(OFF, about=GROUP)
    assert deliver_waiting() == Delivered(sent=1)
    assert states() == [State.GIVEN_UP, State.GIVEN_UP, State.SENT]
    assert {one.last_problem for one in Letter.objects.filter(state=State.GIVEN_UP)} == {
        "A later letter to the same person says the opposite: it was called off, or is on again."
    }


def test_a_cancellation_that_waits_does_not_go_once_it_is_on_again(later) -> None:
    write(OFF, about=GROUP)
    later()
    write(ON, about=GROUP)
    assert deliver_waiting() == Delivered(sent=1)
    assert states() == [State.GIVEN_UP, State.SENT]


def test_a_new_date_or_papers_take_no_letters_place_that_waits(later) -> None:
    write(ON, about=GROUP), write(about=GROUP)
    later()
    write(ON, about=GROUP), write(about=GROUP)
    assert deliver_waiting() == Delivered(sent=4)


def test_a_cancellation_concerns_its_own_person_and_its_own_task_group(later) -> None:
    write(ON, about=GROUP, to="ben@larkfield.example"), write(ON, about="task-group:2"), write(), write(about="account")
    later()
    write(OFF, about=GROUP), write(OFF), write(OFF, about="account")
    assert deliver_waiting() == Delivered(sent=7)


def test_what_was_sent_before_stays_sent(time_machine_at) -> None:
    write(ON, about=GROUP)
    deliver_waiting()
    write(OFF, about=GROUP)
    deliver_waiting()
    assert (states(), len(mail.outbox)) == ([State.SENT, State.SENT], 2)
