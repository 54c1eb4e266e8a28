"""Delivering: after the commit, once, and again later when it did not go."""

import smtplib
from datetime import timedelta
from email import message_from_bytes

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.utils import timezone

from taskgroups.kit import post
from taskgroups.kit.post import courier
from taskgroups.kit.post.domain.deliver import Delivered, as_mail, deliver_waiting
from taskgroups.kit.post.models import WAITS, Letter, State
from taskgroups.kit.post.tests.written import ICS, write

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("production")]


def test_a_letter_leaves_once_it_is_committed(django_capture_on_commit_callbacks, monkeypatch) -> None:
    monkeypatch.setattr(courier, "Thread", lambda target, **_: type("Now", (), {"start": staticmethod(target)}))
    monkeypatch.setattr(courier.connections, "close_all", lambda: None)
    with django_capture_on_commit_callbacks(execute=True):
        letter = write()
        assert mail.outbox == []
    letter.refresh_from_db()
    assert ([one.to for one in mail.outbox], letter.state) == ([["ada@larkfield.example"]], "sent")


def test_a_letter_that_comes_during_a_round_is_not_left_behind(monkeypatch) -> None:
    rounds: list[int] = []

    def deliver(limit: int) -> None:
        rounds.append(limit)
        if len(rounds) == 1:
            courier.wake()

    monkeypatch.setattr(courier, "deliver_waiting", deliver)
    monkeypatch.setattr(courier.connections, "close_all", lambda: None)
    monkeypatch.setattr(courier, "Thread", lambda target, **_: type("Now", (), {"start": staticmethod(target)}))
    courier.wake()
    assert len(rounds) == 2


def test_a_letter_is_sent_once_however_often_one_delivers() -> None:
    write()
    assert [deliver_waiting(), deliver_waiting()] == [Delivered(sent=1), Delivered()]
    assert len(mail.outbox) == 1


def test_a_letter_that_another_has_claimed_is_left_alone() -> None:
    letter = write()
    assert (Letter.objects.get().claim(timezone.now()), letter.claim(timezone.now())) == (True, False)
    assert deliver_waiting() == Delivered()


def test_a_demonstration_delivers_nothing(settings) -> None:
    settings.MODE = "demonstration"
    write()
    assert (deliver_waiting(), mail.outbox) == (Delivered(), [])


def test_a_letter_not_taken_is_tried_again_later_and_later(broken, time_machine_at) -> None:
    broken.append(smtplib.SMTPServerDisconnected("gone"))
    letter = write()
    for tries, wait in enumerate(WAITS, start=1):
        assert deliver_waiting() == Delivered(failed=1)
        letter.refresh_from_db()
        assert (letter.state, letter.tries, letter.not_before) == (State.WAITING, tries, timezone.now() + wait)
        assert deliver_waiting() == Delivered()
        time_machine_at.shift(wait)
    deliver_waiting()
    letter.refresh_from_db()
    assert (letter.state, letter.last_problem) == (
        State.GIVEN_UP,
        "The server hung up. Check name and password, the port, and smtps:// or smtp+tls://.",
    )


def test_letters_outlast_a_server_that_is_away_over_easter() -> None:
    assert sum(WAITS, timedelta()) > timedelta(days=4)


def test_a_letter_goes_when_the_server_is_back(broken, time_machine_at) -> None:
    broken.append(ConnectionRefusedError("no"))
    letter = write()
    deliver_waiting()
    broken.clear()
    time_machine_at.shift(WAITS[0])
    assert deliver_waiting() == Delivered(sent=1)
    letter.refresh_from_db()
    assert (letter.state, letter.tries, letter.last_problem) == ("sent", 2, "")


def test_an_address_refused_for_good_is_given_up_at_once(broken) -> None:
    broken.append(smtplib.SMTPRecipientsRefused({"a@b.example": (550, b"5.1.1 no such person")}))
    letter = write()
    deliver_waiting()
    letter.refresh_from_db()
    assert letter.state == State.GIVEN_UP


def test_an_unreachable_server_is_not_asked_for_every_letter(broken) -> None:
    broken.append(TimeoutError())
    write()
    write()
    assert deliver_waiting() == Delivered(failed=1)


