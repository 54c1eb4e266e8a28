"""Measures Heads Up inside a process of its own, on a database made and thrown away here."""

import random
import uuid
from collections.abc import Iterator
from datetime import date, timedelta

from django.test import Client
from django.utils import timezone

from bench.base.visit import HOST, ROUNDS, measured, on_a_new_database
from taskgroups.bulletin.domain.found_by import words_of, words_said
from taskgroups.bulletin.models import Article, Comment, FoundBy, Issue, Section
from taskgroups.people.models import Person

ISSUES, SECTIONS, ARTICLES = 400, ("School improvement", "Training and events", "News"), 4
WORDS, KNOWN, SAID = 850, 6000, 2  # words of an article, different words of all, published comments under each
SYLLABLES = ("ba", "co", "de", "fi", "gu", "ha", "le", "mo", "ni", "pa", "qui", "re", "so", "ta", "ur", "ve", "ing")


def main() -> None:
    """Print the figures as JSON."""
    on_a_new_database(figures)


def build() -> Article:
    """Ten years of issues; return an article from the middle."""
    person, now = Person.objects.create_person(email="e@bench.example", name="Editor"), timezone.now()
    days = [date(2016, 9, 7) + timedelta(days=9 * number) for number in range(ISSUES)]
    issues = Issue.objects.bulk_create(Issue(day=day, made_by=person, made_at=now, changed_at=now) for day in days)
    sections = Section.objects.bulk_create(
        Section(issue=issue, name=name, slug=name.lower().replace(" ", "-"), position=place)
        for issue in issues
        for place, name in enumerate(SECTIONS, 1)
    )
    bodies = written(random.Random(2017))
    articles = [
        Article(
            section=section, slug=f"article-{number}", title=f"Article {number}", body=next(bodies), position=number,
            state="published", written_by=person, made_at=now, changed_at=now, published_by=person, published_at=now,
        )
        for section in sections
        for number in range(1, ARTICLES + 1)
    ]  # fmt: skip
    made = Article.objects.bulk_create(articles)
    said = [_said(article, number, next(bodies)[:300]) for article in made for number in range(SAID)]
    said = Comment.objects.bulk_create(said)
    FoundBy.objects.bulk_create(row for article in made for row in words_of(article))
    FoundBy.objects.bulk_create(row for comment in said for row in words_said(comment))
    return made[len(made) // 2]


def _said(article: Article, number: int, text: str) -> Comment:
    name, now = f"Reader {number}", article.made_at
    return Comment(
        article=article, name=name, text=text, state="published", written_at=now,
        decided_by=article.written_by, decided_at=now, form=uuid.uuid4(), same_words=str(number),
    )  # fmt: skip


def written(chance: random.Random) -> Iterator[str]:
    """Articles of invented words, a few of them frequent and most of them rare, as words are."""
    words = ["asked", "somebody"] + ["".join(chance.choices(SYLLABLES, k=chance.randint(1, 4))) for _ in range(KNOWN)]
    weights = [1 / (place + 8) for place in range(len(words))]
    while True:
        some = chance.choices(words, weights, k=WORDS)
        yield "\n\n".join(" ".join(some[at : at + 85]).capitalize() + "." for at in range(0, WORDS, 85))


def figures(rounds: int = ROUNDS) -> dict[str, float]:
    """Return milliseconds and queries of the pages a reader opens."""
    article, client = build(), Client(SERVER_NAME=HOST)
    pages = {
        "article": article.get_absolute_url(),
        "issue": article.issue.get_absolute_url(),
        "issue to print": article.issue.get_absolute_url() + "print/",
        "archive": "/heads-up/archive/",
        "search": "/heads-up/search/?q=asked+somebody",
        "search, nothing found": "/heads-up/search/?q=unwritten+asked",
        "feed": "/heads-up/feed/",
    }

    def opened(address: str) -> None:
        assert client.get(address, secure=True).status_code == 200

    return {
        f"{name}: {figure}": number
        for name, address in pages.items()
        for figure, number in measured(lambda address=address: opened(address), rounds).items()
    }
