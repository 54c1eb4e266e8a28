"""A part offered to somebody who has none yet, and their answer."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q

from taskgroups.kit.design.words import day
from taskgroups.rounds.models import Round
from taskgroups.schools.models import Consortium


def offer_token() -> str:
    """Return an address that tells nothing and cannot be guessed."""
    return secrets.token_urlsafe(24)


class Offer(models.Model):
    """A part that a lead offers somebody: answered by the link in the letter, without an account."""

    class Kind(models.TextChoices):
        ROUND = "round", "Take part in the next round"
        MEMBER = "member", "Sit as a member"
        CO_CHAIR = "co_chair", "Chair together with somebody else"
        OBSERVER = "observer", "Observe, as a chair in training"

    class Reply(models.TextChoices):
        NONE = "", "No answer yet"
        YES = "yes", "Yes"
        NO = "no", "Not now"

    consortium = models.ForeignKey(Consortium, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind)
    round = models.ForeignKey(Round, on_delete=models.CASCADE, null=True, related_name="+")
    token = models.CharField(max_length=48, unique=True, default=offer_token)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()
    reply = models.CharField(max_length=3, choices=Reply, default=Reply.NONE, blank=True)
    replied_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-sent_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["consortium", "person", "kind"], condition=Q(reply=""), name="one_open_offer_of_a_part"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_kind_display()}, {self.get_reply_display()}"

    @property
    def told(self) -> str:
        """'Asked on 14 June 2017: sit as a member. Said not now'."""
        asked = f"Asked on {day(self.sent_at)}: {self.get_kind_display().lower()}"
        return f"{asked}. Said {self.get_reply_display().lower()}" if self.reply else asked
