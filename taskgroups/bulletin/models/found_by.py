"""What search looks through: the words of articles and of published comments, beside them."""

from django.db import models

from taskgroups.bulletin.models.articles import Article
from taskgroups.bulletin.models.comments import Comment


class FoundBy(models.Model):
    """Words an article is found by, in small letters without accents: its own, or those of a published comment on it.

    In a table of their own, in pieces, so that a search reads nothing else. `domain/found_by.py` writes them.
    """

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="+")
    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, null=True, related_name="+")
    words = models.TextField()

    def __str__(self) -> str:
        return f"Words of article {self.article_id}"
