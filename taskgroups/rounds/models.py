"""A round: one term's Task Groups of a consortium, from its half-days to who sits where."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q

from taskgroups.kit.design.words import school_year
from taskgroups.meetings.models import TaskGroup
from taskgroups.rounds.half_days import Half, words_of
from taskgroups.schools.models import Consortium, School


def availability_token() -> str:
    """Return an address that tells nothing and cannot be guessed."""
    return secrets.token_urlsafe(24)


class Round(models.Model):
    """The Task Groups of a consortium in one term: who hosts, on which half-days, and how large the panels are."""

    class Term(models.TextChoices):
        AUTUMN = "autumn", "Autumn term"
        SPRING = "spring", "Spring term"
        SUMMER = "summer", "Summer term"

    consortium = models.ForeignKey(Consortium, on_delete=models.CASCADE, related_name="rounds")
    number = models.PositiveSmallIntegerField(help_text="the consortium's first, second … round")
    term = models.CharField(max_length=6, choices=Term)
    year = models.PositiveSmallIntegerField(help_text="the year in which the school year begins")
    panel_size = models.PositiveSmallIntegerField(default=2, help_text="members beside the chair")
    morning = models.TimeField()
    afternoon = models.TimeField()
    minutes = models.PositiveSmallIntegerField(default=120)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    answer_by = models.DateField(null=True, help_text="the day by which people are asked to say when they can come")
    current = models.ForeignKey("Solution", on_delete=models.SET_NULL, null=True, related_name="+")
    published_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["consortium", "number"], name="one_round_of_a_number")]

    def __str__(self) -> str:
        return f"{self.get_term_display()} {school_year(self.year)}"


class HalfDay(models.Model):
    """A morning or an afternoon on which Task Groups of the round may meet."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="half_days")
    day = models.DateField()
    half = models.CharField(max_length=2, choices=[(one.value, one.name.capitalize()) for one in Half])

    class Meta:
        ordering = ["day", "half"]
        constraints = [models.UniqueConstraint(fields=["round", "day", "half"], name="a_half_day_once_in_a_round")]

    def __str__(self) -> str:
        return words_of(self.slot)

    @property
    def slot(self) -> str:
        """What the half-day is called in a problem: '2027-01-18 am'."""
        return f"{self.day:%Y-%m-%d} {self.half}"


class Host(models.Model):
    """A school that has a Task Group in the round."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="hosts")
    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="+")
    half_day = models.ForeignKey(
        HalfDay, on_delete=models.SET_NULL, null=True, related_name="+", help_text="kept for it, whatever else changes"
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "school"], name="a_school_hosts_once_in_a_round")]

    def __str__(self) -> str:
        return f"{self.school} in {self.round}"


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


class Solution(models.Model):
    """One go at a plan: what was asked, how far it is, and what came of it. Worked on beside everything else."""

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        WORKING = "working", "Being worked out"
        FOUND = "found", "Worked out"
        NONE = "none", "There is no plan"
        CANCELLED = "cancelled", "Cancelled"
        FAILED = "failed", "Could not be worked out"

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="solutions")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    heard_at = models.DateTimeField(help_text="when its worker last said how far it is")
    state = models.CharField(max_length=9, choices=State, default=State.WAITING)
    told = models.CharField(max_length=200, blank=True, help_text="how far it is, in words")
    problem = models.JSONField(help_text="what was asked, by keys of people and URNs")
    plan = models.JSONField(default=dict, help_text="what came of it, in the same keys")
    before = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["round"], condition=Q(state__in=["waiting", "working"]), name="one_solution_in_hand"
            )
        ]

    def __str__(self) -> str:
        return f"{self.round}: {self.get_state_display()}"

    @property
    def in_hand(self) -> bool:
        """Whether it is still being worked on."""
        return self.state in (self.State.WAITING, self.State.WORKING)


class Fix(models.Model):
    """A placing that the lead keeps, or rules out, when the round is planned again."""

    class Kind(models.TextChoices):
        KEEP = "keep", "Kept"
        BAR = "bar", "Ruled out"

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="fixes")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=4, choices=Kind)
    chairs = models.BooleanField(default=False, help_text="kept in the chair, not only in the group")
    tried_in = models.ForeignKey(
        Solution, on_delete=models.SET_NULL, null=True, related_name="tries", help_text="until the lead takes that plan"
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "person", "school"], name="one_fix_of_a_placing")]

    def __str__(self) -> str:
        return f"{self.person} at {self.school}: {self.get_kind_display()}"


class Placing(models.Model):
    """A published part: who sits in whose Task Group. `ended_at` where somebody else took the place."""

    class Part(models.TextChoices):
        CHAIR = "chair", "Chair"
        MEMBER = "member", "Member"

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="placings")
    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="+")
    slot = models.CharField(max_length=13)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    part = models.CharField(max_length=6, choices=Part)
    task_group = models.ForeignKey(TaskGroup, on_delete=models.CASCADE, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["slot", "school__name", "part", "id"]
        indexes = [models.Index(fields=["person", "school"])]

    def __str__(self) -> str:
        return f"{self.person}, {self.get_part_display().lower()} at {self.school}"


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