@pytest.mark.parametrize(
    "problem",
    [
        smtplib.SMTPAuthenticationError(535, b"5.7.8 Authentication credentials invalid"),
        smtplib.SMTPSenderRefused(530, b"5.7.0 Must issue a STARTTLS command first", "post@taskgroups.example"),
        smtplib.SMTPConnectError(554, b"No SMTP service here"),
        smtplib.SMTPNotSupportedError("STARTTLS extension not supported by server."),
    ],
    ids=lambda problem: type(problem).__name__,
)
def test_what_is_wrong_with_our_settings_loses_no_letter_and_is_not_asked_twice(broken, problem) -> None:
    broken.append(problem)
    first, second = write(), write()
    assert deliver_waiting() == Delivered(failed=1)
    assert {one.state for one in Letter.objects.all()} == {State.WAITING}
    assert [Letter.objects.get(pk=one.pk).tries for one in (first, second)] == [1, 0]


def test_a_server_that_will_not_pass_a_letter_on_yet_loses_none(broken) -> None:
    broken.append(smtplib.SMTPRecipientsRefused({"a@b.example": (554, b"5.7.1 <a@b.example>: Relay access denied")}))
    write()
    assert (deliver_waiting(), Letter.objects.get().state) == (Delivered(failed=1), State.WAITING)


def test_a_server_that_passes_nothing_on_is_asked_for_two_addresses_and_no_more(broken) -> None:
    broken.append(smtplib.SMTPRecipientsRefused({"a@b.example": (550, b"relay not permitted")}))
    for name in ("ada", "ada", "ben", "cy", "di"):
        write(to=f"{name}@larkfield.example")
    assert deliver_waiting() == Delivered(failed=3)
    assert [one.tries for one in Letter.objects.order_by("pk")] == [1, 1, 1, 0, 0]
    assert {one.state for one in Letter.objects.all()} == {State.WAITING}


def test_addresses_that_are_refused_between_others_hold_up_none(monkeypatch) -> None:
    refused = smtplib.SMTPRecipientsRefused({"a@b.example": (550, b"No such person")})

    def answer(self: EmailMessage, fail_silently: bool = False) -> int:
        if "ada" not in self.to[0]:
            raise refused
        return 1

    monkeypatch.setattr(EmailMessage, "send", answer)
    for name in ("ben", "ada", "cy", "ada"):
        write(to=f"{name}@larkfield.example")
    assert deliver_waiting() == Delivered(sent=2, failed=2)


def test_one_bad_address_does_not_hold_up_the_next_letter(broken) -> None:
    broken.append(smtplib.SMTPRecipientsRefused({"a@b.example": (450, b"later")}))
    write()
    write()
    assert deliver_waiting() == Delivered(failed=2)


@pytest.mark.parametrize("said", [(550, b"5.1.1 no such person"), (450, b"later")], ids=["for good", "later"])
def test_two_addresses_refused_with_a_reason_do_not_hold_up_the_third(broken, said) -> None:
    broken.append(smtplib.SMTPRecipientsRefused({"a@b.example": said}))
    for name in ("ada", "ben", "cy"):
        write(to=f"{name}@larkfield.example")
    assert deliver_waiting() == Delivered(failed=3)


def test_a_round_sends_no_more_than_its_limit() -> None:
    for _ in range(3):
        write()
    assert deliver_waiting(limit=2) == Delivered(sent=2)


def test_an_invitation_stands_beside_the_text_and_as_a_file() -> None:
    sent = as_mail(write(post.invitation(ICS), post.Attachment("r.pdf", b"%PDF", "application/pdf"))).message()
    parts = [(part.get_content_type(), part.get_param("method"), part.get_filename()) for part in sent.walk()]
    assert parts == [
        ("multipart/mixed", None, None),
        ("multipart/alternative", None, None),
        ("text/plain", None, None),
        ("text/calendar", "REQUEST", None),
        ("application/ics", None, "invite.ics"),
        ("application/pdf", None, "r.pdf"),
    ]


def test_the_invitation_arrives_as_it_was_written() -> None:
    ics = ICS.replace(b"END", "SUMMARY:Café\r\nEND".encode(), 1)
    arrived = message_from_bytes(as_mail(write(post.invitation(ics))).message().as_bytes(linesep="\r\n"))
    kinds = {part.get_content_type(): part for part in arrived.walk()}
    assert kinds["text/calendar"].get_content_charset() == "utf-8"
    assert [kinds[kind].get_payload(decode=True) for kind in ("text/calendar", "application/ics")] == [ics, ics]


def test_a_second_try_carries_the_same_message_id() -> None:
    letter = write()
    assert as_mail(letter).message()["Message-ID"] == as_mail(letter).message()["Message-ID"]
    assert str(letter.message_id) in as_mail(letter).message()["Message-ID"]
