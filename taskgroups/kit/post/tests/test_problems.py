"""Refusals of a mail server, told apart."""

import smtplib
import socket
import ssl

import pytest

from taskgroups.kit.post.problems import in_words, is_for_good, stops_all


def to_nobody(code: int, said: bytes) -> Exception:
    return smtplib.SMTPRecipientsRefused({"a@b.example": (code, said)})


@pytest.mark.parametrize(
    ("problem", "for_good", "all_stop"),
    [
        (to_nobody(550, b"5.1.1 User unknown"), True, False),
        (to_nobody(451, b"4.7.1 Greylisted"), False, False),
        (to_nobody(554, b"5.7.1 Relay access denied"), False, False),
        (to_nobody(530, b"Authentication required"), False, False),
        (smtplib.SMTPDataError(552, b"5.3.4 Too big"), True, False),
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
    ("problem", "says"),
    [
        (to_nobody(451, b"4.7.1 Grey\r\nlisted"), "asks to try again later"),
        (to_nobody(550, b"5.1.1 Unknown"), "refuses this letter or its address for good"),
        (to_nobody(554, b"5.7.1 Denied"), "will not pass the letter on"),
        (smtplib.SMTPSenderRefused(530, b"TLS first", "a@b.example"), "Check TASKGROUPS_MAIL_FROM"),
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
