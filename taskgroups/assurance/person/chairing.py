"""Somebody's way to accreditation as a chair: in the file of everything about them, and gone when their details go."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Q
from django.utils import timezone

from taskgroups.assurance.person.own import Own
from taskgroups.people.models import Person
from taskgroups.training.models import MayChair, Mentoring, Step


def _rows(person: Person) -> Iterator[tuple[Any, ...]]:
    for step in Step.objects.filter(person=person).select_related("by", "mentor"):
        yield step.on, step.get_kind_display(), step.what, step.by.name if step.by else ""
    for one in MayChair.objects.filter(person=person).select_related("decided_by", "consortium").order_by("id"):
        yield one.until, f"May chair in {one.consortium} until then", one.reason, one.decided_by.name
    for named in Mentoring.objects.filter(Q(person=person) | Q(mentor=person)).select_related("person", "mentor"):
        yield named.named_at, "Mentor", f"{named.mentor.name} for {named.person.name}", ""


def _forget(person: Person) -> None:
    """Take away what is about them. What they signed for others stays, under what they are called then."""
    Step.objects.filter(person=person).delete()
    MayChair.objects.filter(person=person).delete()
    Mentoring.objects.filter(person=person).delete()
    Mentoring.objects.filter(mentor=person, ended_at=None).update(ended_at=timezone.now())


ACCREDITATION = Own("Your way to accreditation", ("When", "What", "Words", "By"), _rows, _forget)
