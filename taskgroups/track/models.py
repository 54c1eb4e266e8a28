"""Which inspection stands beside which: worked out for every Task Group at once, and read by the pages of each area."""

from django.db import models

from taskgroups.meetings.models import TaskGroup
from taskgroups.schools.models import Inspection
from taskgroups.track.core.history import Why


class Reckoning(models.Model):
    """The day the comparison was last made, and from what. There is one."""

    made_at = models.DateTimeField()
    made_from = models.CharField(max_length=200, help_text="tells whether anything it rests on has changed since")
    schools = models.PositiveIntegerField(help_text="schools whose inspections were looked at")

    def __str__(self) -> str:
        return f"The comparison of {self.made_at}"


class ComparedGroup(models.Model):
    """The first Task Group held at a school: why it is not compared yet, or the inspections around it and around its
    day at the school beside it."""

    task_group = models.OneToOneField(TaskGroup, on_delete=models.CASCADE, related_name="compared")
    why = models.CharField(max_length=12, choices=[(one.value, one.name) for one in Why])
    before = models.ForeignKey(Inspection, on_delete=models.CASCADE, null=True, related_name="+")
    after = models.ForeignKey(Inspection, on_delete=models.CASCADE, null=True, related_name="+")
    other_before = models.ForeignKey(Inspection, on_delete=models.CASCADE, null=True, related_name="+")
    other_after = models.ForeignKey(Inspection, on_delete=models.CASCADE, null=True, related_name="+")

    class Meta:
        ordering = ["task_group__school__name", "id"]

    def __str__(self) -> str:
        return f"{self.task_group}: {self.why}"
