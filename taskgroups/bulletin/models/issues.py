"""Issues by date, and the sections within one."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef
from django.urls import reverse

from taskgroups.bulletin.addresses import LONGEST, slug_of_day
from taskgroups.kit.design.words import day


class IssueQuerySet(models.QuerySet["Issue"]):
    """Sets of issues."""

    def published(self, moment: datetime) -> "IssueQuerySet":
        """Those in which at least one article can be read at that moment."""
        from taskgroups.bulletin.models.articles import Article

        return self.filter(Exists(Article.objects.published(moment).filter(section__issue=OuterRef("pk"))))


class Issue(models.Model):
    """The bulletin of one day."""

    day = models.DateField(unique=True)
    intro = models.TextField(blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    objects = IssueQuerySet.as_manager()

    class Meta:
        ordering = ["-day"]

    def __str__(self) -> str:
        return f"Heads Up, {day(self.day)}"

    @property
    def slug(self) -> str:
        return slug_of_day(self.day)

    def get_absolute_url(self) -> str:
        return reverse("heads-up-issue", args=[self.day])


class Section(models.Model):
    """A part of an issue, such as 'School improvement'."""

    issue = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="sections")
    name = models.CharField(max_length=80)
    slug = models.SlugField(max_length=LONGEST)
    position = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["issue", "slug"], name="a_section_once_in_an_issue")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("heads-up-section", args=[self.issue.day, self.slug])
