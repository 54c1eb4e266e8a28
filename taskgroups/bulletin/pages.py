"""What templates of the bulletin may ask."""

from typing import Any

from taskgroups.bulletin.markdown import first_words
from taskgroups.bulletin.models import Article
from taskgroups.bulletin.policy import editor


def is_editor(person: Any) -> bool:
    """Whether somebody who is signed in edits the bulletin."""
    return editor(person) is not None


def first_told(article: Article) -> str:
    """Return an article's summary, or its first words where it has none."""
    return article.summary or first_words(article.body)
