"""Articles, their pictures, and the addresses they had before."""

import secrets
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from taskgroups.bulletin.addresses import LONGEST
from taskgroups.bulletin.models.issues import Issue, Section


class ArticleQuerySet(models.QuerySet["Article"]):
    """Sets of articles."""

    def published(self, moment: datetime) -> "ArticleQuerySet":
        """Those anybody may read at that moment."""
        return self.filter(state=Article.State.PUBLISHED, published_at__lte=moment)

    def placed(self) -> "ArticleQuerySet":
        """With section and issue, which every address needs, in the order of the issue."""
        return self.select_related("section__issue").order_by("section__position", "section_id", "position", "pk")


class Article(models.Model):
    """One article: written in Markdown, read by a second editor, published at a time."""

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        REVIEW = "review", "Waits for review"
        PUBLISHED = "published", "Published"

    section = models.ForeignKey(Section, on_delete=models.PROTECT, related_name="articles")
    position = models.PositiveSmallIntegerField(default=1)
    slug = models.SlugField(max_length=LONGEST)
    title = models.CharField(max_length=150)
    summary = models.CharField(max_length=300, blank=True)
    body = models.TextField()
    contributor = models.CharField(max_length=150, blank=True)
    contact = models.TextField(blank=True)
    related = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    version = models.PositiveIntegerField(default=1)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField(null=True, help_text="from when anybody may read it")
    takes_comments = models.BooleanField(default=True)
    said_at = models.DateTimeField(null=True, help_text="when what stands under it changed last")

    objects = ArticleQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["section", "slug"], name="an_article_once_in_a_section"),
            models.CheckConstraint(
                name="what_is_published_has_its_time",
                condition=~Q(state="published") | Q(published_at__isnull=False, published_by__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["state", "-published_at"], name="bulletin_published")]

    def __str__(self) -> str:
        return self.title

    @property
    def issue(self) -> Issue:
        return self.section.issue

    def get_absolute_url(self) -> str:
        return reverse("heads-up-article", args=[self.section.issue.day, self.section.slug, self.slug])

    def is_out(self, moment: datetime) -> bool:
        """Whether anybody may read it at that moment."""
        return self.state == self.State.PUBLISHED and self.published_at is not None and self.published_at <= moment

    @property
    def was_changed(self) -> bool:
        """Whether it was changed after it came out."""
        return self.published_at is not None and self.changed_at > self.published_at


def new_picture_id() -> str:
    """Return an address that tells nothing and cannot be guessed."""
    return secrets.token_hex(6)


def picture_file_name(picture: Any, name: str) -> str:
    """Where a picture is kept: its own name appears nowhere on disk."""
    return f"heads-up/{secrets.token_hex(16)}"


class Picture(models.Model):
    """A picture of an article, with what it shows in words."""

    public_id = models.CharField(max_length=16, unique=True, default=new_picture_id)
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="pictures")
    file = models.FileField(upload_to=picture_file_name, max_length=200)
    file_type = models.CharField(max_length=100)
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    alt = models.CharField(max_length=300)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.alt

    def get_absolute_url(self) -> str:
        return reverse("heads-up-picture", args=[self.public_id])

    @property
    def mark(self) -> str:
        """What stands in the article where the picture is wanted."""
        return f"![{self.alt}](picture:{self.public_id})"


class FormerAddress(models.Model):
    """An address below /heads-up/ that led somewhere once; it leads on to where that is now."""

    address = models.CharField(max_length=200, unique=True)
    issue = models.ForeignKey(Issue, on_delete=models.CASCADE, null=True, related_name="+")
    section = models.ForeignKey(Section, on_delete=models.CASCADE, null=True, related_name="+")
    article = models.ForeignKey(Article, on_delete=models.CASCADE, null=True, related_name="+")

    def __str__(self) -> str:
        return self.address
