"""When the school itself expects its next inspection: kept over time, never overwritten."""

from django.conf import settings
from django.db import models

from taskgroups.schools.models import School


class ExpectedInspection(models.Model):
    """From which day on the school expects an inspection, and why. None: it goes by the usual interval again."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="expected_inspections")
    likely_from = models.DateField(null=True)
    why = models.CharField(max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-id"]
        verbose_name_plural = "inspections the school expects"

    def __str__(self) -> str:
        return f"from {self.likely_from}: {self.why}"
