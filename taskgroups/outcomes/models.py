"""What the national files said, kept with the file it came from; and sets of schools that a lead looks at together."""

from django.conf import settings
from django.db import models

from taskgroups.outcomes.published.layouts import BY_SLUG
from taskgroups.outcomes.published.year import written
from taskgroups.schools.models import Consortium, School


class PublishedFile(models.Model):
    """A performance file as it was loaded."""

    name = models.CharField(max_length=200)
    layout = models.CharField(max_length=20)
    year = models.PositiveSmallIntegerField(help_text="calendar year in which its school year ends")
    provisional = models.BooleanField(default=False, help_text="published before schools had checked their figures")
    rows_read = models.PositiveIntegerField(default=0)
    loaded_on = models.DateField()

    class Meta:
        ordering = ["-year", "layout", "name"]
        constraints = [models.UniqueConstraint(fields=["name", "layout", "year"], name="one_file_of_a_name_and_year")]

    def __str__(self) -> str:
        return f"{self.name} ({BY_SLUG[self.layout].title}, {written(self.year)})"


class PublishedRow(models.Model):
    """One row: a school, an authority or the country in one year. A later file of its kind and year corrects it."""

    file = models.ForeignKey(PublishedFile, on_delete=models.CASCADE, related_name="rows")
    layout = models.CharField(max_length=20)
    year = models.PositiveSmallIntegerField()
    provisional = models.BooleanField(default=False)
    level = models.CharField(max_length=24)
    urn = models.PositiveIntegerField(default=0, help_text="0 where the row is about no single school")
    authority = models.CharField(max_length=3, blank=True, help_text="code of the local authority")
    part = models.CharField(max_length=10, blank=True, help_text="which schools of the country, where a file says so")
    line_hash = models.CharField(max_length=32)
    figures = models.JSONField(default=dict, help_text="by measure: value, pupils, or the mark in the value's place")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["layout", "year", "provisional", "level", "urn", "authority", "part"],
                name="one_row_of_a_kind_and_year",
            )
        ]
        indexes = [
            models.Index(fields=["authority", "level"]),
            models.Index(fields=["urn"]),
            models.Index(fields=["level", "layout"]),
        ]

    def __str__(self) -> str:
        return f"{self.layout} {self.year} {self.level} {self.urn or self.authority}"


class CountedFile(models.Model):
    """An inspections file as its grades were counted: the newest one of its day."""

    as_at = models.DateField(unique=True)
    name = models.CharField(max_length=200)
    rows_read = models.PositiveIntegerField(default=0)
    authorities = models.PositiveSmallIntegerField(default=0, help_text="of how many local authorities it tells")
    loaded_on = models.DateField(null=True, help_text="not known of files loaded before this was kept")

    class Meta:
        ordering = ["-as_at"]

    def __str__(self) -> str:
        return self.name


class GradeCount(models.Model):
    """How many pupils and schools of an area stood at each grade of one judgement, on the day of one inspections file.

    `series` says which schools are counted: those with an overall grade, those inspected without one, or those with a
    report card. One judgement of one series is never joined to another.
    """

    as_at = models.DateField()
    file = models.CharField(max_length=200)
    authority = models.CharField(max_length=3, blank=True, help_text="code; empty for every school of the file")
    series = models.CharField(max_length=24)
    judgement = models.CharField(max_length=80)
    grade = models.CharField(max_length=40, blank=True, help_text="empty: no grade, so not counted")
    schools = models.PositiveIntegerField()
    pupils = models.PositiveIntegerField()

    class Meta:
        ordering = ["as_at", "series", "judgement", "grade"]
        constraints = [
            models.UniqueConstraint(
                fields=["as_at", "authority", "series", "judgement", "grade"], name="one_count_of_a_grade_a_day"
            )
        ]
        indexes = [models.Index(fields=["authority", "as_at"])]

    def __str__(self) -> str:
        return f"{self.as_at} {self.authority or 'England'} {self.judgement}: {self.grade} {self.schools}"


class Stamp(models.Model):
    """One row: a mark that is another one after each national file that was loaded or taken back."""

    ONLY = 1

    mark = models.CharField(max_length=32)

    def __str__(self) -> str:
        return self.mark


class SchoolSet(models.Model):
    """Schools of a consortium that its lead looks at together, under a name: its primary schools, or one end of it."""

    consortium = models.ForeignKey(Consortium, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=120)
    schools = models.ManyToManyField(School, through="SetSchool", related_name="+")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["consortium", "name"], name="one_set_of_a_name")]

    def __str__(self) -> str:
        return self.name


class SetSchool(models.Model):
    """A school in a set. It counts while it is a school of the consortium."""

    of = models.ForeignKey(SchoolSet, on_delete=models.CASCADE, related_name="places")
    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["of", "school"], name="a_school_once_in_a_set")]

    def __str__(self) -> str:
        return f"{self.school} in {self.of}"
