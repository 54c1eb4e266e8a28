"""Groups of schools that improve one another, and who does what for them."""

import secrets
from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q

from taskgroups.schools.models.register import Authority, District, School


class Consortium(models.Model):
    """A group of schools that runs Task Groups for one another, led by one of its heads."""

    name = models.CharField(max_length=120)
    slug = models.SlugField(max_length=60, unique=True)
    authority = models.ForeignKey(Authority, on_delete=models.SET_NULL, null=True, blank=True, related_name="consortia")
    district = models.ForeignKey(District, on_delete=models.SET_NULL, null=True, blank=True, related_name="consortia")
    schools = models.ManyToManyField(School, through="ConsortiumSchool", related_name="consortia")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "consortia"

    def __str__(self) -> str:
        return self.name

    def agreed_schools(self) -> models.QuerySet[School]:
        """Its schools whose heads have agreed to join; one that was asked and waits is none of them yet."""
        return School.objects.filter(memberships__consortium=self, memberships__waits=False)


class ConsortiumSchool(models.Model):
    """A school's time in a consortium."""

    consortium = models.ForeignKey(Consortium, on_delete=models.CASCADE, related_name="memberships")
    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="memberships")
    joined_on = models.DateField()
    waits = models.BooleanField(
        default=False, help_text="until its head agrees; till then nothing of the school is shared with the consortium"
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["consortium", "school"], name="a_school_once_in_a_consortium")]

    def __str__(self) -> str:
        return f"{self.school} in {self.consortium}"


class RoleQuerySet(models.QuerySet["Role"]):
    """Sets of roles."""

    def on(self, day: date) -> "RoleQuerySet":
        """Roles held on that day: begun, and not ended (the last day counts)."""
        return self.filter(Q(starts__lte=day) & (Q(ends__isnull=True) | Q(ends__gte=day)))

    def heads_and(self, consortium: Consortium, *kinds: str) -> "RoleQuerySet":
        """The heads of the schools that have agreed to be in a consortium, and whoever has a role of `kinds` in it."""
        heads = Q(kind=Role.Kind.HEAD, school__in=consortium.agreed_schools())
        return self.filter(heads | Q(kind__in=kinds, consortium=consortium))


class Role(models.Model):
    """What a person does, for which school, consortium or authority, and from when to when."""

    class Kind(models.TextChoices):
        HEAD = "head", "Host head"
        LEADER = "leader", "School leader or governor"
        CLERK = "clerk", "Clerk"
        CHAIR = "chair", "Chair"
        OBSERVER = "observer", "Observer, a chair in training"
        LEAD = "lead", "Consortium lead"
        OFFICER = "officer", "Authority officer"
        ADMINISTRATOR = "administrator", "Administrator"
        EDITOR = "editor", "Editor of Heads Up"
        MODERATOR = "moderator", "Moderator of comments"

    SCHOOL_KINDS = (Kind.HEAD, Kind.LEADER)
    CONSORTIUM_KINDS = (Kind.CLERK, Kind.CHAIR, Kind.OBSERVER, Kind.LEAD)

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="roles")
    kind = models.CharField(max_length=14, choices=Kind)
    school = models.ForeignKey(School, on_delete=models.CASCADE, null=True, blank=True, related_name="roles")
    consortium = models.ForeignKey(Consortium, on_delete=models.CASCADE, null=True, blank=True, related_name="roles")
    authority = models.ForeignKey(Authority, on_delete=models.CASCADE, null=True, blank=True, related_name="roles")
    title = models.CharField(max_length=80, blank=True, help_text="e.g. Chair of governors, Deputy head")
    starts = models.DateField()
    ends = models.DateField(null=True, blank=True)
    waits = models.BooleanField(
        default=False, help_text="of a head named while another is in post: till its first day, when the work passes on"
    )

    objects = RoleQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["person", "kind"])]
        constraints = [
            models.CheckConstraint(
                name="a_role_belongs_somewhere",
                condition=Q(kind__in=["head", "leader"], school__isnull=False, consortium=None, authority=None)
                | Q(
                    kind__in=["clerk", "chair", "observer", "lead"],
                    consortium__isnull=False,
                    school=None,
                    authority=None,
                )
                | Q(kind="officer", authority__isnull=False, school=None, consortium=None)
                | Q(kind__in=["administrator", "editor", "moderator"], school=None, consortium=None, authority=None),
            ),
            models.CheckConstraint(
                name="a_role_ends_after_it_starts", condition=Q(ends=None) | Q(ends__gte=models.F("starts"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_kind_display()}, {self.place}"

    @property
    def place(self) -> str:
        """The school, consortium or authority the role is for, in words."""
        return str(self.school or self.consortium or self.authority or "this installation")


def invitation_token() -> str:
    return secrets.token_urlsafe(24)


class Invitation(models.Model):
    """A role offered by e-mail: accepted by its link, within 30 days, once."""

    email = models.EmailField()
    name = models.CharField(max_length=150, blank=True)
    kind = models.CharField(max_length=14, choices=Role.Kind)
    school = models.ForeignKey(School, on_delete=models.CASCADE, null=True, blank=True)
    consortium = models.ForeignKey(Consortium, on_delete=models.CASCADE, null=True, blank=True)
    authority = models.ForeignKey(Authority, on_delete=models.CASCADE, null=True, blank=True)
    title = models.CharField(max_length=80, blank=True)
    token = models.CharField(max_length=40, unique=True, default=invitation_token)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    sent_at = models.DateTimeField(auto_now_add=True)
    accepted_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.get_kind_display()} for {self.email}"
