"""Letters and what is in them."""

import uuid
from datetime import datetime, timedelta

from django.db import models
from django.utils import timezone

# How long to wait after the first, second … failure. After the last, four and a half days, the letter is given up: a
# server may be away over a long weekend (RFC 5321, 4.5.4.1, asks for four or five days).
WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 2 * 60, 6 * 60, *(24 * 60,) * 4))


class State(models.TextChoices):
    """Where a letter is. Only one that waits is ever picked up, and it leaves that state before anything is sent."""

    WAITING = "waiting", "Waiting"
    SENDING = "sending", "Being sent"
    SENT = "sent", "Sent"
    GIVEN_UP = "given up", "Given up"


class LetterQuerySet(models.QuerySet["Letter"]):
    """Sets of letters."""

    def due(self, moment: datetime) -> "LetterQuerySet":
        """Return the letters that may be sent at that moment, the longest waiting first."""
        return self.filter(state=State.WAITING, not_before__lte=moment).order_by("not_before", "pk")

    def interrupted(self, moment: datetime) -> "LetterQuerySet":
        """Return the letters whose sending began over an hour before and never ended: the process died in between."""
        return self.filter(state=State.SENDING, claimed_at__lt=moment - timedelta(hours=1)).order_by("pk")


class Letter(models.Model):
    """One e-mail to one person, in plain words, and for a bulletin as HTML beside them."""

    message_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    to = models.EmailField(max_length=254)
    subject = models.CharField(max_length=200)
    text = models.TextField()
    html = models.TextField(blank=True, help_text="the same words with headings and links")
    leave_at = models.CharField(max_length=300, blank=True, help_text="the address that ends letters of this kind")
    about = models.CharField(max_length=100, blank=True, db_index=True)
    created = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    not_before = models.DateTimeField(default=timezone.now)
    claimed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    last_problem = models.CharField(max_length=500, blank=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        ordering = ("-created", "-pk")
        indexes = (models.Index(fields=("state", "not_before"), name="post_letter_due"),)

    def __str__(self) -> str:
        return f"{self.subject} (to {self.to})"

    def claim(self, moment: datetime) -> bool:
        """Take the letter for sending. Only one taker is ever told True."""
        mine = Letter.objects.filter(pk=self.pk, state=State.WAITING).update(
            state=State.SENDING, claimed_at=moment, tries=models.F("tries") + 1
        )
        if mine:
            self.refresh_from_db()
        return bool(mine)

    def arrived(self, moment: datetime) -> None:
        """Note that the mail server took it."""
        self.state, self.sent_at, self.last_problem = State.SENT, moment, ""
        self.save(update_fields=("state", "sent_at", "last_problem"))

    def failed(self, moment: datetime, problem: str, for_good: bool) -> None:
        """Note why it was not taken, and when it is tried next, if ever."""
        self.last_problem = problem[:500]
        if for_good or self.tries > len(WAITS):
            self.state = State.GIVEN_UP
        else:
            self.state, self.not_before = State.WAITING, moment + WAITS[self.tries - 1]
        self.save(update_fields=("state", "not_before", "last_problem"))


class Enclosure(models.Model):
    """A file that goes with a letter."""

    letter = models.ForeignKey(Letter, on_delete=models.CASCADE, related_name="enclosures")
    name = models.CharField(max_length=150)
    content_type = models.CharField(max_length=100)
    content = models.BinaryField()

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.name

    @property
    def is_invitation(self) -> bool:
        """Say whether mail programs should show it as an invitation, not only as a file."""
        return self.content_type.startswith("text/calendar") and "method=" in self.content_type
