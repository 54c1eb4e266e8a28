"""Improvement issues, the actions that serve them, and every change of an action."""

import secrets
from datetime import date, datetime

from django.conf import settings
from django.db import models
from django.db.models import Q

from taskgroups.evaluation.models import Evidence
from taskgroups.schools.models import School


def new_public_id() -> str:
    """Return an address that tells nothing and cannot be guessed."""
    return secrets.token_urlsafe(9)


class IssueQuerySet(models.QuerySet["ImprovementIssue"]):
    """Sets of improvement issues."""

    def written_by(self, moment: datetime) -> "IssueQuerySet":
        """Those written down by then; `raised_on` may be long before. Of the first ones the day is all we know."""
        return self.filter(Q(added_at=None) | Q(added_at__lte=moment))


class ImprovementIssue(models.Model):
    """Something the school must get better at: from its last inspection, or its own."""

    class Source(models.TextChoices):
        INSPECTION = "inspection", "Last inspection"
        SCHOOL = "school", "The school's own"

    public_id = models.CharField(max_length=16, unique=True, default=new_public_id)
    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="improvement_issues")
    title = models.CharField(max_length=300)
    source = models.CharField(max_length=10, choices=Source)
    pack = models.CharField(max_length=40, blank=True)
    area = models.CharField(max_length=60, blank=True)
    raised_on = models.DateField()
    closed_on = models.DateField(null=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(null=True)

    objects = IssueQuerySet.as_manager()

    class Meta:
        ordering = ["closed_on", "raised_on", "id"]

    def __str__(self) -> str:
        return self.title


class ActionQuerySet(models.QuerySet["Action"]):
    """Sets of actions."""

    def unfinished(self) -> "ActionQuerySet":
        return self.filter(status__in=Action.UNFINISHED)

    def overdue(self, today: date) -> "ActionQuerySet":
        return self.unfinished().filter(due__lt=today)


class Action(models.Model):
    """What the school will do, who owns it, by when, and what will prove it.

    'Done' (status) and 'made a difference' (impact) are two fields. The owner belongs to the host school.
    """

    class Status(models.TextChoices):
        NOT_STARTED = "not_started", "Not started"
        UNDER_WAY = "under_way", "Under way"
        DONE = "done", "Done"
        STOPPED = "stopped", "Stopped"

    UNFINISHED = (Status.NOT_STARTED, Status.UNDER_WAY)

    class Impact(models.TextChoices):
        TOO_EARLY = "too_early", "Too early to say"
        NONE = "none", "No difference seen"
        SOME = "some", "Some difference"
        CLEAR = "clear", "A clear difference"

    public_id = models.CharField(max_length=16, unique=True, default=new_public_id)
    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="actions")
    what = models.CharField(max_length=300, help_text="begins with a verb")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="owned_actions")
    owner_role = models.CharField(max_length=80, blank=True, help_text="the owner's role when it was set")
    due = models.DateField()
    proof = models.CharField(max_length=300, help_text="the evidence that will prove it")
    pack = models.CharField(max_length=40, blank=True)
    area = models.CharField(max_length=60, blank=True)
    descriptor = models.CharField(max_length=80, blank=True)
    issue = models.ForeignKey(
        ImprovementIssue, on_delete=models.SET_NULL, null=True, blank=True, related_name="actions"
    )
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()
    set_in = models.CharField(max_length=16, blank=True, help_text="the Task Group's address, where one set it")
    status = models.CharField(max_length=12, choices=Status, default=Status.NOT_STARTED)
    done_on = models.DateField(null=True)
    impact = models.CharField(max_length=10, choices=Impact, default=Impact.TOO_EARLY)
    impact_note = models.TextField(blank=True)
    evidence = models.ManyToManyField(Evidence, blank=True, related_name="actions")
    version = models.PositiveIntegerField(
        default=1, help_text="rises with every change, so two people cannot overwrite"
    )

    objects = ActionQuerySet.as_manager()

    class Meta:
        ordering = ["due", "id"]
        indexes = [
            models.Index(fields=["school", "status", "due"]),
            models.Index(fields=["owner", "status", "due"]),
            models.Index(fields=["set_in"]),
        ]
        constraints = [
            models.CheckConstraint(
                name="done_has_a_day", condition=Q(status="done", done_on__isnull=False) | ~Q(status="done")
            )
        ]

    def __str__(self) -> str:
        return self.what

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done: neither done nor stopped."""
        return self.status in self.UNFINISHED

    def is_overdue(self, today: date) -> bool:
        return self.is_open and self.due < today


WORDS_TAKEN_OUT = "Words were taken out for good."  # of an update that says nothing of how an action goes


class ActionUpdate(models.Model):
    """One change to an action, with what it was before: only ever added to."""

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="updates")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    changes = models.JSONField(default=dict, help_text="{field: [before, after]}")
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"{self.action_id} at {self.at:%Y-%m-%d}"
