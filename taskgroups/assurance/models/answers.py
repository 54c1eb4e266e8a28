"""What the host says of a Task Group afterwards: three answers and, where there is something to say, words."""

from django.conf import settings
from django.db import models

from taskgroups.meetings.models import TaskGroup


class HostAnswers(models.Model):
    """The host's three answers about one Task Group: one row, changed until the school's next one begins."""

    class Answer(models.IntegerChoices):
        FULLY = 4, "Yes, fully"
        MOSTLY = 3, "For the most part"
        LITTLE = 2, "A little"
        NO = 1, "No"

    task_group = models.OneToOneField(TaskGroup, on_delete=models.CASCADE, related_name="host_answers")
    tested = models.PositiveSmallIntegerField(choices=Answer)
    own = models.PositiveSmallIntegerField(choices=Answer)
    supported = models.PositiveSmallIntegerField(choices=Answer)
    words = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    first_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["first_at", "id"]
        verbose_name_plural = "what the host said afterwards"

    def __str__(self) -> str:
        return f"Afterwards: {self.task_group}"
