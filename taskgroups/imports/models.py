"""A national file that was loaded here, or is: how far it is, what came of it, and how it is taken back."""

import secrets
from datetime import date, timedelta

from django.conf import settings
from django.db import models

SILENT_FOR = timedelta(minutes=5)  # a worker that has said nothing for so long is gone, and another goes on
TRIES = 3


def stored_name(made: "Import", name: str) -> str:
    """Where an upload, or the journal it is taken back by, is kept; its own name appears nowhere in the store."""
    return f"imports/{secrets.token_hex(16)}"


class Import(models.Model):
    """One file: asked for, loaded beside everything else, one at a time, and perhaps taken back."""

    class Kind(models.TextChoices):
        REGISTER = "register", "National register"
        INSPECTIONS = "inspections", "Inspection outcomes"
        PERFORMANCE = "performance", "Performance figures"

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        WORKING = "working", "Being loaded"
        DONE = "done", "Loaded"
        FAILED = "failed", "Not loaded"
        UNDOING = "undoing", "Being taken back"
        UNDONE = "undone", "Taken back"

    kind = models.CharField(max_length=12, choices=Kind)
    name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64, blank=True, help_text="of the content; tells the same file again")
    as_at = models.DateField(null=True, help_text="the day of the facts, where somebody said it")
    year = models.PositiveSmallIntegerField(null=True, help_text="in which the school year ends, where somebody said")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    alone = models.BooleanField(
        null=True, unique=True, help_text="true while it is worked on; nothing else may be then"
    )
    heard_at = models.DateTimeField(help_text="when its worker last said how far it is")
    tries = models.PositiveSmallIntegerField(default=0)
    size = models.PositiveBigIntegerField(default=0)
    at = models.PositiveBigIntegerField(default=0, help_text="bytes read")
    upload = models.FileField(upload_to=stored_name, blank=True, max_length=200)
    told = models.TextField(blank=True, help_text="what came of it, in a sentence")
    tally = models.JSONField(default=dict, help_text="the counts, and each row left out with its reason")
    changes = models.JSONField(default=list, help_text="what changed of schools in a consortium: [{urn, what}]")
    ended_at = models.DateTimeField(null=True)
    journal = models.FileField(upload_to=stored_name, blank=True, max_length=200)
    stays = models.CharField(max_length=300, blank=True, help_text="why it cannot be taken back")
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.name

    @property
    def in_hand(self) -> bool:
        """Whether it waits, or is worked on."""
        return self.state in (self.State.WAITING, self.State.WORKING, self.State.UNDOING)

    @property
    def facts_of(self) -> date | None:
        """The day of the facts: the one somebody said, else the one the file told."""
        told = self.tally.get("as_at")
        return self.as_at or (date.fromisoformat(told) if told else None)

    @property
    def may_be_undone(self) -> bool:
        """Whether there is something to take back, and no reason known that forbids it."""
        return self.state == self.State.DONE and bool(self.journal) and not self.stays
