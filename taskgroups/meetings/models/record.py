"""The record of a Task Group: written from the log, worded by the clerk, agreed by the host head."""

from django.conf import settings
from django.db import models

from taskgroups.meetings.models.task_group import TaskGroup


class Record(models.Model):
    """How far the record has come. Its words are in `document` (a frozen copy) once it is with the head."""

    class State(models.TextChoices):
        DRAFT = "draft", "The clerk is writing it"
        WITH_HEAD = "with_head", "With the host head"
        DISPUTED = "disputed", "The head says something is not accurate"
        AGREED = "agreed", "Agreed as accurate"
        DIFFERS = "differs", "Locked, with the head's words attached"

    LOCKED = (State.AGREED, State.DIFFERS)

    task_group = models.OneToOneField(TaskGroup, on_delete=models.CASCADE, related_name="record")
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    wording = models.JSONField(default=dict, help_text="{section key: the clerk's wording}; facts stay in the log")
    kept_questions = models.JSONField(default=dict, help_text="{area: [event numbers the clerk keeps]}, three at most")
    confidential = models.TextField(blank=True, help_text="kept apart from the record")
    round = models.PositiveSmallIntegerField(default=0, help_text="how often it was sent to the head")
    sent_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)
    locked_at = models.DateTimeField(null=True)
    locked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    agreed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    document = models.JSONField(
        null=True, help_text="as last sent, then as locked, so that it never changes with the code"
    )

    class Meta:
        indexes = [models.Index(fields=["state"])]

    def __str__(self) -> str:
        return f"Record of {self.task_group}"

    @property
    def is_locked(self) -> bool:
        """Whether nothing about it changes any more."""
        return self.state in self.LOCKED

    @property
    def is_with_clerk(self) -> bool:
        """Whether the clerk may change its wording."""
        return self.state in (self.State.DRAFT, self.State.DISPUTED)


class Remark(models.Model):
    """What the head says is not accurate, and the clerk's answer."""

    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="remarks")
    round = models.PositiveSmallIntegerField(default=1)
    section = models.CharField(max_length=80, blank=True)
    text = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    settled = models.BooleanField(default=False)

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return self.text[:60]
