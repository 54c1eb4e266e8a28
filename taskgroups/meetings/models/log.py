"""The meeting is its log: numbered events, never changed; a correction is an event too."""

import uuid

from django.conf import settings
from django.db import models

from taskgroups.improvement.models import Action
from taskgroups.meetings.models.task_group import AgendaItem, TaskGroup


class Event(models.Model):
    """One thing that happened in a Task Group."""

    class Kind(models.TextChoices):
        OPENED = "opened", "Opened"
        PAUSED = "paused", "Paused"
        RESUMED = "resumed", "Resumed"
        CLOSED = "closed", "Closed"
        ITEM = "item", "Moved to an item"
        FOCUS = "focus", "Descriptor in focus"
        QUESTION = "question", "Question asked"
        ADVICE = "advice", "Advice given"
        ANSWER = "answer", "Answer noted"
        EVIDENCE = "evidence", "Evidence seen"
        JUDGEMENT = "judgement", "Judgement agreed"
        ACTION = "action", "Action set"
        CARRIED = "carried", "Earlier action reviewed"
        ATTENDANCE = "attendance", "Came or left"
        HANDOVER = "handover", "Chair handed over"
        CORRECTION = "correction", "Correction"
        CONFIDENTIAL = "confidential", "Confidential note"

    task_group = models.ForeignKey(TaskGroup, on_delete=models.CASCADE, related_name="events")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, choices=Kind)
    item = models.ForeignKey(AgendaItem, on_delete=models.SET_NULL, null=True, related_name="events")
    descriptor = models.CharField(max_length=80, blank=True)
    text = models.TextField(blank=True)
    payload = models.JSONField(default=dict)
    corrects = models.PositiveIntegerField(null=True, help_text="number of the event this one puts right")
    action = models.ForeignKey(Action, on_delete=models.PROTECT, null=True, related_name="events")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(help_text="when it happened")
    written_at = models.DateTimeField(auto_now_add=True)
    key = models.UUIDField(default=uuid.uuid4, help_text="made by the device: the same key is written once")
    entered_later = models.BooleanField(default=False)

    class Meta:
        ordering = ["task_group", "number"]
        constraints = [
            models.UniqueConstraint(fields=["task_group", "number"], name="one_event_per_number"),
            models.UniqueConstraint(fields=["task_group", "key"], name="one_event_per_key"),
        ]
        indexes = [models.Index(fields=["task_group", "kind"])]

    def __str__(self) -> str:
        return f"{self.number} {self.kind}"
