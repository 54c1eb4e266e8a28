"""What a mail server's refusal means: for this letter, for the letters after it, and for whoever runs the server."""

import re
import smtplib
import socket
import ssl
from collections.abc import Callable

# 'Authentication needed' and its like (RFC 4954, 6; RFC 3207, 4): said of us, whatever the letter.
_OF_US = {530, 534, 535, 538}
# An enhanced status of policy, as 'relay access denied' (RFC 3463, 3.8): mostly settings, here or there.
_POLICY = re.compile(rb"^[245]\.7\.\d")
_OF_THE_SERVER = (
    smtplib.SMTPConnectError,
    smtplib.SMTPHeloError,
    smtplib.SMTPAuthenticationError,
    smtplib.SMTPNotSupportedError,
    smtplib.SMTPServerDisconnected,
    smtplib.SMTPSenderRefused,
)


def is_for_good(problem: Exception) -> bool:
    """Say whether this letter can never go: its address or its content was refused with a reply of 500 or above.

    RFC 5321, 4.2.1. What is refused before that, or as policy, is about our settings: mending those lets it go.
    """
    if isinstance(problem, smtplib.SMTPRecipientsRefused):
        return all(_of_the_letter(*answer) for answer in problem.recipients.values())
    return isinstance(problem, smtplib.SMTPDataError) and _of_the_letter(problem.smtp_code, problem.smtp_error)


def stops_all(problem: Exception) -> bool:
    """Say whether no other letter would go either just now, so that asking for each were of no use, or a lock-out."""
    if isinstance(problem, _OF_THE_SERVER):
        return True
    return isinstance(problem, OSError) and not isinstance(problem, smtplib.SMTPException)


def _of_the_letter(code: int, said: bytes | str) -> bool:
    words = said if isinstance(said, bytes) else said.encode()
    return code >= 500 and code not in _OF_US and not _POLICY.match(words)


def in_words(problem: Exception) -> str:
    """Return what went wrong and what to do, for whoever set the mail server up."""
    meant = _REFUSED if isinstance(problem, smtplib.SMTPRecipientsRefused | smtplib.SMTPDataError) else _BY_KIND
    said = next((words for fits, words in meant if fits(problem)), f"{type(problem).__name__}: {problem}")
    return said + _answer(problem)


def _asks_to_wait(problem: Exception) -> bool:
    if isinstance(problem, smtplib.SMTPRecipientsRefused):
        return any(code < 500 for code, _ in problem.recipients.values())
    return isinstance(problem, smtplib.SMTPDataError) and problem.smtp_code < 500


def _answer(problem: Exception) -> str:
    code: int
    said: bytes | str
    if isinstance(problem, smtplib.SMTPRecipientsRefused):
        code, said = next(iter(problem.recipients.values()))
    elif isinstance(problem, smtplib.SMTPResponseException):
        code, said = problem.smtp_code, problem.smtp_error
    else:
        return ""
    words = said.decode(errors="replace") if isinstance(said, bytes) else said
    return f" It said: {code} {' '.join(words.split())[:200]}"


def _of(*kinds: type[Exception]) -> Callable[[Exception], bool]:
    return lambda problem: isinstance(problem, kinds)


_REFUSED: tuple[tuple[Callable[[Exception], bool], str], ...] = (
    (_asks_to_wait, "The server asks to try again later. That is usual for the first letter to a new place."),
    (is_for_good, "The server refuses this letter or its address for good."),
    (_of(Exception), "The server will not pass the letter on. Check whether it wants a name and password."),
)
# The first that fits: every SMTP exception is an OSError too.
_BY_KIND: tuple[tuple[Callable[[Exception], bool], str], ...] = (
    (_of(smtplib.SMTPAuthenticationError), "The server does not know this name with this password. Check both."),
    (
        _of(smtplib.SMTPNotSupportedError),
        "The server offers no encryption or no sign-in there. Try another port, or smtps:// on port 465.",
    ),
    (
        _of(smtplib.SMTPSenderRefused),
        "The server refuses the sender. Check TASKGROUPS_MAIL_FROM, and whether it wants a name and password.",
    ),
    (
        _of(smtplib.SMTPServerDisconnected),
        "The server hung up. Check name and password, the port, and smtps:// or smtp+tls://.",
    ),
    (_of(smtplib.SMTPResponseException), "The server refused us."),
    (
        _of(ssl.SSLCertVerificationError),
        "The server's certificate is not for that host, or nobody we trust vouches for it.",
    ),
    (_of(ssl.SSLError), "The server does not speak TLS there. For port 587 say smtp+tls://, for port 465 smtps://."),
    (_of(socket.gaierror), "There is no host of that name. Check TASKGROUPS_MAIL."),
    (_of(ConnectionRefusedError), "Nothing answers there. Check the host and the port, and whether the server runs."),
    (_of(TimeoutError), "No answer came in time. Check the host and the port, and a firewall on the way."),
)
