"""A chair's way to accreditation, step by step and never changed; who mentors whom; who may chair for now."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from taskgroups.schools.models import Consortium


class Step(models.Model):
    """One thing that was done on somebody's way: the evidence of it, or a signature.

    Rows are only added. What was written down by mistake is struck out by a later row that says why. A row names no
    school: it goes with the person wherever they move, and whose Task Group it was is told to those alone who may know.
    """

    class Kind(models.TextChoices):
        TRAINED = "trained", "Trained"
        PRACTISED = "practised", "Practised on the exchanges"
        OBSERVED = "observed", "Observed a Task Group"
        CHAIRED = "chaired", "Chaired with the mentor present"
        LED = "led", "Chaired a Task Group"
        SIGNED = "signed", "Accredited: signed by the mentor"
        BROUGHT = "brought", "Accredited elsewhere"
        WITHDRAWN = "withdrawn", "Accreditation withdrawn"
        STRUCK = "struck", "Struck out"

    BY_HAND = (Kind.TRAINED, Kind.PRACTISED, Kind.OBSERVED, Kind.CHAIRED)
    EVIDENCE = (*BY_HAND, Kind.LED)

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="accreditation")
    kind = models.CharField(max_length=9, choices=Kind)
    on = models.DateField(help_text="the day on which it was done")
    what = models.CharField(max_length=300, blank=True, help_text="the evidence, or the reason, in words")
    source = models.CharField(max_length=80, blank=True, help_text="'task-group:…' or 'session:…'; '' for by hand")
    mentor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    phases = models.JSONField(default=list, help_text="of an accreditation: the phases of school it is for")
    until = models.DateField(null=True, help_text="of an accreditation: its last day")
    strikes = models.OneToOneField("self", on_delete=models.CASCADE, null=True, related_name="struck_by")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        verbose_name = "step to accreditation"
        verbose_name_plural = "steps to accreditation"
        indexes = [models.Index(fields=["person", "kind"])]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind", "source"], condition=~Q(source=""), name="one_step_of_a_kind_from_a_source"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_kind_display()}"

    def save(self, *args: Any, **more: Any) -> None:
        """Add a row. One that is there already stays as it is."""
        if not self._state.adding:
            raise TypeError("A step is never changed. Strike it out with another one.")
        super().save(*args, **more)


class Mentoring(models.Model):
    """An accredited chair who accompanies somebody on their way, as a lead or an officer named them."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mentored")
    mentor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mentors")
    named_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    named_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["person__name", "id"]
        verbose_name_plural = "mentors"
        constraints = [
            models.UniqueConstraint(fields=["person"], condition=Q(ended_at=None), name="one_mentor_at_a_time"),
            models.CheckConstraint(condition=~Q(person=F("mentor")), name="nobody_is_their_own_mentor"),
        ]

    def __str__(self) -> str:
        return f"{self.mentor} mentors {self.person}"


class MayChair(models.Model):
    """A lead's decision, for a while and with a reason, that somebody may chair who is not accredited."""

    consortium = models.ForeignKey(Consortium, on_delete=models.CASCADE, related_name="may_chair")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="may_chair")
    until = models.DateField(help_text="the last day on which they may")
    reason = models.CharField(max_length=300)
    phases = models.JSONField(help_text="the phases of school they may chair")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        verbose_name = "decision that somebody may chair"
        verbose_name_plural = "decisions that somebody may chair"
        constraints = [
            models.UniqueConstraint(
                fields=["consortium", "person"], condition=Q(ended_at=None), name="one_standing_decision_each"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} may chair in {self.consortium} until {self.until:%Y-%m-%d}"
