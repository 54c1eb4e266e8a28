"""Writing letters: with the change they tell of, and never with a forged header."""

import pytest
from django.core import mail
from django.db import transaction

from taskgroups.kit import post
from taskgroups.kit.access.refused import Refused
from taskgroups.kit.post.models import Letter

pytestmark = pytest.mark.django_db


def write(to: str = "ada@larkfield.example", subject: str = "Task Group", text: str = "Come.") -> Letter:
    return post.send(to=to, subject=subject, text=text, about="meeting:1")


def test_a_letter_is_kept_in_a_demonstration_and_not_delivered(django_capture_on_commit_callbacks) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        letter = write()
    assert (letter.state, letter.sent_at, mail.outbox) == ("waiting", None, [])


def test_a_letter_goes_back_with_the_change_it_tells_of() -> None:
    with transaction.atomic():
        write()
        transaction.set_rollback(True)
    assert Letter.objects.count() == 0


def test_attachments_are_kept_as_they_are() -> None:
    letter = post.send(to="a@b.example", subject="s", text="t", attachments=[post.Attachment("r.pdf", b"\x00%PDF")])
    assert [(one.name, bytes(one.content)) for one in letter.enclosures.all()] == [("r.pdf", b"\x00%PDF")]


@pytest.mark.parametrize(
    ("to", "subject"),
    [
        ("a@b.example\nBcc: all@b.example", "s"),
        ("a@b.example", "s\r\nBcc: all@b.example"),
        ("a@b.example", "s\u2028Bcc: all@b.example"),
        ("a@b.example, c@d.example", "s"),
        ("nobody", "s"),
        ("", "s"),
        ("a@b.example", "  "),
        ("a@b.example", "s" * 201),
    ],
)
def test_a_letter_that_could_forge_a_header_or_reach_nobody_is_refused(to: str, subject: str) -> None:
    with pytest.raises(Refused):
        write(to, subject)
    assert Letter.objects.count() == 0


@pytest.mark.parametrize("name", ["a\nb.pdf", "../a.pdf", "", 'a".pdf', "x" * 151])
def test_an_attachment_with_a_dangerous_name_is_refused(name: str) -> None:
    with pytest.raises(Refused):
        post.Attachment(name, b"")


def test_an_attachment_of_no_known_kind_is_refused() -> None:
    with pytest.raises(Refused):
        post.Attachment("a.pdf", b"", "application/pdf\r\nX: y")


def test_a_calendar_without_method_is_no_invitation() -> None:
    with pytest.raises(Refused):
        post.invitation(b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n")
