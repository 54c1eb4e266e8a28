"""Heads Up in the demonstration: one issue, an article that waits for review, and what readers say."""

import tomllib
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.utils import timezone

from taskgroups.bulletin.domain import publish, write
from taskgroups.bulletin.domain.comment import Way, leave_comment, report_comment
from taskgroups.bulletin.domain.moderate import decline_comment, publish_comment
from taskgroups.bulletin.domain.write import Words
from taskgroups.bulletin.models import Article, Issue, Subscriber
from taskgroups.bulletin.say.seal import Seal
from taskgroups.demonstration import clock
from taskgroups.demonstration.ground import account
from taskgroups.schools.models import Role

TOLD = Path(__file__).with_name("bulletin.toml")
EDITOR, WRITER, MODERATOR = "Helen Trask", "Imran Sadiq", "Rosalind Achebe"


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
    _readers(day)
    _say([article for article, state in written if state == "published"], told["comment"], day)


def _readers(day: date) -> None:
    """Two people get Heads Up by e-mail already; the editor may send them the issue."""
    asked = _moment(day - timedelta(days=30), 9)
    for name in ("sian.prosser", "dafydd"):
        Subscriber.objects.create(email=f"{name}@readers.example", asked_at=asked, confirmed_at=asked)


def _say(articles: list[Article], told: list[dict[str, Any]], day: date) -> None:
    """Readers comment from the day after; the moderator reads it the morning after that."""
    by, titles = account(MODERATOR), {one.title: one for one in articles}
    for number, said in enumerate(told):
        with clock.at(_moment(day + timedelta(days=1 + number // 3), 16) + timedelta(minutes=7 * number)):
            seal = Seal(uuid4(), 2.0 if said.get("hasty") else 90.0 + number)
            kept = leave_comment(
                article=titles[said["article"]],
                name=said["name"],
                email=said["email"],
                text=said["text"],
                way=Way(seal),
            )
        with clock.at(_moment(day + timedelta(days=2 + number // 3), 8)):
            if said["state"] == "published":
                publish_comment(by=by, comment=kept)
            elif said["state"] == "declined":
                decline_comment(by=by, comment=kept, reason=said["reason"])
            if "report" in said:
                report_comment(comment=kept, reason=said["report"], way=Way(None))


def _written(issue: Issue, said: dict[str, Any]) -> Article:
    section = issue.sections.get(name=said["section"])
    words = {name: said[name] for name in ("title", "summary", "body", "contributor", "contact") if name in said}
    return write.add_article(by=account(WRITER), section=section, words=Words(**words))


def _moment(day: date, hour: int) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour, 30)))
