"""What a mail server's refusal means: for this letter, for the letters after it, and for whoever runs the server."""

import re
import smtplib
import socket
import ssl
from collections.abc import Callable

# Enhanced statuses that blame the address, its mailbox, the size or the content (RFC 3463, 3.2, 3.3, 3.4 and 3.7). Not
# 5.1.7 and 5.1.8, which blame the sender. A bare 550 may as well mean 'relay not permitted', which is our settings.
_OF_THE_LETTER = re.compile(r"5\.(?:1\.(?![78]\b)|2\.|3\.4\b|6\.)")
_TOO_BIG = re.compile(r"(?!5\.)|5\.(?:3\.4|2\.3)\b")  # of a 552 at the sender: not a full mailbox of our own
_STORAGE = 552  # 'exceeded storage allocation' (RFC 5321, 4.2.2): the letter is too big, or the mailbox full
_SIGN_IN = 530  # 'authentication required', or encryption (RFC 4954, 6; RFC 3207, 4): said of us, whatever the letter
_OF_THE_SERVER = (
    smtplib.SMTPConnectError,
    smtplib.SMTPHeloError,
    smtplib.SMTPAuthenticationError,
    smtplib.SMTPNotSupportedError,
    smtplib.SMTPServerDisconnected,
    smtplib.SMTPSenderRefused,
)


def is_for_good(problem: Exception) -> bool:
    """Say whether this letter can never go: the server says that its address, its size or its content is at fault.

    Any other reply of 500 or above may be about our settings: mending those lets the letter go, so it is tried again.
    """
    if isinstance(problem, smtplib.SMTPSenderRefused):  # the size is told together with the sender (RFC 1870, 6.1)
        return problem.smtp_code == _STORAGE and bool(_TOO_BIG.match(_text(problem.smtp_error)))
    return isinstance(problem, smtplib.SMTPRecipientsRefused | smtplib.SMTPDataError) and all(
        code == _STORAGE or (code >= 500 and _OF_THE_LETTER.match(said)) for code, said in _answers(problem)
    )


def stops_all(problem: Exception) -> bool:
    """Say whether no other letter would go either just now, so that asking for each were of no use, or a lock-out."""
    if is_for_good(problem):
        return False
    if isinstance(problem, _OF_THE_SERVER) or type(problem) is smtplib.SMTPResponseException:  # the latter: STARTTLS
        return True
    if any(code == _SIGN_IN for code, _ in _answers(problem)):
        return True
    return isinstance(problem, OSError) and not isinstance(problem, smtplib.SMTPException)


def may_be_settings(problem: Exception) -> bool:
    """Say whether a letter was refused without a word that it is the letter's fault, as 'relaying denied' is.

    One such answer may be about that letter all the same; the same for two addresses running hardly is.
    """
    if not isinstance(problem, smtplib.SMTPRecipientsRefused | smtplib.SMTPDataError):
        return False
    return not is_for_good(problem) and not _asks_to_wait(problem)


def in_words(problem: Exception) -> str:
    """Return what went wrong and what to do, for whoever set the mail server up."""
    said = next((words for fits, words in _MEANT if fits(problem)), f"{type(problem).__name__}: {problem}")
    return said + _answer(problem)


def _asks_to_wait(problem: Exception) -> bool:
    return any(400 <= code < 500 for code, _ in _answers(problem))


def _answers(problem: Exception) -> list[tuple[int, str]]:
    """The code and the words of each reply, where the server gave one."""
    if isinstance(problem, smtplib.SMTPRecipientsRefused):
        return [(code, _text(said)) for code, said in problem.recipients.values()]
    if isinstance(problem, smtplib.SMTPResponseException):
        return [(problem.smtp_code, _text(problem.smtp_error))]
    return []


def _text(said: bytes | str) -> str:
    return said.decode(errors="replace") if isinstance(said, bytes) else said


def _answer(problem: Exception) -> str:
    return "".join(f" It said: {code} {' '.join(said.split())[:200]}" for code, said in _answers(problem)[:1])


def _of(*kinds: type[Exception]) -> Callable[[Exception], bool]:
    return lambda problem: isinstance(problem, kinds)


# The first that fits: a passing trouble is no fault of the settings, and every SMTP exception is an OSError too.
_MEANT: tuple[tuple[Callable[[Exception], bool], str], ...] = (
    (_asks_to_wait, "The server asks to try again later. That is usual where it does not know us yet, or is busy."),
    (is_for_good, "The server refuses this letter or its address for good."),
    (
        _of(smtplib.SMTPRecipientsRefused, smtplib.SMTPDataError),
        "The server will not pass the letter on. Check the address, and whether the server wants a name and password.",
    ),
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
