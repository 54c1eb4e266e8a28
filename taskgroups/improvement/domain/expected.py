"""The school says from when it expects its next inspection, and why."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from taskgroups.evaluation.strength import months_after
from taskgroups.improvement.models import ExpectedInspection
from taskgroups.kit.access import audit
from taskgroups.kit.access.refused import Refused, refuse_longer
from taskgroups.kit.design.words import day
from taskgroups.people.models import Person
from taskgroups.schools.models import School
from taskgroups.schools.policy import today

LONGEST, FARTHEST = 300, 120  # characters; months ahead


@transaction.atomic
def say_when(*, by: Person, school: School, likely_from: date | None, why: str) -> ExpectedInspection:
    """Keep what the school expects, beside what it said before. No day: it goes by the usual interval again.

    Raises Refused without a reason, and for a day past or more than ten years ahead.
    """
    why, now = " ".join(why.split()), today()
    if not why:
        raise Refused("Say why the school expects it then, or why it no longer does.", "why")
    refuse_longer(why, LONGEST, "why")
    if likely_from and likely_from < now:
        raise Refused(f"The date is in the past. Enter today, {day(now)}, or a later day.", "likely_from")
    if likely_from and likely_from > months_after(now, FARTHEST):
        raise Refused("The date is more than ten years ahead. Look at its year again.", "likely_from")
    said = ExpectedInspection.objects.create(school=school, likely_from=likely_from, why=why, by=by, at=timezone.now())
    audit.note(by=by, verb="said when an inspection is expected", school_urn=school.urn)
    return said
