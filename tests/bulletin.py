"""Heads Up in the world of the cast: one issue with an article that is out. The lead edits it, the clerk moderates."""

import struct
import zlib
from typing import Any
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from taskgroups.bulletin.domain import pictures, publish, write
from taskgroups.bulletin.domain.comment import Way, leave_comment, report_comment
from taskgroups.bulletin.domain.moderate import publish_comment
from taskgroups.bulletin.domain.write import Words
from taskgroups.bulletin.models import Article, Comment, Issue, Subscriber
from taskgroups.bulletin.say.seal import Seal
from taskgroups.people.models import Person
from tests.cast import Cast, give

EMAIL = "rita.reader@readers.example"


def png(width: int = 4, height: int = 3) -> bytes:
    """A grey picture."""

    def part(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    rows = zlib.compress(b"".join(b"\0" + b"\x80" * width for _ in range(height)))
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", head) + part(b"IDAT", rows) + part(b"IEND", b"")


def an_article(cast: Cast, title: str = "The Task Group model", *, out: bool = True, **said: Any) -> Article:
    """An article of today's issue, written by the lead and published by herself where she edits alone."""
    if not cast.lead.roles.filter(kind="editor").exists():
        give(cast.lead, "editor")
        cast.lead.__dict__.pop("_roles_today", None)
    day = timezone.localdate()
    issue = Issue.objects.filter(day=day).first() or write.add_issue(by=cast.lead, day=day, intro="Read and tell.")
    words = Words(**{"title": title, "body": "Schools **ask** one another.", **said})
    made = write.add_article(by=cast.lead, section=issue.sections.all()[0], words=words)
    if out:
        publish.send_to_review(by=cast.lead, article=made)
        made = publish.publish(by=cast.lead, article=made, at=timezone.now())
    return made


def a_picture(cast: Cast, article: Article) -> Any:
    """A picture of an article."""
    file = SimpleUploadedFile("hall.png", png(), "image/png")
    return pictures.add_picture(by=cast.lead, article=article, file=file, alt="Five heads round a table")


def a_comment(article: Article, text: str = "We do this too.", *, name: str = "Rita Reader", **how: Any) -> Comment:
    """A comment on an article, from a form that was open for a minute."""
    way = Way(**{"seal": Seal(uuid4(), 60.0), **how})
    return leave_comment(article=article, name=name, email=EMAIL, text=text, way=way)


def moderates(person: Person) -> Person:
    """Somebody who moderates from now on."""
    give(person, "moderator")
    person.__dict__.pop("_roles_today", None)
    return person


def a_bulletin(cast: Cast) -> dict[str, Any]:
    """The words of addresses of an issue that is out."""
    made = an_article(cast, contributor="Asha Alder", contact="By post, at Alder Primary School")
    said = publish_comment(by=moderates(cast.clerk), comment=a_comment(made))
    a_comment(made, "Buy now", seal=None)
    report_comment(comment=said, reason="It is not true.", way=Way(None))
    a_comment(made, "And I ask myself when.")
    now = timezone.now()
    asked = Subscriber.objects.create(email="sol@readers.example", asked_at=now, confirmed_at=now)
    return {
        "hu_subscriber": asked.token,
        "hu_day": made.issue.slug,
        "hu_section": made.section.slug,
        "hu_article": made.slug,
        "hu_issue": made.issue.pk,
        "hu_section_id": made.section.pk,
        "hu_article_id": made.pk,
        "hu_comment": said.pk,
        "hu_picture": a_picture(cast, made).public_id,
    }
