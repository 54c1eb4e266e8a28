"""Sends a thousand comments inside a process of its own, on a database made and thrown away here."""

import time
from unittest.mock import patch

from django.test import Client
from django.utils import timezone

from bench.base.visit import HOST, on_a_new_database
from taskgroups.bulletin.models import Article, Comment, Issue, Section
from taskgroups.bulletin.say import seal
from taskgroups.people.models import Person

MANY, HONEST = 1000, 20


def main() -> None:
    """Print the figures as JSON."""
    on_a_new_database(figures)


def build() -> Article:
    """An article that is out."""
    person, now = Person.objects.create_person(email="e@bench.example", name="Editor"), timezone.now()
    issue = Issue.objects.create(day=now.date(), made_by=person, made_at=now, changed_at=now)
    section = Section.objects.create(issue=issue, name="News", slug="news")
    return Article.objects.create(
        section=section, slug="a", title="A", body="Asked.", state="published", written_by=person, made_at=now,
        changed_at=now, published_by=person, published_at=now,
    )  # fmt: skip


def figures() -> dict[str, float]:
    """Send the thousand, one honest reader after every fifty; return seconds, and how many of each are held where."""
    article, client = build(), Client(SERVER_NAME=HOST)
    address, began = f"{article.get_absolute_url()}have-your-say/", (time.perf_counter(), time.process_time())
    for number in range(MANY):
        honest = number % (MANY // HONEST) == 7
        sent = _honest(article, number) if honest else _spam(number)
        place = f"2001:db8:{number:x}::1" if honest else f"192.0.2.{number % 40}"
        answer = client.post(address, sent, secure=True, REMOTE_ADDR=place)
        assert answer.status_code == 302, answer.status_code
    seconds, processor = time.perf_counter() - began[0], time.process_time() - began[1]
    waiting = Comment.objects.waiting().filter(name="Reader").count()
    return {
        "seconds for a thousand": round(seconds, 1),
        "processor seconds for a thousand": round(processor, 1),
        "kept": Comment.objects.count(),
        "honest sent": HONEST,
        "honest that wait for a moderator": waiting,
        "spam that waits among them": Comment.objects.waiting().count() - waiting,
    }


def _honest(article: Article, number: int) -> dict[str, str]:
    now = time.time()
    with patch.object(seal.time, "time", lambda: now - 60):
        opened = seal.new_seal(f"article:{article.pk}")
    text = f"We did this in year {number}, and it helped."
    return {"name": "Reader", "email": f"r{number}@bench.example", "text": text, "seal": opened}


def _spam(number: int) -> dict[str, str]:
    text = f"Cheap displays number {number % 300}: https://displays.example/{number % 300}"
    return {"name": "Displays", "email": "d@bench.example", "text": text, "website": "https://displays.example"}
