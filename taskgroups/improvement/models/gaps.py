"""Gaps a school has set aside, and taken up again."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from taskgroups.schools.models import School


class GapAside(models.Model):
    """One gap the school will not work on for now, and why. Taken up again, the row stays as history.

    It holds for this kind of gap at this statement: where the gap turns into another, that one shows.
    """

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="gaps_aside")
    pack = models.CharField(max_length=40)
    area = models.CharField(max_length=60)
    descriptor = models.CharField(max_length=80, blank=True)
    kind = models.CharField(max_length=20)
    reason = models.CharField(max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    taken_up_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    taken_up_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-at", "-id"]
        verbose_name_plural = "gaps set aside"
        constraints = [
            models.UniqueConstraint(
                fields=["school", "pack", "area", "descriptor", "kind"],
                condition=Q(taken_up_at=None),
                name="one_gap_set_aside_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.area}/{self.descriptor} ({self.kind}): {self.reason}"
