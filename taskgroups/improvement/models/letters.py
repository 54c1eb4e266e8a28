"""Letters to owners of actions: how often somebody wants them, which were written, and what each told."""

from django.conf import settings
from django.db import models

from taskgroups.improvement.models.actions import Action


class LetterChoice(models.Model):
    """How often somebody hears of their actions, and a head of the school's. No row: when due, and each week."""

    class Often(models.TextChoices):
        AS_DUE = "as_due", "When an action falls due, is late or seems to slip; one e-mail a day at most"
        WEEKLY = "weekly", "Once a week, all in one e-mail"

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="letter_choice")
    often = models.CharField(max_length=8, choices=Often, default=Often.AS_DUE)
    digest = models.BooleanField(default=True)

    def __str__(self) -> str:
        return self.get_often_display()


class OwnerLetter(models.Model):
    """A day on which somebody was written to about actions, and whether of their school's week: one a day at most."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    on = models.DateField()
    weekly = models.BooleanField(default=False)
    digest = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "on"], name="one_letter_a_person_and_day")]

    def __str__(self) -> str:
        return f"{self.person_id} on {self.on}"


class Told(models.Model):
    """That an action's owner was told of one thing: a stage of the day it is due. Another day or owner begins anew."""

    class Stage(models.TextChoices):
        SOON = "soon", "Due within a week"
        LATE = "late", "Late"
        SLIPS = "slips", "Seems to slip"

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="told")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    stage = models.CharField(max_length=6, choices=Stage)
    due = models.DateField()
    on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["action", "person", "stage", "due"], name="told_once_of_a_stage")
        ]

    def __str__(self) -> str:
        return f"{self.action_id}: {self.stage}"
