"""What a school takes out of here, and its leaving."""

import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.db import models

from taskgroups.schools.models import School

KEPT_FOR = timedelta(days=7)
SILENT_FOR = timedelta(minutes=5)  # a maker that has said nothing for so long is gone


def archive_token() -> str:
    """Return an address that cannot be guessed."""
    return secrets.token_urlsafe(12)


def archive_file_name(archive: "Archive", name: str) -> str:
    """Where an archive is kept; its own name appears nowhere in the store."""
    return f"archives/{secrets.token_hex(16)}"


class Archive(models.Model):
    """All a school owns as one file: asked for by its head, made beside everything else, kept for a week."""

    class State(models.TextChoices):
        MAKING = "making", "Being made"
        READY = "ready", "Ready"
        FAILED = "failed", "Could not be made"

    public_id = models.CharField(max_length=20, unique=True, default=archive_token)
    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="+")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=State, default=State.MAKING)
    done = models.PositiveIntegerField(default=0, help_text="parts that are in it")
    parts = models.PositiveIntegerField(default=0, help_text="parts there will be")
    heard_at = models.DateTimeField(help_text="when its maker last said how far it is")
    file = models.FileField(upload_to=archive_file_name, blank=True, max_length=200)
    size = models.PositiveBigIntegerField(default=0)
    missing = models.JSONField(default=list, help_text="files that a row names and the store does not have")

    class Meta:
        ordering = ["-asked_at", "-id"]

    def __str__(self) -> str:
        return f"{self.school}, {self.asked_at:%Y-%m-%d}"

    @property
    def until(self) -> datetime:
        """When it is deleted."""
        return self.asked_at + KEPT_FOR

    @property
    def percent(self) -> int:
        """How far it is, out of 100."""
        return 100 * self.done // self.parts if self.parts else 0


UNDO = timedelta(days=30)


class Departure(models.Model):
    """A school that leaves Task Groups: until `ends_at` its head can take it back, then its work is deleted."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="+")
    left_at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    held = models.JSONField(default=dict, help_text="the sharing, consortia and roles that taking it back puts back")
    undone_at = models.DateTimeField(null=True)
    deleted_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-left_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["school"], condition=models.Q(undone_at=None, deleted_at=None), name="a_school_leaves_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.school} leaves"

    @property
    def ends_at(self) -> datetime:
        """When the school's work is deleted."""
        return self.left_at + UNDO
