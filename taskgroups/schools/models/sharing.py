"""Who a school lets see what: the host head moves it, and the narrowest is the default."""

from django.db import models

from taskgroups.schools.models.register import School


class Audience(models.IntegerChoices):
    """From narrow to wide: each includes those before it."""

    SCHOOL = 0, "The school only"
    GROUP = 1, "Members of its Task Group"
    CONSORTIUM = 2, "Heads and the lead of its consortium"
    AUTHORITY = 3, "The consortium and the authority"


class Thing(models.TextChoices):
    """What of a school can be shared."""

    EVALUATION = "evaluation", "Self-evaluation"
    EVIDENCE = "evidence", "Evidence"
    IMPROVEMENT = "improvement", "Improvement issues and actions"
    RECORD = "record", "Agreed records of Task Groups"


class Sharing(models.Model):
    """The audience a school has chosen for one thing. No row means the school only."""

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="sharings")
    thing = models.CharField(max_length=12, choices=Thing)
    audience = models.PositiveSmallIntegerField(choices=Audience, default=Audience.SCHOOL)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["school", "thing"], name="one_audience_per_thing")]

    def __str__(self) -> str:
        return f"{self.get_thing_display()}: {self.get_audience_display()}"
