"""A round: one term's Task Groups of a consortium, its half-days, and the schools that host."""

from django.conf import settings
from django.db import models

from taskgroups.kit.design.words import school_year
from taskgroups.rounds.half_days import Half, words_of
from taskgroups.schools.models import Consortium, School


class Round(models.Model):
    """The Task Groups of a consortium in one term: who hosts, on which half-days, and how large the panels are."""

    class Term(models.TextChoices):
        AUTUMN = "autumn", "Autumn term"
        SPRING = "spring", "Spring term"
        SUMMER = "summer", "Summer term"

    consortium = models.ForeignKey(Consortium, on_delete=models.CASCADE, related_name="rounds")
    number = models.PositiveSmallIntegerField(help_text="the consortium's first, second … round")
    term = models.CharField(max_length=6, choices=Term)
    year = models.PositiveSmallIntegerField(help_text="the year in which the school year begins")
    panel_size = models.PositiveSmallIntegerField(default=2, help_text="members beside the chair")
    morning = models.TimeField()
    afternoon = models.TimeField()
    minutes = models.PositiveSmallIntegerField(default=120)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    answer_by = models.DateField(null=True, help_text="the day by which people are asked to say when they can come")
    current = models.ForeignKey("Solution", on_delete=models.SET_NULL, null=True, related_name="+")
    published_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["consortium", "number"], name="one_round_of_a_number")]

    def __str__(self) -> str:
        return f"{self.get_term_display()} {school_year(self.year)}"


class HalfDay(models.Model):
    """A morning or an afternoon on which Task Groups of the round may meet."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="half_days")
    day = models.DateField()
    half = models.CharField(max_length=2, choices=[(one.value, one.name.capitalize()) for one in Half])

    class Meta:
        ordering = ["day", "half"]
        constraints = [models.UniqueConstraint(fields=["round", "day", "half"], name="a_half_day_once_in_a_round")]

    def __str__(self) -> str:
        return words_of(self.slot)

    @property
    def slot(self) -> str:
        """What the half-day is called in a problem: '2027-01-18 am'."""
        return f"{self.day:%Y-%m-%d} {self.half}"


class Host(models.Model):
    """A school that has a Task Group in the round."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="hosts")
    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="+")
    half_day = models.ForeignKey(
        HalfDay, on_delete=models.SET_NULL, null=True, related_name="+", help_text="kept for it, whatever else changes"
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "school"], name="a_school_hosts_once_in_a_round")]

    def __str__(self) -> str:
        return f"{self.school} in {self.round}"
