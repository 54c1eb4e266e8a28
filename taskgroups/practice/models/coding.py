"""What a chair counted with a tap, and what they say a clause is."""

import uuid

from django.conf import settings
from django.db import models

from taskgroups.kit.talk import ACTS, KINDS
from taskgroups.meetings.models import AgendaItem, TaskGroup

ACT_CHOICES = [(act, act.capitalize()) for act in ACTS]
KIND_CHOICES = [(kind, kind.capitalize()) for kind in KINDS]


class TapQuerySet(models.QuerySet["Tap"]):
    """Sets of taps."""

    def standing(self) -> "TapQuerySet":
        """Those that were not taken back."""
        return self.filter(undone_at=None)


class Tap(models.Model):
    """One press of a chair's counter. The device makes its key, so that it counts once however often it arrives."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="taps")
    task_group = models.ForeignKey(TaskGroup, on_delete=models.CASCADE, related_name="+")
    item = models.ForeignKey(AgendaItem, on_delete=models.SET_NULL, null=True, related_name="+")
    act = models.CharField(max_length=8, choices=ACT_CHOICES)
    key = models.UUIDField(default=uuid.uuid4)
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)

    objects = TapQuerySet.as_manager()

    class Meta:
        ordering = ["at", "id"]
        indexes = [models.Index(fields=["person", "task_group"])]
        constraints = [models.UniqueConstraint(fields=["person", "key"], name="one_tap_per_key")]

    def __str__(self) -> str:
        return self.get_act_display()


class Recoding(models.Model):
    """What a chair says a clause of the log is, beside what the machine said. It holds for those very words."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="recodings")
    task_group = models.ForeignKey(TaskGroup, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveIntegerField(help_text="of the event in the log")
    place = models.PositiveSmallIntegerField(help_text="of the clause in its words")
    words = models.TextField()
    machine_act = models.CharField(max_length=8, choices=ACT_CHOICES)
    machine_kind = models.CharField(max_length=14, choices=KIND_CHOICES, blank=True)
    act = models.CharField(max_length=8, choices=ACT_CHOICES)
    kind = models.CharField(max_length=14, choices=KIND_CHOICES, blank=True)
    at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "task_group", "number", "place"], name="one_code_per_clause")
        ]

    def __str__(self) -> str:
        return f"{self.words[:40]}: {self.act}"
