"""Judgements, kept over time, and words not kept yet."""

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
        return self.filter(self.stood_at(moment))

    def stood_at(self, moment: datetime) -> Q:
        """The same as a condition."""
        return Q(made_at__lte=moment) & (Q(superseded_at=None) | Q(superseded_at__gt=moment))


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
