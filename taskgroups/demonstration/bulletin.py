"""Heads Up in the demonstration: one issue of three sections, and an article that waits for review."""

import tomllib
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from django.utils import timezone

from taskgroups.bulletin.domain import publish, write
from taskgroups.bulletin.domain.write import Words
from taskgroups.bulletin.models import Article, Issue
from taskgroups.demonstration import clock
from taskgroups.demonstration.ground import account
from taskgroups.schools.models import Role

TOLD = Path(__file__).with_name("bulletin.toml")
EDITOR, WRITER = "Helen Trask", "Imran Sadiq"


def publish_an_issue(today: date) -> None:
    """Write the issue of six days ago as if it had been written then: one writes, the other publishes."""
    told = tomllib.loads(TOLD.read_text(encoding="utf-8"))
    day = today - timedelta(days=6)
    writer, editor = account(WRITER), account(EDITOR)
    Role.objects.create(person=writer, kind=Role.Kind.EDITOR, starts=day - timedelta(days=400))
    with clock.at(_moment(day - timedelta(days=2), 14)):
        issue = write.add_issue(by=editor, day=day, intro=told["intro"])
        written = [(_written(issue, one), one.get("state", "published")) for one in told["article"]]
        for article, _ in written:
            publish.send_to_review(by=writer, article=article)
    with clock.at(_moment(day, 7)):
        for article, state in written:
            if state == "published":
                publish.publish(by=editor, article=article, at=timezone.now())


def _written(issue: Issue, said: dict[str, Any]) -> Article:
    section = issue.sections.get(name=said["section"])
    words = {name: said[name] for name in ("title", "summary", "body", "contributor", "contact") if name in said}
    return write.add_article(by=account(WRITER), section=section, words=Words(**words))


def _moment(day: date, hour: int) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour, 30)))
