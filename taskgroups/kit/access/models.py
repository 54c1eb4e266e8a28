"""The audit trail, which is only ever added to, and the buttons pressed."""

from django.conf import settings
from django.db import models


class Entry(models.Model):
    """One line of the audit trail: who did what to what, and about which school."""

    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    verb = models.CharField(max_length=60)
    school_urn = models.PositiveIntegerField(null=True)
    about = models.CharField(max_length=120, blank=True)
    details = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["school_urn", "-at"]), models.Index(fields=["by", "-at"])]

    def __str__(self) -> str:
        return f"{self.verb} {self.about}".strip()


class Press(models.Model):
    """A form's token that was spent, and where it led."""

    token = models.UUIDField(primary_key=True)
    at = models.DateTimeField(db_index=True)
    led_to = models.CharField(max_length=2000, blank=True)

    def __str__(self) -> str:
        return str(self.token)
