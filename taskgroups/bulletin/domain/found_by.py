"""Keeping what articles and comments are found by as they are now."""

from collections.abc import Iterator

from taskgroups.bulletin.models import Article, Comment, FoundBy
from taskgroups.bulletin.searched import pieces_of


def keep_words_of(article: Article) -> None:
    """Let an article be found by what it says now, and by the name of its section. In a transaction."""
    FoundBy.objects.filter(article=article, comment=None).delete()
    FoundBy.objects.bulk_create(words_of(article))


def keep_words_said(comment: Comment) -> None:
    """Let an article be found by a comment while that is published, and not after. In a transaction."""
    FoundBy.objects.filter(comment=comment).delete()
    FoundBy.objects.bulk_create(words_said(comment))


def words_of(article: Article) -> Iterator[FoundBy]:
    """Give the rows of an article. Neither contact details nor anything of its editors is among them."""
    texts = (article.title, article.summary, article.body, article.contributor, article.section.name)
    return (FoundBy(article=article, words=words) for words in pieces_of(*texts))


def words_said(comment: Comment) -> Iterator[FoundBy]:
    """Give the rows of a comment: none unless it is published. Its e-mail address is not among them."""
    texts = (comment.text, comment.name) if comment.is_published else ()
    return (FoundBy(article_id=comment.article_id, comment=comment, words=words) for words in pieces_of(*texts))
