"""Sessions of the training programme, and what is handed out at them."""

import secrets
from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Count, Q
from django.urls import reverse

from taskgroups.kit.design.words import clock, weekday
from taskgroups.schools.models import Authority, Consortium


def new_public_id() -> str:
    """Return an address that tells nothing and cannot be guessed."""
    return secrets.token_urlsafe(9)


def material_file_name(material: "Material", name: str) -> str:
    """Where a file is kept: its own name appears nowhere on disk."""
    return f"training/{secrets.token_hex(16)}"


class SessionQuerySet(models.QuerySet["TrainingSession"]):
    """Sets of sessions."""

    def to_come(self, moment: datetime) -> "SessionQuerySet":
        """Those that have not ended, the next first; what was cancelled stays until its day, and says so."""
        return self.filter(ends_at__gte=moment).order_by("starts_at", "pk")

    def past(self, moment: datetime) -> "SessionQuerySet":
        """Those that were held, the last first."""
        return self.filter(ends_at__lt=moment, cancelled_at=None).order_by("-starts_at", "-pk")

    def counted(self) -> "SessionQuerySet":
        """Each with who arranges it, how many have a place, how many wait and how many came."""
        states = {"taken": Q(bookings__state="place"), "waiting": Q(bookings__state="waiting")}
        counts = {name: Count("bookings", filter=one) for name, one in states.items()}
        came = Count("bookings", filter=Q(bookings__came=True))
        return self.select_related("consortium", "authority").annotate(**counts, came=came)


class TrainingSession(models.Model):
    """One session: what it is about, where and when, for how many. A consortium or an authority arranges it."""

    public_id = models.CharField(max_length=16, unique=True, default=new_public_id)
    consortium = models.ForeignKey(Consortium, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    authority = models.ForeignKey(Authority, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    title = models.CharField(max_length=150)
    about = models.TextField()
    place = models.CharField(max_length=200, blank=True)
    video_link = models.URLField(max_length=500, blank=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    capacity = models.PositiveSmallIntegerField()
    trainer = models.CharField(max_length=150, blank=True, help_text="as everybody reads it")
    run_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+",
        help_text="the trainer's account: they keep attendance",
    )  # fmt: skip
    joining = models.TextField(blank=True, help_text="for those with a place alone")
    days_before = models.PositiveSmallIntegerField(default=2, help_text="when joining instructions go out; 0: not")
    instructions_at = models.DateTimeField(null=True, blank=True, help_text="when they last went out to all")
    code = models.CharField(max_length=8, blank=True)
    code_until = models.DateTimeField(null=True, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True, help_text="why it was cancelled")

    objects = SessionQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at", "pk"]
        verbose_name_plural = "training sessions"
        constraints = [
            models.CheckConstraint(
                name="one_body_arranges_a_session",
                condition=Q(consortium__isnull=False, authority=None) | Q(consortium=None, authority__isnull=False),
            ),
            models.CheckConstraint(
                name="a_session_ends_after_it_starts", condition=Q(ends_at__gt=models.F("starts_at"))
            ),
            models.CheckConstraint(name="a_session_has_a_place_or_link", condition=~Q(place="", video_link="")),
        ]
        indexes = [models.Index(fields=["ends_at"], name="training_session_end")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("training-session", args=[self.public_id])

    @property
    def arranger(self) -> str:
        """Who arranges it, by name."""
        return str(self.consortium or self.authority)

    @property
    def when(self) -> str:
        """'Tuesday 12 January 2027, 1:30pm to 4pm'."""
        return f"{weekday(self.starts_at)}, {clock(self.starts_at)} to {clock(self.ends_at)}"

    def is_open(self, moment: datetime) -> bool:
        """Whether places may be booked and given back: it is to come, and on."""
        return self.cancelled_at is None and moment < self.starts_at

    def has_begun(self, moment: datetime) -> bool:
        """Whether it was not cancelled and has begun."""
        return self.cancelled_at is None and self.starts_at <= moment

    def has_ended(self, moment: datetime) -> bool:
        """Whether it was held."""
        return self.cancelled_at is None and self.ends_at <= moment


class Material(models.Model):
    """What is handed out at a session: a file, or a link. For those with a place, and those who run it."""

    session = models.ForeignKey(TrainingSession, on_delete=models.CASCADE, related_name="materials")
    title = models.CharField(max_length=150)
    link = models.URLField(max_length=500, blank=True)
    file = models.FileField(upload_to=material_file_name, max_length=200, blank=True)
    file_name = models.CharField(max_length=150, blank=True)
    file_type = models.CharField(max_length=100, blank=True)
    file_size = models.PositiveIntegerField(default=0)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "materials of training sessions"
        constraints = [
            models.CheckConstraint(
                name="a_material_is_a_file_or_a_link", condition=Q(link="") & ~Q(file="") | ~Q(link="") & Q(file="")
            )
        ]

    def __str__(self) -> str:
        return self.title
