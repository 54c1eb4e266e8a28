"""A Task Group: one chaired meeting about one host school."""

import secrets
from datetime import date, datetime, time

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from taskgroups.kit.live import numbering
from taskgroups.people.models import Person
from taskgroups.schools.models import Consortium, Role, School


def new_public_id() -> str:
    """Return an address that tells nothing and cannot be guessed."""
    return secrets.token_urlsafe(9)


class TaskGroup(numbering.Channel):
    """The meeting itself: which school, which framework version, when, where, and how far it has come."""

    class State(models.TextChoices):
        PLANNED = "planned", "Planned"
        POSTPONED = "postponed", "Postponed"
        CANCELLED = "cancelled", "Cancelled"
        OPEN = "open", "Under way"
        PAUSED = "paused", "Paused"
        CLOSED = "closed", "Held"

    public_id = models.CharField(max_length=16, unique=True, default=new_public_id)
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="task_groups")
    consortium = models.ForeignKey(Consortium, on_delete=models.PROTECT, related_name="task_groups")
    pack = models.CharField(max_length=40)
    number = models.PositiveSmallIntegerField(help_text="the school's first, second … Task Group")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    place = models.CharField(max_length=200, blank=True)
    video_link = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.PLANNED)
    state_reason = models.CharField(max_length=300, blank=True, help_text="why postponed or cancelled")
    planned_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    planned_at = models.DateTimeField()
    plan_version = models.PositiveIntegerField(
        default=1, help_text="rises with every change of the plan, so two people cannot overwrite"
    )
    left_out = models.JSONField(default=list, help_text="agenda items left out, with why: each can be put back")
    agenda_changed_at = models.DateTimeField(null=True, help_text="when somebody last changed the agenda by hand")
    invitation_sequence = models.PositiveIntegerField(default=0, help_text="SEQUENCE of the calendar entry")
    invited_at = models.DateTimeField(null=True)
    prepared_at = models.DateTimeField(null=True, help_text="when the head last sent the preparation to the group")
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    entered_later = models.BooleanField(default=False, help_text="held on paper, entered afterwards")
    current_item = models.ForeignKey("AgendaItem", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta(numbering.Channel.Meta):
        abstract = False
        ordering = ["-starts_at", "-id"]
        indexes = [
            models.Index(fields=["school", "-starts_at"]),
            models.Index(fields=["consortium", "-starts_at"]),
            models.Index(fields=["state", "starts_at"]),
        ]
        constraints = [
            models.CheckConstraint(
                name="a_task_group_ends_after_it_starts", condition=Q(ends_at__gt=models.F("starts_at"))
            )
        ]

    def __str__(self) -> str:
        return f"Task Group {self.number}, {self.school}"

    @property
    def channel(self) -> str:
        """The name of its stream of events."""
        return f"room/{self.public_id}"

    @property
    def about(self) -> str:
        """By what name the letters about it are kept: they can be found by it, and go with it."""
        return f"task-group:{self.public_id}"

    @property
    def minutes(self) -> int:
        """Minutes between start and end."""
        return int((self.ends_at - self.starts_at).total_seconds() // 60)

    def on_the_day(self, clock: time) -> datetime:
        """A time of day as a moment of the day it was held, or is planned for."""
        began = timezone.localtime(self.opened_at or self.starts_at)
        return began.replace(hour=clock.hour, minute=clock.minute, second=0, microsecond=0)

    @property
    def opened_another_day(self) -> datetime | None:
        """When it was opened, where that was on another day than it was planned for; else None."""
        if self.opened_at is None or timezone.localdate(self.opened_at) == timezone.localdate(self.starts_at):
            return None
        return self.opened_at

    @property
    def is_before(self) -> bool:
        """Whether it is still to come: what was planned may be changed."""
        return self.state in (self.State.PLANNED, self.State.POSTPONED)

    @property
    def may_seat(self) -> bool:
        """Whether seats may be given and taken away: before it, and while it is under way or paused."""
        return self.is_before or self.state in (self.State.OPEN, self.State.PAUSED)

    def handed_over_by(self, person: Person) -> datetime | None:
        """When this person last gave the chair to somebody else; None where they never did. One query."""
        handed = self.events.filter(kind="handover").values_list("at", "payload")
        return max((at for at, payload in handed if payload.get("from") == person.pk), default=None)

    @property
    def is_recorded(self) -> bool:
        """Whether its record is locked: nothing about it changes any more."""
        return hasattr(self, "record") and self.record.is_locked


class AgendaItem(models.Model):
    """One item of the agenda, with its reason and its minutes."""

    class Kind(models.TextChoices):
        OPENING = "opening", "Opening"
        ACTIONS = "actions", "Actions from last time"
        CONTEXT = "context", "Context"
        AREA = "area", "Area of the framework"
        OVERALL = "overall", "Overall"
        READBACK = "readback", "The school reads back its actions"
        CLOSE = "close", "Close"
        OWN = "own", "Added by the chair or lead"

    task_group = models.ForeignKey(TaskGroup, on_delete=models.CASCADE, related_name="agenda")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=Kind)
    area = models.CharField(max_length=60, blank=True)
    title = models.CharField(max_length=200)
    reason = models.TextField()
    because = models.JSONField(default=list, help_text="sentences from public sources: why it weighs more or less")
    because_school = models.JSONField(
        default=list, help_text="the same from the school's own view of itself: only for those who may read that"
    )
    minutes = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["task_group", "position", "id"]

    def __str__(self) -> str:
        return self.title


class SeatQuerySet(models.QuerySet["Seat"]):
    """Sets of seats."""

    def current(self) -> "SeatQuerySet":
        """Those that were not taken away or left."""
        return self.filter(left_at=None)

    def open_on(self, day: date) -> "SeatQuerySet":
        """Those that open a door on that day.

        Not of a closed account, nor of somebody whose last role anywhere has ended, nor for the host school of somebody
        who has left it.
        """
        roles = Role.objects.filter(person=OuterRef("person")).exclude(ends__lt=day)
        belongs = roles.filter(school=OuterRef("task_group__school"), kind__in=Role.SCHOOL_KINDS)
        still = self.current().filter(Exists(roles), person__is_active=True)
        return still.filter(~Q(part=Seat.Part.HOST) | Exists(belongs))


class Seat(models.Model):
    """A person's part in one Task Group: why they are there, their reply, and the protocols they accepted."""

    class Part(models.TextChoices):
        CHAIR = "chair", "Chair"
        CO_CHAIR = "co_chair", "Co-chair"
        CLERK = "clerk", "Clerk"
        MEMBER = "member", "Member"
        HOST = "host", "Host school"
        OBSERVER = "observer", "Observer, a chair in training"
        GUEST = "guest", "Guest"

    class Reply(models.TextChoices):
        NONE = "", "No reply yet"
        YES = "yes", "Coming"
        MAYBE = "maybe", "Perhaps"
        NO = "no", "Not coming"

    task_group = models.ForeignKey(TaskGroup, on_delete=models.CASCADE, related_name="seats")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="seats")
    part = models.CharField(max_length=8, choices=Part)
    reason = models.CharField(max_length=300, blank=True)
    items = models.ManyToManyField(
        AgendaItem, blank=True, related_name="seats", through="SeatItem", help_text="none means all items"
    )
    reply = models.CharField(max_length=5, choices=Reply, default=Reply.NONE, blank=True)
    replied_at = models.DateTimeField(null=True)
    reply_token = models.CharField(max_length=48, unique=True, default=secrets.token_urlsafe)
    invited_at = models.DateTimeField(null=True)
    protocols_accepted_at = models.DateTimeField(null=True)
    protocols_version = models.CharField(max_length=20, blank=True, help_text="which wording was accepted")
    left_at = models.DateTimeField(null=True, help_text="when the seat was taken away; the row stays")

    objects = SeatQuerySet.as_manager()

    class Meta:
        ordering = ["task_group", "part", "id"]
        indexes = [models.Index(fields=["person", "left_at"])]
        constraints = [models.UniqueConstraint(fields=["task_group", "person"], name="one_seat_each")]

    def __str__(self) -> str:
        return f"{self.person}, {self.get_part_display().lower()}"


class SeatItem(models.Model):
    """Why a person comes for one item of the agenda."""

    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="places")
    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="places")
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["item__position", "id"]
        constraints = [models.UniqueConstraint(fields=["seat", "item"], name="one_place_per_item")]

    def __str__(self) -> str:
        return f"{self.seat} for {self.item}"
