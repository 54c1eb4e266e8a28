"""What a person practised, and whom they let see their figures."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q, TextField
from django.db.models.fields.json import KT
from django.db.models.functions import Cast

from taskgroups.meetings.models import Event, Seat
from taskgroups.practice.models.coding import ACT_CHOICES, KIND_CHOICES
from taskgroups.schools.models import Role

MENTORS = (Role.Kind.CHAIR, Role.Kind.LEAD)
CHAIRS = (Role.Kind.CHAIR, Role.Kind.OBSERVER)  # an observer is a chair in training


class ShareQuerySet(models.QuerySet["Share"]):
    """Sets of shares."""

    def open_on(self, day: date) -> "ShareQuerySet":
        """Those that let somebody see on that day: not withdrawn, not over, and both accounts open."""
        return self.filter(withdrawn_at=None, until__gte=day, owner__is_active=True, mentor__is_active=True)

    def with_beside(self, day: date) -> "ShareQuerySet":
        """The same, each with `beside`: whether the mentor is a chair or lead where the owner is, that day."""
        return self.annotate(beside=Exists(_beside(day)))

    def seen_on(self, day: date) -> "ShareQuerySet":
        """Those that their mentor may open on that day: nobody goes on reading who has nothing to do with the chair."""
        return self.open_on(day).filter(Exists(_beside(day)))


def _beside(day: date) -> models.QuerySet[Role]:
    """The mentor's roles as a chair or lead in a consortium where the owner chairs or trains that day, or has chaired.

    The rule by which the owner could choose them (`queries.mentors_for`), read for many shares at once: the owner has
    chaired where their seat is the chair's today, or they handed the chair over themselves (`policy.is_chair_of`).
    """
    owner, place = OuterRef(OuterRef("owner")), OuterRef("consortium")
    chairs = Role.objects.on(day).filter(person=owner, consortium=place, kind__in=CHAIRS)
    hand_overs = Event.objects.filter(task_group=OuterRef("task_group"), kind=Event.Kind.HANDOVER)
    by_them = hand_overs.alias(was=Cast(KT("payload__from"), TextField())).filter(
        was=Cast(OuterRef("person"), TextField())
    )
    chairs_now = Q(part=Seat.Part.CHAIR, left_at=None)
    chaired = Seat.objects.filter(chairs_now | Exists(by_them), person=owner, task_group__consortium=place)
    return Role.objects.on(day).filter(Exists(chairs) | Exists(chaired), person=OuterRef("mentor"), kind__in=MENTORS)


class Share(models.Model):
    """A chair's own act: one mentor sees the figures until a day, while they chair or lead beside them.

    The row stays when it is withdrawn.
    """

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="practice_shared")
    mentor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="practice_seen")
    given_at = models.DateTimeField(auto_now_add=True)
    until = models.DateField(help_text="the last day on which the mentor sees it")
    withdrawn_at = models.DateTimeField(null=True)

    objects = ShareQuerySet.as_manager()

    class Meta:
        ordering = ["-given_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "mentor"], condition=models.Q(withdrawn_at=None), name="one_open_share_per_mentor"
            ),
            models.CheckConstraint(condition=~models.Q(owner=models.F("mentor")), name="nobody_mentors_themselves"),
        ]

    def __str__(self) -> str:
        return f"{self.owner} to {self.mentor}"


class Leaving(models.Model):
    """A person whose account is closed: their practice is deleted a month later, unless it is opened again."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="leaving")
    since = models.DateTimeField()
    forgotten = models.BooleanField(default=False, help_text="whether the month is over and all of it deleted")

    def __str__(self) -> str:
        return f"{self.person}, since {self.since:%Y-%m-%d}"


class Attempt(models.Model):
    """What a person would say in one exchange of the trainer's set, and what it was."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="attempts")
    exchange = models.CharField(max_length=60, help_text="its slug in the set")
    text = models.TextField()
    act = models.CharField(max_length=8, choices=ACT_CHOICES)
    kind = models.CharField(max_length=14, choices=KIND_CHOICES)
    asks = models.BooleanField(help_text="whether it keeps the school thinking")
    reason = models.TextField()
    watch = models.TextField(blank=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["person", "exchange"])]

    def __str__(self) -> str:
        return f"{self.exchange}: {self.act}"
