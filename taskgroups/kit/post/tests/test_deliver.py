"""Delivering: after the commit, once, and again later when it did not go."""

import smtplib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from io import StringIO
from unittest.mock import patch

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.core.management import CommandError, call_command
from django.utils import timezone

from taskgroups.kit import post
from taskgroups.kit.post import courier
from taskgroups.kit.post.domain.deliver import Delivered, as_mail, deliver_waiting
from taskgroups.kit.post.models import WAITS, Letter, State

pytestmark = pytest.mark.django_db
ICS = b"BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n"


@pytest.fixture(autouse=True)
def production(settings) -> None:
    settings.MODE = "production"
    settings.DEFAULT_FROM_EMAIL = "Task Groups <post@taskgroups.example>"


@pytest.fixture
def broken() -> Iterator[list[Exception]]:
    """A mail server that answers with what is put in the list, and takes the letter when nothing is."""
    problems: list[Exception] = []

    def answer(self: EmailMessage, fail_silently: bool = False) -> int:
        if problems:
            raise problems[0]
        return 1

    with patch.object(EmailMessage, "send", answer):
        yield problems


def write(*attachments: post.Attachment, to: str = "ada@larkfield.example", about: str = "") -> Letter:
    return post.send(to=to, subject="Task Group", text="Come.", attachments=attachments, about=about)


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


def test_the_command_says_what_it_did() -> None:
    write()
    assert said() == "Sent: 1. Not sent: 0.\n"


def test_the_command_says_which_letters_were_interrupted_and_sends_them_when_told() -> None:
    write().claim(timezone.now() - timedelta(hours=2))
    assert said() == "Sent: 0. Not sent: 0.\nInterrupted: 1. Run with --again to send them; they may arrive twice.\n"
    assert said("--again") == "Sent: 1. Not sent: 0.\n"


def test_the_command_says_what_waits_and_why_and_tries_it_now_when_told(broken, time_machine_at) -> None:
    time_machine_at.move_to(datetime(2026, 12, 1, 3, 20, tzinfo=UTC))
    broken.append(ConnectionRefusedError())
    write()
    assert said() == (
        "Sent: 0. Not sent: 1.\n"
        "Waiting: 1. The next goes on 1 December 2026 at 3:21am; --now tries all.\n"
        "  1 letter: Nothing answers there. Check the host and the port, and whether the server runs.\n"
    )
    broken.clear()
    assert said("--now") == "Sent: 1. Not sent: 0.\n"


def test_the_command_says_what_was_given_up_and_tries_it_again_when_told(broken, time_machine_at) -> None:
    time_machine_at.move_to(datetime(2026, 12, 1, 3, 20, tzinfo=UTC))
    broken.append(smtplib.SMTPRecipientsRefused({"a@b.example": (550, b"5.1.1 User unknown")}))
    write()
    told = (
        "Given up since 1 December 2026: 1. --given-up-since 2026-12-01 tries them again.\n"
        "  1 letter: The server refuses this letter or its address for good. It said: 550 5.1.1 User unknown\n"
    )
    assert (said(), said()) == ("Sent: 0. Not sent: 1.\n" + told, "Sent: 0. Not sent: 0.\n" + told)
    broken.clear()
    assert said("--given-up-since", "2026-12-02") == "Sent: 0. Not sent: 0.\n" + told
    assert said("--given-up-since", "2026-12-01") == "Sent: 1. Not sent: 0.\n"


def test_letters_that_a_later_one_followed_are_not_sent_again_and_counted(broken, time_machine_at) -> None:
    time_machine_at.move_to(datetime(2026, 12, 1, 3, 20, tzinfo=UTC))
    entry, group = post.invitation(ICS), "task-group:1"
    broken.append(smtplib.SMTPRecipientsRefused({"a@b.example": (550, b"5.1.1 User unknown")}))
    invited, reminded = write(entry, about=group), write(about=group)
    others = [write(entry, about="task-group:2"), write(about="task-group:2"), write(about="account"), write(), write()]
    others.append(write(entry, about=group, to="ben@larkfield.example"))
    deliver_waiting()
    broken.clear()
    called_off = write(entry, about=group)
    others.append(write(about="account"))
    told = (
        "Given up since 1 December 2026: 8, 2 of them out of date. --given-up-since 2026-12-01 tries the others again."
    )
    assert told in said()
    assert said("--given-up-since", "2026-12-01").startswith(
        "Sent: 6. Not sent: 0.\nLeft out as out of date: 2 letters. A later one to the same person followed, or the"
        " invitation cannot be taken up any more.\nGiven up since 1 December 2026: 2, 2 of them out of date.\n"
    )
    assert set(Letter.objects.filter(state=State.GIVEN_UP)) == {invited, reminded}
    assert set(Letter.objects.filter(state=State.SENT)) == {called_off, *others}


def test_a_day_that_is_none_is_refused() -> None:
    with pytest.raises(CommandError, match="'yesterday' is no day"):
        said("--given-up-since", "yesterday")


def test_one_letter_is_tried_this_minute_and_nothing_of_it_is_kept() -> None:
    assert tried("you@example.org") == (
        "localhost:25, not encrypted, without a name and password: it took a letter from"
        " Task Groups <post@taskgroups.example> to you@example.org. See whether it came.\n"
    )
    assert ([one.to for one in mail.outbox], Letter.objects.count()) == ([["you@example.org"]], 0)


def test_the_trial_says_why_the_server_did_not_take_it(broken, settings) -> None:
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "mail.example", 587, True
    settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD = "post", "not to be said"
    broken.append(smtplib.SMTPAuthenticationError(535, b"5.7.8 Not you"))
    with pytest.raises(CommandError) as refused:
        tried("you@example.org")
    assert str(refused.value) == (
        "mail.example:587, by STARTTLS, as post: it did not take the letter."
        " The server does not know this name with this password. Check both. It said: 535 5.7.8 Not you"
    )


def test_the_trial_refuses_what_is_no_address_and_what_is_not_production(settings) -> None:
    with pytest.raises(CommandError, match="'nobody' is not an e-mail address"):
        tried("nobody")
    settings.MODE = "demonstration"
    with pytest.raises(CommandError, match="Set TASKGROUPS_MODE to production"):
        tried("you@example.org")


def test_the_command_in_a_demonstration_says_where_letters_are(settings) -> None:
    settings.MODE = "demonstration"
    assert said() == "This is not production: letters are kept and shown on the Outbox page.\n"


def said(*arguments: str) -> str:
    out = StringIO()
    call_command("deliver_post", *arguments, stdout=out)
    return out.getvalue()


def tried(address: str) -> str:
    out = StringIO()
    call_command("try_mail", address, stdout=out)
    return out.getvalue()


@pytest.fixture
def time_machine_at() -> Iterator[object]:
    import time_machine

    with time_machine.travel(timezone.now(), tick=False) as traveller:
        yield traveller
