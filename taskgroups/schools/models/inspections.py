"""What inspections found, as published: captured over time, never converted between frameworks."""

from django.db import models

from taskgroups.schools.models.register import School


class Inspection(models.Model):
    """One published inspection outcome of a school under one framework.

    Kept when a later file no longer shows it: 'latest inspections' files forget earlier grades.
    """

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="inspections")
    framework = models.CharField(
        max_length=40, blank=True, help_text="slug of the pack in force on that day; none where no pack is as old"
    )
    kind = models.CharField(max_length=20, default="graded", help_text="graded, ungraded or report_card")
    started_on = models.DateField(null=True)
    published_on = models.DateField(null=True)
    urn_at_time = models.PositiveIntegerField(null=True)
    category_of_concern = models.CharField(max_length=40, blank=True)
    outcome = models.CharField(max_length=120, blank=True, help_text="wording of an ungraded outcome")
    previous = models.BooleanField(default=False, help_text="came from a file's columns on the previous inspection")
    first_seen_as_at = models.DateField(null=True)
    last_seen_as_at = models.DateField(null=True)

    class Meta:
        ordering = ["-started_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["school", "kind", "started_on"], name="one_inspection_of_a_kind_a_day", nulls_distinct=False
            )
        ]

    def __str__(self) -> str:
        return f"{self.school_id} {self.kind} {self.started_on}"


class InspectionGrade(models.Model):
    """One grade of an inspection, in the file's own name for the judgement and the grade.

    The constraint's index finds the grades of an inspection: one of the inspection alone would double it.
    """

    inspection = models.ForeignKey(Inspection, on_delete=models.CASCADE, related_name="grades", db_index=False)
    judgement = models.CharField(max_length=80, help_text="e.g. Overall effectiveness, Quality of education, Inclusion")
    grade = models.CharField(max_length=40, help_text="e.g. Good, Not judged, Expected standard, Met")
    graded_on = models.DateField(null=True, help_text="where a file dates each grade by itself")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["inspection", "judgement"], name="one_grade_per_judgement")]

    def __str__(self) -> str:
        return f"{self.judgement}: {self.grade}"
