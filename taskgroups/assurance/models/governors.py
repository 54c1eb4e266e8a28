"""What a school chose to show its governors on one page."""

from django.conf import settings
from django.db import models

from taskgroups.schools.models import School


class GovernorsPage(models.Model):
    """The parts the head chose, and the head's own first words. Without a row the page is empty."""

    school = models.OneToOneField(School, on_delete=models.CASCADE, related_name="governors_page")
    parts = models.JSONField(default=list, help_text="keys of governors/parts.py")
    words = models.TextField(blank=True)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"Governors' page of {self.school}"
