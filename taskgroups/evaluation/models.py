"""Judgements, kept over time, and the evidence base under them."""

import secrets
from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q

from taskgroups.schools.models import School


class Answer(models.TextChoices):
    """What may be said of one descriptor."""

    MET = "met", "Met"
    PARTLY = "partly", "Partly"
    NOT_YET = "not_yet", "Not yet"
    NOT_JUDGED = "", "Not judged"


class JudgementQuerySet(models.QuerySet["Judgement"]):
    """Sets of judgements."""

    def current(self) -> "JudgementQuerySet":
        """Those that stand now."""
        return self.filter(superseded_at=None)

    def as_of(self, moment: datetime) -> "JudgementQuerySet":
        """Those that stood at that moment."""
        return self.filter(made_at__lte=moment).filter(Q(superseded_at=None) | Q(superseded_at__gt=moment))


class Judgement(models.Model):
    """Where a school is in one area (descriptor empty) or against one descriptor, under one framework version.

    Nothing is overwritten: a new judgement supersedes the one before. `voice` says whose it is: the school's own,
    or what a Task Group agreed. `value` is a grade's slug for an area, an Answer for a descriptor, '' for not judged.
    """

    class Voice(models.TextChoices):
        SCHOOL = "school", "The school"
        GROUP = "group", "The Task Group"

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="judgements")
    pack = models.CharField(max_length=40)
    area = models.CharField(max_length=60)
    descriptor = models.CharField(max_length=80, blank=True)
    voice = models.CharField(max_length=6, choices=Voice, default=Voice.SCHOOL)
    value = models.CharField(max_length=40, blank=True)
    why = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True)
    agreed_in = models.CharField(max_length=16, blank=True, help_text="the Task Group's address, for voice 'group'")

    objects = JudgementQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-id"]
        indexes = [
            models.Index(fields=["school", "pack", "area", "descriptor", "-made_at"]),
            models.Index(fields=["agreed_in"]),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["school", "pack", "area", "descriptor", "voice"],
                condition=Q(superseded_at=None),
                name="one_judgement_stands",
            )
        ]

    def __str__(self) -> str:
        return f"{self.area}/{self.descriptor or 'area'}: {self.value or 'not judged'}"


def new_public_id() -> str:
    """Return an address that tells nothing and cannot be guessed."""
    return secrets.token_urlsafe(9)


def evidence_file_name(evidence: "Evidence", name: str) -> str:
    """Where a file is kept: its own name appears nowhere on disk."""
    return f"evidence/{evidence.school.urn}/{secrets.token_hex(16)}"


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    """Sets of evidence."""

    def kept(self) -> "EvidenceQuerySet":
        """Those not withdrawn."""
        return self.filter(withdrawn_at=None)


class Evidence(models.Model):
    """One item of a school's evidence base: what shows a claim, where it is, from when, and who else would say so."""

    class Kind(models.TextChoices):
        DATA = "data", "Data"
        SEEN = "seen", "Seen in lessons or around school"
        HEARD = "heard", "Heard from pupils, parents or staff"
        WORK = "work", "Pupils' work"
        DOCUMENT = "document", "Document"

    public_id = models.CharField(max_length=16, unique=True, default=new_public_id)
    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="evidence")
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
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    changed_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    objects = EvidenceQuerySet.as_manager()
    uses_now: list["EvidenceUse"]  # loaded by listing.evidence_of

    class Meta:
        ordering = ["-dated", "-id"]
        verbose_name_plural = "evidence"
        indexes = [models.Index(fields=["school", "withdrawn_at", "-dated"])]

    def __str__(self) -> str:
        return self.title

    @property
    def is_link(self) -> bool:
        """Whether the place it is kept is an address a browser can open."""
        return self.where.lower().startswith(("https://", "http://"))


class EvidenceUse(models.Model):
    """An item of evidence under one descriptor, or under an area as a whole (descriptor empty).

    A link taken away keeps its row, so that the picture of an earlier day can still be drawn.
    """

    evidence = models.ForeignKey(Evidence, on_delete=models.CASCADE, related_name="uses")
    pack = models.CharField(max_length=40)
    area = models.CharField(max_length=60)
    descriptor = models.CharField(max_length=80, blank=True)
    linked_at = models.DateTimeField()
    unlinked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["evidence", "pack", "area", "descriptor"],
                condition=Q(unlinked_at=None),
                name="evidence_used_once_there",
            )
        ]
        indexes = [models.Index(fields=["pack", "area", "descriptor"])]

    def __str__(self) -> str:
        return f"{self.evidence} for {self.area}/{self.descriptor}"


class Draft(models.Model):
    """Words somebody has typed and not yet kept: saved as they type, theirs alone."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="+")
    form = models.CharField(max_length=160)
    text = models.TextField()
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "school", "form"], name="one_draft_per_form")]

    def __str__(self) -> str:
        return self.form
