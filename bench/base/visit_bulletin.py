"""Measures Heads Up inside a process of its own, on a database made and thrown away here."""

from datetime import date, timedelta

from django.test import Client
from django.utils import timezone

from bench.base.visit import HOST, ROUNDS, measured, on_a_new_database
from taskgroups.bulletin.models import Article, Issue, Section
from taskgroups.people.models import Person

ISSUES, SECTIONS, ARTICLES = 400, ("School improvement", "Training and events", "News"), 4
BODY = "\n\n".join(
    f"## Part {part}\n\n" + "What would somebody see, and who says so? It is **asked**, not told. " * 12
    for part in range(6)
)


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
    made = Article.objects.bulk_create(
        Article(
            section=section, slug=f"article-{number}", title=f"Article {number}", body=BODY, position=number,
            state="published", written_by=person, made_at=now, changed_at=now, published_by=person, published_at=now,
        )
        for section in sections
        for number in range(1, ARTICLES + 1)
    )  # fmt: skip
    return made[len(made) // 2]


def figures(rounds: int = ROUNDS) -> dict[str, float]:
    """Return milliseconds and queries of the pages a reader opens."""
    article, client = build(), Client(SERVER_NAME=HOST)
    pages = {
        "article": article.get_absolute_url(),
        "issue": article.issue.get_absolute_url(),
        "issue to print": article.issue.get_absolute_url() + "print/",
        "archive": "/heads-up/archive/",
        "search": "/heads-up/search/?q=asked+somebody",
        "feed": "/heads-up/feed/",
    }

    def opened(address: str) -> None:
        assert client.get(address, secure=True).status_code == 200

    return {
        f"{name}: {figure}": number
        for name, address in pages.items()
        for figure, number in measured(lambda address=address: opened(address), rounds).items()
    }
