"""The evidence base: its items as they read now, and what each is used for."""

import secrets
from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from taskgroups.evaluation.models import said, versions
from taskgroups.people.models import Person
from taskgroups.schools.models import School

evidence_file_name = said.evidence_file_name


def new_public_id() -> str:
    """Return an address that tells nothing and cannot be guessed."""
    return secrets.token_urlsafe(9)


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    """Sets of evidence."""

    def kept(self) -> "EvidenceQuerySet":
        """Those not withdrawn."""
        return self.filter(withdrawn_at=None)


class Evidence(said.SaidOfEvidence):
    """One item of a school's evidence base, as it reads now. What it said before stands in its versions."""

    Kind, Covers, Direct = said.Kind, said.Covers, said.Direct

    public_id = models.CharField(max_length=16, unique=True, default=new_public_id)
    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="evidence")
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    changed_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    objects = EvidenceQuerySet.as_manager()
    uses_now: list["EvidenceUse"]  # loaded by listing.evidence_of

    class Meta:
        ordering = ["-dated", "-id"]
        verbose_name_plural = "evidence"
        indexes = [models.Index(fields=["school", "withdrawn_at", "-dated"])]

    @property
    def wrote_by(self) -> Person | None:
        """Who wrote what stands now; None where that was not kept."""
        return self.changed_by if self.changed_at else self.added_by


class EvidenceUseQuerySet(models.QuerySet["EvidenceUse"]):
    """Sets of uses."""

    def current(self) -> "EvidenceUseQuerySet":
        """Those that count now: linked, and the item not withdrawn."""
        return self.filter(unlinked_at=None, evidence__withdrawn_at=None)

    def as_of(self, moment: datetime) -> "EvidenceUseQuerySet":
        """Those that counted at that moment, whatever was taken away or put back since."""
        away = versions.Withdrawal.objects.as_of(moment).filter(evidence=OuterRef("evidence"))
        return self.filter(
            Q(unlinked_at=None) | Q(unlinked_at__gt=moment),
            Q(evidence__withdrawn_at=None) | Q(evidence__withdrawn_at__gt=moment),
            ~Exists(away),
            linked_at__lte=moment,
            evidence__added_at__lte=moment,
        )


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

    objects = EvidenceUseQuerySet.as_manager()

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
