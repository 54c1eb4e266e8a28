"""The statement of challenge and support: chosen by the head, released by an act with a date, and its links."""

import secrets
from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q

from taskgroups.schools.models import School


def new_token() -> str:
    """Return an address that nobody can guess: 192 bits."""
    return secrets.token_urlsafe(24)


class StatementQuerySet(models.QuerySet["Statement"]):
    """Sets of statements."""

    def released(self) -> "StatementQuerySet":
        """Those that stand: released, and neither withdrawn nor replaced by a newer one. One a school at most."""
        return self.filter(released_at__isnull=False, ended_at=None)

    def drafts(self) -> "StatementQuerySet":
        """What heads are choosing and have not released. One a school at most."""
        return self.filter(released_at=None)


class Statement(models.Model):
    """What a head chooses to release, and, once released, its very words as `document`: those never change."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="statements")
    chosen = models.JSONField(default=dict, help_text="{received: {Task Group: [parts]}, given: [Task Groups]}")
    words = models.TextField(blank=True, help_text="what the school says first, in its own words")
    released_at = models.DateTimeField(null=True)
    released_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    document = models.JSONField(null=True, help_text="as released")
    ended_at = models.DateTimeField(null=True, help_text="when it was withdrawn, or another took its place")
    withdrawn = models.BooleanField(default=False)

    objects = StatementQuerySet.as_manager()

    class Meta:
        ordering = ["-released_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["school"], condition=Q(released_at=None), name="one_statement_being_chosen"
            ),
            models.UniqueConstraint(
                fields=["school"], condition=Q(released_at__isnull=False, ended_at=None), name="one_statement_stands"
            ),
            models.CheckConstraint(
                condition=Q(released_at=None) | Q(document__isnull=False, released_by__isnull=False),
                name="released_has_its_words",
            ),
        ]

    def __str__(self) -> str:
        return f"Statement of {self.school}"


class LinkQuerySet(models.QuerySet["Link"]):
    """Sets of links."""

    def open_on(self, day: date) -> "LinkQuerySet":
        """Those that open on that day: not revoked, and not over."""
        return self.filter(revoked_at=None, until__gte=day)


class Link(models.Model):
    """An address that shows the released statement to whoever has it, until a day or until it is revoked."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="statement_links")
    token = models.CharField(max_length=40, unique=True, default=new_token)
    whom = models.CharField(max_length=120, help_text="for whom it was made, in the head's words")
    until = models.DateField(help_text="the last day on which it opens")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    revoked_at = models.DateTimeField(null=True)

    objects = LinkQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-id"]

    def __str__(self) -> str:
        return f"Link for {self.whom}"


class Opening(models.Model):
    """That a link was opened on a day, in one way, and how often. Nothing is kept of who opened it."""

    class Way(models.TextChoices):
        PAGE = "page", "read"
        PDF = "pdf", "taken as PDF"
        WORD = "docx", "taken as Word"

    link = models.ForeignKey(Link, on_delete=models.CASCADE, related_name="openings")
    day = models.DateField()
    way = models.CharField(max_length=4, choices=Way)
    times = models.PositiveIntegerField(default=0)
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()

    class Meta:
        ordering = ["-last_at", "-id"]
        constraints = [models.UniqueConstraint(fields=["link", "day", "way"], name="one_count_a_day_and_way")]

    def __str__(self) -> str:
        return f"{self.get_way_display()}, {self.day}"
