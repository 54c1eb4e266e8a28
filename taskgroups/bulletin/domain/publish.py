"""From draft to review to published, and back."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from taskgroups.bulletin.models import Article
from taskgroups.bulletin.policy import is_only_editor
from taskgroups.kit.access import audit
from taskgroups.kit.access.refused import Refused
from taskgroups.people.models import Person

State = Article.State


@transaction.atomic
def send_to_review(*, by: Person, article: Article) -> Article:
    """Ask another editor to read a draft. Raises Refused where it is none."""
    return _step(article, by, State.DRAFT, State.REVIEW, "sent an article of Heads Up to review")


@transaction.atomic
def give_back(*, by: Person, article: Article) -> Article:
    """Make an article that waits a draft again. Raises Refused where it does not wait."""
    return _step(article, by, State.REVIEW, State.DRAFT, "gave an article of Heads Up back")


def why_not_publish(person: Person, article: Article) -> str:
    """Return what stands in the way of this editor publishing this article, in words; or ''."""
    if article.state != State.REVIEW:
        return "Only an article that waits for review can be published. Send it to review first."
    if article.written_by_id == person.pk and not is_only_editor(person):
        return "You wrote this last. Another editor reads it and publishes it."
    return ""


@transaction.atomic
def publish(*, by: Person, article: Article, at: datetime) -> Article:
    """Let anybody read an article from a moment on, which may be to come. Raises Refused."""
    article = _locked(article)
    if told := why_not_publish(by, article):
        raise Refused(told)
    article.state, article.published_by, article.published_at = State.PUBLISHED, by, at
    article.save(update_fields=["state", "published_by", "published_at"])
    audit.note(by=by, verb="published an article of Heads Up", about=article.title, at=at.isoformat())
    return article


@transaction.atomic
def take_back(*, by: Person, article: Article) -> Article:
    """Take a published article back: it is a draft again, and nobody but editors reads it. Raises Refused."""
    return _step(article, by, State.PUBLISHED, State.DRAFT, "took an article of Heads Up back")


@transaction.atomic
def take_comments(*, by: Person, article: Article, open: bool) -> Article:
    """Let readers comment on an article, or close that; what was published stays."""
    article = _locked(article)
    if article.takes_comments != open:
        article.takes_comments, article.said_at = open, timezone.now()
        article.save(update_fields=["takes_comments", "said_at"])
        verb = "opened comments on an article of Heads Up" if open else "closed comments on an article of Heads Up"
        audit.note(by=by, verb=verb, about=article.title)
    return article


def _step(article: Article, by: Person, before: str, after: str, verb: str) -> Article:
    article = _locked(article)
    if article.state != before:
        raise Refused(f"Somebody was quicker: the article is now ‘{article.get_state_display()}’. Nothing was changed.")
    article.state = after
    article.save(update_fields=["state"])
    audit.note(by=by, verb=verb, about=article.title)
    return article


def _locked(article: Article) -> Article:
    return Article.objects.select_for_update(of=("self",)).select_related("section__issue").get(pk=article.pk)
