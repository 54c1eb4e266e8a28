"""The commands: delivering by hand with what is not sent and why, and trying the mail server."""

import smtplib
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.utils import timezone

from taskgroups.kit import post
from taskgroups.kit.post.domain.deliver import deliver_waiting
from taskgroups.kit.post.models import Letter, State
from taskgroups.kit.post.tests.written import ICS, write

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("production")]


def test_the_command_says_what_it_did() -> None:
    write()
    assert said() == "Sent: 1. Not sent: 0.\n"


def test_the_command_says_which_letters_were_interrupted_and_sends_them_when_told() -> None:
    write().claim(timezone.now() - timedelta(hours=2))
    assert said() == "Sent: 0. Not sent: 0.\nInterrupted: 1. Run with --again to send them; they may arrive twice.\n"
    assert said("--again") == "Sent: 1. Not sent: 0.\n"


def test_told_to_send_again_it_leaves_what_went_long_ago_and_what_is_going_just_now() -> None:
    gone, going = write(), write()
    gone.claim(timezone.now() - timedelta(hours=2))
    gone.arrived(timezone.now())
    going.claim(timezone.now() - timedelta(minutes=59))
    assert said("--again") == "Sent: 0. Not sent: 0.\n"


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
