"""`TASKGROUPS_MAIL`: what names a mail server, and what is refused in words."""

from traceback import format_exception

import pytest

from taskgroups.config.environment import Refused, read
from taskgroups.config.mail import MailServer, NoMailServer, mail_server


@pytest.mark.parametrize(
    ("said", "server"),
    [
        ("", MailServer("localhost", 25, "", "", starttls=False, tls=False)),
        ("smtp://mail.example", MailServer("mail.example", 25, "", "", starttls=False, tls=False)),
        ("smtp://mail.example:2525/", MailServer("mail.example", 2525, "", "", starttls=False, tls=False)),
        ("smtp+tls://a:b@mail.example", MailServer("mail.example", 587, "a", "b", starttls=True, tls=False)),
        ("smtps://a:b@mail.example", MailServer("mail.example", 465, "a", "b", starttls=False, tls=True)),
        ("smtps://a:b@[::1]:465", MailServer("::1", 465, "a", "b", starttls=False, tls=True)),
    ],
)
def test_a_server_is_named_with_the_port_its_kind_is_used_to(said: str, server: MailServer) -> None:
    assert mail_server(said) == server


@pytest.mark.parametrize("name", ["post@school.example", "post%40school.example"])
def test_a_name_and_a_password_may_hold_any_character(name: str) -> None:
    found = mail_server(f"smtp+tls://{name}:p%40ss%3Aw%2Frd%231%25%3F@mail.example")
    assert (found.name, found.password, found.host) == ("post@school.example", "p@ss:w/rd#1%?", "mail.example")


@pytest.mark.parametrize(
    ("said", "says"),
    [
        ("mail.example", "begins with none of smtp://, smtp\\+tls:// and smtps://"),
        ("smtp+ssl://a:secret@mail.example", "begins with none"),
        ("smtp://", "cannot be read"),
        ("smtp+tls://a:sec/ret@mail.example", "cannot be read"),
        ("smtp+tls://a:sec#ret@mail.example", "cannot be read"),
        ("smtp+tls://a:sec?ret@mail.example", "cannot be read"),
        ("smtp+tls://a:sec[ret@mail.example", "cannot be read"),
        ("smtp://mail.example:many", "cannot be read"),
        ("smtp://mail.example:99999", "cannot be read"),
        ("smtp://mail.example/inbox", "cannot be read"),
        ("smtp+tls://post@mail.example", "a name without a password"),
        ("smtp+tls://:secret@mail.example", "a name without a password"),
    ],
)
def test_what_names_no_server_is_refused_without_saying_the_password(said: str, says: str) -> None:
    with pytest.raises(NoMailServer, match=says) as refused:
        mail_server(said)
    assert "sec" not in str(refused.value)


@pytest.mark.parametrize("after", ["hunter2/x@mail.example", "hun[ter2@mail.example"])
def test_the_password_does_not_stand_in_the_traceback_either(after: str) -> None:
    said = f"smtp+tls://post:{after}"
    with pytest.raises(NoMailServer) as refused:
        mail_server(said)
    with pytest.raises(Refused) as not_started:
        read({"TASKGROUPS_MODE": "demonstration", "TASKGROUPS_MAIL": said})
    for one in (refused, not_started):
        told = "".join(format_exception(one.value))
        assert "TASKGROUPS_MAIL cannot be read" in told
        assert "hun" not in told


def test_the_application_does_not_start_with_it() -> None:
    with pytest.raises(Refused, match="TASKGROUPS_MAIL begins with none"):
        read({"TASKGROUPS_MODE": "demonstration", "TASKGROUPS_MAIL": "smpt://mail.example"})
