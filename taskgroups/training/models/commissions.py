"""What an authority agrees with a consultant who chairs, and the days used of it. Counted in half-days."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q, Sum
from django.db.models.functions import Coalesce

from taskgroups.schools.models import Authority, District


class CommissionQuerySet(models.QuerySet["Commission"]):
    """Sets of commissions."""

    def counted(self) -> "CommissionQuerySet":
        """Each with the half-days used, its consultant and its districts."""
        used = Coalesce(Sum("days__half_days", filter=Q(days__taken_back_at=None)), 0)
        found = self.select_related("consultant", "authority").prefetch_related("districts").annotate(used=used)
        return found.order_by("-ends", "consultant__name", "pk")


class Commission(models.Model):
    """So many days of chairing, in which districts, from when to when."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="commissions")
    consultant = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="commissions")
    districts = models.ManyToManyField(District, related_name="+", blank=True)
    half_days = models.PositiveSmallIntegerField(help_text="agreed")
    starts = models.DateField()
    ends = models.DateField(help_text="the last day")
    what = models.CharField(max_length=200, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    objects = CommissionQuerySet.as_manager()

    class Meta:
        ordering = ["-ends", "consultant__name", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(ends__gte=F("starts")), name="a_commission_ends_after_it_starts"),
        ]

    def __str__(self) -> str:
        return f"{self.consultant} for {self.authority}"

    @property
    def left(self) -> int:
        """The half-days left, of a commission that was `counted`."""
        return self.half_days - int(getattr(self, "used", 0))


class CommissionDay(models.Model):
    """A day, or half of one, used of a commission. One noted by mistake is taken back, and stays."""

    commission = models.ForeignKey(Commission, on_delete=models.CASCADE, related_name="days")
    on = models.DateField()
    half_days = models.PositiveSmallIntegerField(choices=[(1, "Half a day"), (2, "A day")])
    source = models.CharField(max_length=80, blank=True, help_text="'task-group:…', as the consultant chose it")
    note = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True)
    taken_back_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-on", "-id"]
        verbose_name = "day of a commission"
        verbose_name_plural = "days of commissions"

    def __str__(self) -> str:
        return f"{self.on:%Y-%m-%d}: {self.get_half_days_display()}"
