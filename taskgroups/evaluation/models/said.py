"""What is said of an item of evidence: the columns that an item has now, and that each earlier version of it kept."""

import secrets
from typing import Any

from django.db import models

WORDS = ("title", "kind", "dated", "note", "where", "confirmed_by", "covers", "direct")
FILE = ("file", "file_name", "file_type", "file_size")


def evidence_file_name(said: Any, name: str) -> str:
    """Where a file is kept: its own name appears nowhere on disk, and no file takes the place of another."""
    return f"evidence/{said.school.urn}/{secrets.token_hex(16)}"


class Kind(models.TextChoices):
    """What kind of thing shows a claim."""

    DATA = "data", "Data"
    SEEN = "seen", "Seen in lessons or around school"
    HEARD = "heard", "Heard from pupils, parents or staff"
    WORK = "work", "Pupils' work"
    DOCUMENT = "document", "Document"


class Covers(models.TextChoices):
    """How much of the school it is about."""

    WHOLE = "whole", "The whole school"
    SEVERAL = "several", "Several classes or year groups"
    PART = "part", "One class, or a few pupils"


class Direct(models.TextChoices):
    """How the school knows it."""

    DIRECT = "direct", "First-hand: we saw it, heard it or looked at it ourselves"
    REPORTED = "reported", "Reported: somebody told us or wrote it down for us"


class SaidOfEvidence(models.Model):
    """What an item is, where it is, from when, and who else would say so."""

    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, choices=Kind)
    dated = models.DateField()
    note = models.TextField(blank=True)
    where = models.CharField(max_length=300, blank=True, help_text="where it is kept, or a link")
    file = models.FileField(upload_to=evidence_file_name, blank=True, max_length=200)
    file_name = models.CharField(max_length=200, blank=True)
    file_type = models.CharField(max_length=100, blank=True)
    file_size = models.PositiveIntegerField(default=0)
    confirmed_by = models.CharField(max_length=200, blank=True, help_text="who else confirms it, by role")

    covers = models.CharField(max_length=10, choices=Covers, blank=True)
    direct = models.CharField(max_length=10, choices=Direct, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.title

    @property
    def is_link(self) -> bool:
        """Whether the place it is kept is an address a browser can open."""
        return self.where.lower().startswith(("https://", "http://"))

    @property
    def kept(self) -> bool:
        """Whether there is something to look at: a file, a place or words."""
        return bool(self.file or self.where or self.note)

    @property
    def said(self) -> dict[str, Any]:
        """Everything said of it, by column; the file by the name it is kept under."""
        return {name: getattr(self, name) for name in (*WORDS, *FILE)} | {"file": self.file.name}
