"""Refusals of a mail server, told apart."""

import smtplib
import socket
import ssl

import pytest

from taskgroups.kit.post.problems import in_words, is_for_good, may_be_settings, stops_all


def to_nobody(code: int, said: bytes) -> Exception:
    return smtplib.SMTPRecipientsRefused({"a@b.example": (code, said)})


def from_us(code: int, said: bytes) -> Exception:
    return smtplib.SMTPSenderRefused(code, said, "post@taskgroups.example")


@pytest.mark.parametrize(
    ("problem", "for_good", "all_stop"),
    [
        (to_nobody(550, b"5.1.1 User unknown"), True, False),
        (to_nobody(451, b"4.7.1 Greylisted"), False, False),
        (to_nobody(550, b"5.1.10 No mail wanted"), True, False),
        (to_nobody(550, b"5.2.1 Mailbox disabled"), True, False),
        (to_nobody(552, b"Mailbox full"), True, False),
        (to_nobody(452, b"4.2.2 Mailbox full"), False, False),
        (to_nobody(530, b"Authentication required"), False, True),
        (smtplib.SMTPDataError(552, b"5.3.4 Too big"), True, False),
        (smtplib.SMTPDataError(552, b"Too big"), True, False),
        (from_us(552, b"Too big"), True, False),
        (from_us(552, b"5.3.4 Too big"), True, False),
        (from_us(552, b"5.2.2 You have no room left"), False, True),
        (from_us(451, b"4.7.1 Too many letters this hour"), False, True),
        (smtplib.SMTPResponseException(454, b"TLS not available just now"), False, True),
        (smtplib.SMTPDataError(554, "5.6.0 Not liked"), True, False),
        (smtplib.SMTPDataError(451, b"Later"), False, False),
        (smtplib.SMTPConnectError(554, b"Not here"), False, True),
        (smtplib.SMTPHeloError(501, b"Who?"), False, True),
        (smtplib.SMTPAuthenticationError(535, b"No"), False, True),
        (smtplib.SMTPSenderRefused(553, b"Not yours", "a@b.example"), False, True),
        (smtplib.SMTPServerDisconnected("gone"), False, True),
        (ConnectionRefusedError(), False, True),
        (TimeoutError(), False, True),
        (socket.gaierror(), False, True),
        (ValueError("Invalid address"), False, False),
    ],
    ids=repr,
)
def test_what_a_refusal_means(problem: Exception, for_good: bool, all_stop: bool) -> None:
    assert (is_for_good(problem), stops_all(problem)) == (for_good, all_stop)


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (550, b"relay not permitted"),
        (550, b"Relaying denied"),
        (550, b"authentication required"),
        (550, b"No such person"),
        (550, b"5.1.8 <post@taskgroups.example>: Sender address rejected: Domain not found"),
        (550, b"5.7.64 Tenant attribution; relay access denied"),
        (551, b"we do not relay"),
        (553, b"5.1.7 Sender address is not one"),
        (554, b"5.7.1 Relay access denied"),
    ],
)
def test_what_does_not_blame_the_letter_may_be_about_our_settings(code: int, said: bytes) -> None:
    for problem in (to_nobody(code, said), smtplib.SMTPDataError(code, said)):
        assert (is_for_good(problem), stops_all(problem), may_be_settings(problem)) == (False, False, True)
        assert "will not pass the letter on. Check the address, and whether" in in_words(problem)


@pytest.mark.parametrize(
    "problem",
    [
        to_nobody(550, b"5.1.1 User unknown"),
        to_nobody(451, b"Later"),
        from_us(553, b"Not yours"),
        smtplib.SMTPServerDisconnected("gone"),
        ValueError("odd"),
    ],
    ids=repr,
)
def test_what_is_of_the_letter_or_passing_or_of_the_server_is_told_apart_from_it(problem: Exception) -> None:
    assert not may_be_settings(problem)


@pytest.mark.parametrize(
    ("problem", "says"),
    [
        (to_nobody(451, b"4.7.1 Grey\r\nlisted"), "asks to try again later"),
        (to_nobody(550, b"5.1.1 Unknown"), "refuses this letter or its address for good"),
        (from_us(530, b"TLS first"), "Check TASKGROUPS_MAIL_FROM"),
        (from_us(451, b"4.7.1 Too many"), "asks to try again later"),
        (from_us(552, b"Too big"), "refuses this letter or its address for good"),
        (smtplib.SMTPAuthenticationError(454, b"4.7.0 Just now not"), "asks to try again later"),
        (smtplib.SMTPAuthenticationError(535, b"5.7.8 Not you"), "does not know this name with this password"),
        (smtplib.SMTPConnectError(421, b"Busy"), "asks to try again later"),
        (smtplib.SMTPConnectError(-1, b"odd"), "refused us. It said: -1 odd"),
        (smtplib.SMTPNotSupportedError("no"), "offers no encryption or no sign-in"),
        (smtplib.SMTPHeloError(501, b"Who?"), "refused us. It said: 501 Who?"),
        (ssl.SSLCertVerificationError(), "certificate"),
        (ssl.SSLError(), "does not speak TLS"),
        (socket.gaierror(), "no host of that name"),
        (TimeoutError(), "No answer came in time"),
        (ValueError("odd"), "ValueError: odd"),
    ],
    ids=lambda one: type(one).__name__,
)
def test_a_refusal_is_said_in_one_line_of_words(problem: Exception, says: str) -> None:
    assert says in in_words(problem)
    assert "\n" not in in_words(problem)
