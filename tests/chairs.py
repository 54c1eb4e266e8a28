"""Chairs in the world of the cast: one on the way, one commissioned, listed and written to."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from taskgroups.people.models import Person
from taskgroups.schools.models import School
from taskgroups.schools.queries.circle import staff_of
from taskgroups.training.models import Commission, CommissionDay, Listing, Mentoring, Message, Step


def on_the_way(learner: Person, mentor: Person, lead: Person) -> dict[str, Any]:
    """Somebody on their way to accreditation, with a mentor and one step written down by hand."""
    now = timezone.now()
    Mentoring.objects.create(person=learner, mentor=mentor, named_by=lead, named_at=now)
    step = Step.objects.create(person=learner, kind="trained", on=timezone.localdate(), what="Day 1", by=lead, at=now)
    return {"learner": learner.pk, "learner_step": step.pk}


def commissioned(school: School, chair: Person, lead: Person) -> dict[str, Any]:
    """The chair is commissioned and has used a day; at A they are listed, and somebody wrote to them."""
    now, day = timezone.now(), timezone.localdate()
    more = {"authority": school.authority, "consultant": chair, "made_by": lead, "made_at": now}
    made = Commission.objects.create(half_days=6, starts=day, ends=day + timedelta(days=90), **more)
    noted = CommissionDay.objects.create(commission=made, on=day, half_days=1, by=chair, at=now)
    writer = lead if lead != chair else staff_of(school)[0].person
    sent = Message.objects.create(sender=writer, addressee=chair, text="Could you chair in March?", at=now)
    Listing.objects.create(person=chair, listed=writer == lead, changed_at=now)
    return {"commission": made.pk, "commission_day": noted.pk, "listed": chair.pk, "message": sent.pk, "csv": "csv"}
