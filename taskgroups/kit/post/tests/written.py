"""A letter to Ada, and calendar entries that go with one."""

from taskgroups.kit import post
from taskgroups.kit.post.models import Letter

ICS = b"BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n"


def write(*attachments: post.Attachment, to: str = "ada@larkfield.example", about: str = "") -> Letter:
    return post.send(to=to, subject="Task Group", text="Come.", attachments=attachments, about=about)
