"""The plan of a round: each go at it, what the lead keeps or rules out, and who was placed where in the end."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from taskgroups.meetings.models import TaskGroup
from taskgroups.rounds.models.round import Round
from taskgroups.schools.models import School


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
