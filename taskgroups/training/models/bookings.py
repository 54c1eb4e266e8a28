"""Places at sessions: booked, waited for, given back; who came, and what they said of it afterwards."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from taskgroups.training.models.sessions import TrainingSession


class Booking(models.Model):
    """One person's place at a session, or their wait for one: one row, however often they change their mind."""

    class State(models.TextChoices):
        PLACE = "place", "Has a place"
        WAITING = "waiting", "On the waiting list"
        LEFT = "left", "Gave it back"

    class How(models.TextChoices):
        CODE = "code", "By code"
        LIST = "list", "From the list"

    session = models.ForeignKey(TrainingSession, on_delete=models.CASCADE, related_name="bookings")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="training")
    state = models.CharField(max_length=8, choices=State)
    queued_at = models.DateTimeField(help_text="their turn on the waiting list")
    sequence = models.PositiveIntegerField(default=0, help_text="of their calendar entry: rises with each one sent")
    instructed_at = models.DateTimeField(null=True, blank=True)
    came = models.BooleanField(null=True, help_text="None until somebody says")
    how = models.CharField(max_length=4, choices=How, blank=True)
    came_at = models.DateTimeField(null=True, blank=True, help_text="when it was said")
    tries = models.PositiveSmallIntegerField(default=0, help_text="wrong codes since `tried_at`")
    tried_at = models.DateTimeField(null=True, blank=True)
    said_at = models.DateTimeField(null=True, blank=True, help_text="when they first said how it was")

    class Meta:
        ordering = ["queued_at", "pk"]
        verbose_name_plural = "bookings of training"
        constraints = [
            models.UniqueConstraint(fields=["session", "person"], name="one_booking_of_a_session"),
            models.CheckConstraint(name="who_gave_it_back_did_not_come", condition=~Q(state="left", came=True)),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.session}"


class Feedback(models.Model):
    """What one person said of a session.

    Until it is counted with five others it names its booking, so that they can change it. Then `part` says with which
    six it was counted, and by whom and when is taken away: from then on nobody can tell, the database neither.
    """

    class Answer(models.IntegerChoices):
        FULLY = 4, "Yes, fully"
        MOSTLY = 3, "For the most part"
        LITTLE = 2, "A little"
        NO = 1, "No"

    session = models.ForeignKey(TrainingSession, on_delete=models.CASCADE, related_name="feedback")
    booking = models.OneToOneField(Booking, on_delete=models.CASCADE, null=True, related_name="feedback")
    first_at = models.DateTimeField(null=True)
    clear = models.PositiveSmallIntegerField(choices=Answer)
    asked = models.PositiveSmallIntegerField(choices=Answer)
    ready = models.PositiveSmallIntegerField(choices=Answer)
    words = models.TextField(blank=True)
    part = models.PositiveSmallIntegerField(null=True, help_text="the first, second … six of the session")

    class Meta:
        ordering = ["first_at", "pk"]
        verbose_name_plural = "what people said of training"
        constraints = [
            models.CheckConstraint(
                name="what_is_counted_names_nobody",
                condition=Q(part=None, booking__isnull=False, first_at__isnull=False)
                | Q(part__isnull=False, booking=None, first_at=None),
            )
        ]

    def __str__(self) -> str:
        return f"Said of {self.session}"
