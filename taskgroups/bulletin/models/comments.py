"""Have your say: what readers write under an article, and what they report. Nothing of it is ever edited."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from taskgroups.bulletin.models.articles import Article


class CommentQuerySet(models.QuerySet["Comment"]):
    """Sets of comments."""

    def public(self) -> "CommentQuerySet":
        """What stands under an article, the oldest first: comments, and a trace of each that was removed later."""
        return self.filter(state__in=[Comment.State.PUBLISHED, Comment.State.REMOVED]).order_by("written_at", "pk")

    def waiting(self) -> "CommentQuerySet":
        """Those no moderator has decided about and nothing speaks against."""
        return self.filter(state=Comment.State.WAITING, doubts="")

    def probably_spam(self) -> "CommentQuerySet":
        """Those no moderator has decided about, and of which a rule says that they are probably spam."""
        return self.filter(state=Comment.State.WAITING).exclude(doubts="")

    def reported(self) -> "CommentQuerySet":
        """Published ones with a report that no moderator has settled."""
        unsettled = Report.objects.filter(comment=OuterRef("pk"), settled_at=None)
        return self.filter(Exists(unsettled), state=Comment.State.PUBLISHED)

    def of_address(self, email: str) -> "CommentQuerySet":
        """Those written with this e-mail address."""
        return self.filter(email=email.strip().lower()) if email.strip() else self.none()


class Comment(models.Model):
    """What a reader wrote: the name is published, the e-mail address never; it waits until a moderator has decided."""

    class State(models.TextChoices):
        WAITING = "waiting", "Waits for a moderator"
        PUBLISHED = "published", "Published"
        DECLINED = "declined", "Declined"
        REMOVED = "removed", "Removed"

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="comments")
    name = models.CharField(max_length=80)
    email = models.EmailField(max_length=254, blank=True, db_index=True, help_text="emptied when its time is over")
    text = models.TextField()
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    doubts = models.TextField(blank=True, help_text="why it is probably spam, a sentence a line; '' where it is not")
    written_at = models.DateTimeField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True, help_text="why it was declined or removed, as the writer was told")
    form = models.UUIDField(
        unique=True, help_text="of the form it was written in, so that two presses make one comment"
    )
    came_from = models.CharField(max_length=64, blank=True, help_text="a keyed number made of a network address")
    same_words = models.CharField(max_length=64, help_text="a number made of the words, equal where they are")

    objects = CommentQuerySet.as_manager()

    class Meta:
        ordering = ["written_at", "pk"]
        indexes = [
            models.Index(fields=["article", "state"], name="comments_of_an_article"),
            models.Index(fields=["state", "written_at"], name="comments_that_wait"),
            models.Index(fields=["came_from", "written_at"], name="comments_from_there"),
            models.Index(fields=["same_words", "written_at"], name="comments_of_same_words"),
        ]
        constraints = [
            models.CheckConstraint(
                name="what_is_decided_has_its_time", condition=Q(state="waiting") | Q(decided_at__isnull=False)
            )
        ]

    def __str__(self) -> str:
        return f"Comment {self.pk}"

    def get_absolute_url(self) -> str:
        return f"{self.article.get_absolute_url()}#comment-{self.pk}"

    @property
    def why_spam(self) -> list[str]:
        """The sentences that say why it is probably spam."""
        return self.doubts.splitlines()

    @property
    def is_waiting(self) -> bool:
        return self.state == self.State.WAITING

    @property
    def is_published(self) -> bool:
        return self.state == self.State.PUBLISHED


class Report(models.Model):
    """What a reader says is wrong with a published comment. Nothing is kept of who says so."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="reports")
    reason = models.TextField()
    made_at = models.DateTimeField()
    came_from = models.CharField(max_length=64, blank=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    settled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["made_at", "pk"]
        indexes = [models.Index(fields=["came_from", "made_at"], name="reports_from_there")]

    def __str__(self) -> str:
        return f"Report of comment {self.comment_id}"


def touched(article_pk: int, moment: datetime) -> None:
    """Note that what stands under an article changed, so that caches and readers ask again."""
    Article.objects.filter(pk=article_pk).update(said_at=moment)
