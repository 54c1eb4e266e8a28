"""The chair's own clauses from a transcript, who in the room agrees to that, and one that is kept on purpose."""

from datetime import date

from django.conf import settings
from django.db import models

from taskgroups.meetings.models import AgendaItem, TaskGroup
from taskgroups.practice.models.coding import ACT_CHOICES, KIND_CHOICES


class Consent(models.Model):
    """What somebody in the room says to the use of a transcript, and to its being kept. One 'no' forbids it."""

    task_group = models.ForeignKey(TaskGroup, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    agrees = models.BooleanField()
    keeping = models.BooleanField(default=False, help_text="whether the transcript itself may be kept as well")
    at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["task_group", "person"], name="one_say_on_a_transcript")]

    def __str__(self) -> str:
        return f"{self.person}: {'yes' if self.agrees else 'no'}"


class Transcript(models.Model):
    """What is kept of one: the chair's figures, and that the chair recorded the agreement of all who were there."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="transcripts")
    task_group = models.ForeignKey(TaskGroup, on_delete=models.CASCADE, related_name="+")
    agreed_at = models.DateTimeField(auto_now_add=True, help_text="when the chair recorded that all present agreed")
    words = models.PositiveIntegerField()
    all_words = models.PositiveIntegerField()
    seconds = models.FloatField(null=True)
    all_seconds = models.FloatField(null=True)
    longest = models.FloatField(null=True, help_text="seconds of the chair's longest turn")
    left_out = models.PositiveIntegerField(default=0, help_text="clauses that looked as if they name a pupil")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "task_group"], name="one_transcript_each")]

    def __str__(self) -> str:
        return f"{self.task_group}, {self.words} words"

    @property
    def talk_share(self) -> int | None:
        """The chair's part of the talk in whole per cent: of the time, or of the words where no times are told."""
        part, whole = (self.seconds, self.all_seconds) if self.all_seconds else (self.words, self.all_words)
        return round(100 * part / whole) if whole and part is not None else None


class Said(models.Model):
    """One clause of the chair's from a transcript."""

    transcript = models.ForeignKey(Transcript, on_delete=models.CASCADE, related_name="said")
    place = models.PositiveIntegerField()
    item = models.ForeignKey(AgendaItem, on_delete=models.SET_NULL, null=True, related_name="+")
    starts = models.FloatField(null=True, help_text="seconds into the recording at which its turn begins")
    text = models.TextField()
    machine_act = models.CharField(max_length=8, choices=ACT_CHOICES)
    machine_kind = models.CharField(max_length=14, choices=KIND_CHOICES)
    reason = models.TextField()
    act = models.CharField(max_length=8, choices=ACT_CHOICES, blank=True, help_text="what the chair says it was")
    kind = models.CharField(max_length=14, choices=KIND_CHOICES, blank=True)

    class Meta:
        ordering = ["transcript", "place"]

    def __str__(self) -> str:
        return self.text[:40]


class KeptQuerySet(models.QuerySet["Kept"]):
    """Sets of kept transcripts."""

    def standing_on(self, day: date) -> "KeptQuerySet":
        """Those that may still be read on that day."""
        return self.filter(until__gte=day)


class Kept(models.Model):
    """A transcript kept on purpose: everybody's words, for the chair alone, with a reason and until a day."""

    transcript = models.OneToOneField(Transcript, on_delete=models.CASCADE, related_name="kept")
    reason = models.CharField(max_length=200, help_text="everybody who was there reads it")
    until = models.DateField(help_text="the last day on which it is there")
    kept_at = models.DateTimeField(auto_now_add=True)
    turns = models.JSONField(help_text="of each turn the speaker, the second it began or null, and the words")

    objects = KeptQuerySet.as_manager()

    class Meta:
        ordering = ["-kept_at"]

    def __str__(self) -> str:
        return f"{self.transcript.task_group}, until {self.until}"
