"""Heads Up by e-mail: who asked for it, and each issue that went out."""

import secrets

from django.conf import settings
from django.db import models

from taskgroups.bulletin.models.issues import Issue
from taskgroups.kit import post


def new_token() -> str:
    """Return an address's last part that nobody can guess."""
    return secrets.token_urlsafe(24)


class SubscriberQuerySet(models.QuerySet["Subscriber"]):
    """Sets of those who asked."""

    def confirmed(self) -> "SubscriberQuerySet":
        """Those whose address is known to be theirs."""
        return self.filter(confirmed_at__isnull=False)


class Subscriber(models.Model):
    """An address to which Heads Up goes, once somebody who reads its letters has said so. Gone when they leave."""

    email = models.EmailField(max_length=254, unique=True)
    token = models.CharField(max_length=40, unique=True, default=new_token)
    asked_at = models.DateTimeField()
    came_from = models.CharField(max_length=64, blank=True, help_text="a keyed number made of a network address")
    confirmed_at = models.DateTimeField(null=True)

    objects = SubscriberQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["came_from", "asked_at"], name="asked_from_there")]

    def __str__(self) -> str:
        return f"Subscriber {self.pk}"

    @property
    def leave_at(self) -> str:
        """The whole address that ends the letters."""
        return post.link("heads-up-leave", self.token)


class Edition(models.Model):
    """An issue sent by e-mail, once. `reached` is the last of the subscribers whose letter is written."""

    issue = models.OneToOneField(Issue, on_delete=models.CASCADE, related_name="edition")
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    total = models.PositiveIntegerField()
    written = models.PositiveIntegerField(default=0)
    reached = models.BigIntegerField(default=0)
    ended_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.issue} by e-mail"

    @property
    def about(self) -> str:
        """The reference of its letters."""
        return f"heads-up-edition:{self.pk}"
