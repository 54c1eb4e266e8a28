"""What templates of the bulletin may ask."""

from typing import Any

from taskgroups.bulletin.markdown import first_words
from taskgroups.bulletin.models import Article
from taskgroups.bulletin.policy import editor, moderator
from taskgroups.bulletin.say.reads import Waits, what_waits
from taskgroups.schools.policy import administrator


def is_editor(person: Any) -> bool:
    """Whether somebody who is signed in edits the bulletin."""
    return editor(person) is not None


def first_told(article: Article) -> str:
    """Return an article's summary, or its first words where it has none."""
    return article.summary or first_words(article.body)


def comments_to_moderate(person: Any) -> Waits | None:
    """How many comments wait, for somebody signed in who moderates; None for everybody else."""
    return what_waits() if moderator(person) else None


def looks_after_accounts(person: Any) -> bool:
    """Whether somebody who is signed in is an administrator."""
    return administrator(person) is not None
