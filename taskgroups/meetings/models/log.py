"""The meeting is its log: numbered events, never changed; a correction is an event too.

One thing is: words taken out for good (`domain/take_out.py`), and an event says so."""

from django.conf import settings
from django.db import models

from taskgroups.improvement.models import Action
from taskgroups.kit.live import numbering
from taskgroups.meetings.models.task_group import AgendaItem, TaskGroup


class Event(numbering.NumberedEvent):
    """One thing that happened in a Task Group. `docs/reference/log.md` says what each kind carries."""

    parent = "task_group"

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
        PROPOSED = "proposed", "Judgement put to the group"
        JUDGEMENT = "judgement", "Judgement agreed"
        ACTION = "action", "Action set"
        CARRIED = "carried", "Earlier action reviewed"
        ATTENDANCE = "attendance", "Came or left"
        HANDOVER = "handover", "Chair handed over"
        CORRECTION = "correction", "Correction"
        CONFIDENTIAL = "confidential", "Confidential note"
        TAKEN_OUT = "taken_out", "Words taken out for good"

    CLOCK = (Kind.OPENED, Kind.PAUSED, Kind.RESUMED, Kind.CLOSED, Kind.ITEM)
    CORRECTABLE = (
        Kind.QUESTION,
        Kind.ADVICE,
        Kind.ANSWER,
        Kind.EVIDENCE,
        Kind.JUDGEMENT,
        Kind.ACTION,
        Kind.CONFIDENTIAL,
    )

    task_group = models.ForeignKey(TaskGroup, on_delete=models.CASCADE, related_name="events")
    kind = models.CharField(max_length=12, choices=Kind)
    item = models.ForeignKey(AgendaItem, on_delete=models.SET_NULL, null=True, related_name="events")
    descriptor = models.CharField(max_length=80, blank=True)
    text = models.TextField(blank=True)
    corrects = models.PositiveIntegerField(null=True, help_text="number of the event this one puts right")
    action = models.ForeignKey(Action, on_delete=models.PROTECT, null=True, related_name="events")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    entered_later = models.BooleanField(default=False)

    class Meta(numbering.NumberedEvent.Meta):
        ordering = ["task_group", "number"]
        constraints = [
            models.UniqueConstraint(fields=["task_group", "number"], name="one_event_per_number"),
            models.UniqueConstraint(fields=["task_group", "key"], name="one_event_per_key"),
        ]
        indexes = [models.Index(fields=["task_group", "kind"]), models.Index(fields=["item", "number"])]

    def __str__(self) -> str:
        return f"{self.number} {self.kind}"
