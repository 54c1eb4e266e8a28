"""What people say for a round: when they can come, where they may not sit, and that they do not chair for a time."""

import secrets

from django.conf import settings
from django.db import models

from taskgroups.rounds.models.round import HalfDay, Round
from taskgroups.schools.models import Consortium, School


def availability_token() -> str:
    """Return an address that tells nothing and cannot be guessed."""
    return secrets.token_urlsafe(24)


class Participant(models.Model):
    """Somebody who may be given a part in the round, and what they said about it."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="participants")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    school = models.ForeignKey(School, on_delete=models.SET_NULL, null=True, related_name="+", help_text="they head it")
    most = models.PositiveSmallIntegerField(default=2, help_text="Task Groups they could take part in, but their own")
    token = models.CharField(max_length=48, unique=True, default=availability_token)
    asked_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+",
        help_text="the lead who noted the answer as told to them; empty where the person gave it themselves",
    )  # fmt: skip
    sheet_made_at = models.DateTimeField(null=True, help_text="where the answer came in a sheet: when that was made")

    class Meta:
        ordering = ["person__name", "id"]
        constraints = [models.UniqueConstraint(fields=["round", "person"], name="one_participant_each")]

    def __str__(self) -> str:
        return f"{self.person} in {self.round}"


class Availability(models.Model):
    """What somebody said about one half-day."""

    class Said(models.TextChoices):
        YES = "yes", "Yes"
        NEED = "need", "If need be"
        NO = "no", "No"

    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="said")
    half_day = models.ForeignKey(HalfDay, on_delete=models.CASCADE, related_name="said")
    said = models.CharField(max_length=4, choices=Said)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["participant", "half_day"], name="one_answer_a_half_day")]

    def __str__(self) -> str:
        return f"{self.participant}, {self.half_day}: {self.get_said_display()}"


class Interest(models.Model):
    """A school at whose Task Group somebody may not sit, as they or the lead declared. It stands for every round.

    What binds them is kept as one of a few kinds and never told in words: only they and the lead see it.
    """

    class Kind(models.TextChoices):
        KIN = "kin", "Family or a close friend there"
        WORKED = "worked", "Worked, governed or applied there"
        OTHER = "other", "Another reason"

    consortium = models.ForeignKey(Consortium, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=6, choices=Kind)
    declared_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["consortium", "person", "school"], name="one_interest_in_a_school")
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.school}: {self.get_kind_display()}"


class NotChairing(models.Model):
    """Somebody does not chair for a time. Why is theirs alone, and that of the one lead whom they chose to tell.

    Rounds take them as not chairing until the day is over; then, or once they take it back, the row is deleted.
    """

    class Instead(models.TextChoices):
        MEMBER = "member", "Sit as a member"
        OBSERVER = "observer", "Observe, as a chair in training"
        CO_CHAIR = "co_chair", "Chair together with somebody else"
        NOTHING = "nothing", "Nothing for now"

    consortium = models.ForeignKey(Consortium, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    told = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    reason = models.TextField(blank=True)
    instead = models.CharField(max_length=8, choices=Instead)
    said_at = models.DateTimeField()
    until = models.DateField(help_text="the last day on which they do not chair")
    read_at = models.DateTimeField(null=True, help_text="when the lead last read it as it stands")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["consortium", "person"], name="one_word_on_not_chairing")]

    def __str__(self) -> str:
        return f"{self.person} does not chair in {self.consortium}"
