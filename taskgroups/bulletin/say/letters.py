"""Letters to those who had their say. They never repeat what was written: somebody else's address may stand there."""

from django.conf import settings

from taskgroups.bulletin.models import Comment
from taskgroups.kit import post
from taskgroups.kit.design.words import day
from taskgroups.kit.post.models import Letter

DECLINED = """Hello,

thank you for your comment of {when} on ‘{title}’ in Heads Up. A moderator read it and did not publish it:

{reason}

You may write another one: {address}

If you wrote no comment, somebody gave your address. Nothing more follows.
"""
REMOVED = """Hello,

your comment of {when} on ‘{title}’ in Heads Up was published. A moderator has now removed it:

{reason}

The page says that a comment was removed, and neither whose nor which: {address}
"""


def about(comment: Comment) -> str:
    """The reference of letters about a comment."""
    return f"heads-up-comment:{comment.pk}"


def tell_writer(comment: Comment, words: str, subject: str) -> Letter | None:
    """Write to who wrote a comment why it does not stand there, where the address is still known."""
    if not comment.email:
        return None
    text = words.format(
        when=day(comment.written_at), title=comment.article.title, reason=comment.reason,
        address=settings.ADDRESS + comment.article.get_absolute_url(),
    )  # fmt: skip
    return post.send(to=comment.email, subject=subject, text=text, about=about(comment))
