"""What chairs say of themselves in the directory, and what is written to them through it."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from taskgroups.people.models import Person
from taskgroups.schools.models import District


class Listing(models.Model):
    """One person's entry: what they choose to say, and who may find it. Nobody else writes it."""

    class Seen(models.TextChoices):
        CONSORTIUM = "consortium", "People of my consortium"
        AUTHORITY = "authority", "People of my authority too"
        ALL = "all", "Everybody who may open the directory"

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="listing")
    listed = models.BooleanField(default=False, help_text="whether it is to be found at all")
    seen_by = models.CharField(max_length=10, choices=Seen, default=Seen.CONSORTIUM)
    words = models.CharField(max_length=300, blank=True)
    frameworks = models.JSONField(default=list, help_text="slugs of packs")
    districts = models.ManyToManyField(District, related_name="+", blank=True)
    availability = models.CharField(max_length=200, blank=True)
    free_from = models.DateField(null=True)
    free_until = models.DateField(null=True)
    changed_at = models.DateTimeField()

    class Meta:
        verbose_name = "entry in the directory of chairs"
        verbose_name_plural = "entries in the directory of chairs"

    def __str__(self) -> str:
        return f"{self.person} in the directory"


class MessageQuerySet(models.QuerySet["Message"]):
    """Messages by what is still to do about them."""

    def to_answer(self, person: Person, since: datetime) -> "MessageQuerySet":
        """What was written to somebody since a moment, and not answered here. An answer asks for none."""
        return self.filter(addressee=person, answers=None, answered=None, at__gte=since)


class Message(models.Model):
    """What one person wrote to another through the directory. Neither learns the other's address by it."""

    sender = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    addressee = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    text = models.TextField()
    shows_address = models.BooleanField(default=False, help_text="whether its sender chose to be answered by e-mail")
    answers = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="answered")
    at = models.DateTimeField()

    objects = MessageQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        verbose_name = "message through the directory"
        verbose_name_plural = "messages through the directory"
        indexes = [models.Index(fields=["sender", "-at"])]
        constraints = [
            models.CheckConstraint(condition=~Q(sender=F("addressee")), name="nobody_writes_to_themselves"),
        ]

    def __str__(self) -> str:
        return f"{self.sender} to {self.addressee}"
