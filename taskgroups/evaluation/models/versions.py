"""What items of evidence said before, and when they were withdrawn: nothing is overwritten."""

import copy
from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models

from taskgroups.evaluation.models.said import SaidOfEvidence

if TYPE_CHECKING:
    from taskgroups.evaluation.models.evidence import Evidence


class EvidenceVersionQuerySet(models.QuerySet["EvidenceVersion"]):
    """Sets of earlier versions."""

    def as_of(self, moment: datetime) -> "EvidenceVersionQuerySet":
        """Those that stood at that moment. An item that has none of them reads now as it read then."""
        return self.filter(made_at__lte=moment, superseded_at__gt=moment)


class EvidenceVersion(SaidOfEvidence):
    """What an item said from `made_at`, by whom, until somebody changed it at `superseded_at`.

    The version that stands is the item itself. `number` counts from 1. The file is kept, whatever took its place.
    """

    evidence = models.ForeignKey("evaluation.Evidence", on_delete=models.CASCADE, related_name="earlier")
    number = models.PositiveIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    made_at = models.DateTimeField()
    superseded_at = models.DateTimeField()

    objects = EvidenceVersionQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        indexes = [models.Index(fields=["evidence", "superseded_at"])]
        constraints = [models.UniqueConstraint(fields=["evidence", "number"], name="one_version_of_a_number")]


class WithdrawalQuerySet(models.QuerySet["Withdrawal"]):
    """Sets of withdrawals that are over."""

    def as_of(self, moment: datetime) -> "WithdrawalQuerySet":
        """Those that lasted at that moment."""
        return self.filter(withdrawn_at__lte=moment, restored_at__gt=moment)


class Withdrawal(models.Model):
    """A time in which an item was withdrawn, written when it is put back. One that lasts stands on the item."""

    evidence = models.ForeignKey("evaluation.Evidence", on_delete=models.CASCADE, related_name="withdrawals")
    withdrawn_at = models.DateTimeField()
    restored_at = models.DateTimeField()
    restored_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = WithdrawalQuerySet.as_manager()

    class Meta:
        ordering = ["-restored_at"]

    def __str__(self) -> str:
        return f"{self.withdrawn_at:%Y-%m-%d} to {self.restored_at:%Y-%m-%d}"


def as_it_read(item: "Evidence", earlier: Iterable[EvidenceVersion], moment: datetime) -> "Evidence":
    """Return a copy of an item that reads as it read at a moment; `earlier` holds what it said before. No query."""
    then = copy.copy(item)
    for one in earlier:
        if one.evidence_id == item.pk and one.made_at <= moment < one.superseded_at:
            for name, value in one.said.items():
                setattr(then, name, value)
    return then
