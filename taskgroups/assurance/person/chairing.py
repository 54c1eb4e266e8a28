"""Somebody as a chair: their accreditation, what they say in the directory, messages. Gone when their details go."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Q
from django.utils import timezone

from taskgroups.assurance.person.own import Own
from taskgroups.people.models import Person
from taskgroups.training.commissioning.counting import days_of
from taskgroups.training.models import Commission, Listing, MayChair, Mentoring, Message, Step


def _rows(person: Person) -> Iterator[tuple[Any, ...]]:
    for step in Step.objects.filter(person=person).select_related("by", "mentor"):
        yield step.on, step.get_kind_display(), step.what, step.by.name if step.by else ""
    for one in MayChair.objects.filter(person=person).select_related("decided_by", "consortium").order_by("id"):
        yield one.until, f"May chair in {one.consortium} until then", one.reason, one.decided_by.name
    for named in Mentoring.objects.filter(Q(person=person) | Q(mentor=person)).select_related("person", "mentor"):
        yield named.named_at, "Mentor", f"{named.mentor.name} for {named.person.name}", ""
    for said in Listing.objects.filter(person=person):
        yield said.changed_at, "In the directory", f"{said.words} {said.availability}".strip(), person.name
    for sent in Message.objects.filter(Q(sender=person) | Q(addressee=person)).select_related("sender").order_by("id"):
        yield sent.at, "Through the directory", sent.text, sent.sender.name
    for agreed in Commission.objects.filter(consultant=person).select_related("authority").order_by("id"):
        yield agreed.starts, f"Commissioned by {agreed.authority}", days_of(agreed.half_days), ""


def _forget(person: Person) -> None:
    """Take away what is about them. What they signed for others stays, and the days an authority paid, with no name."""
    Step.objects.filter(person=person).delete()
    MayChair.objects.filter(person=person).delete()
    Mentoring.objects.filter(person=person).delete()
    Listing.objects.filter(person=person).delete()
    Message.objects.filter(Q(sender=person) | Q(addressee=person)).delete()
    Mentoring.objects.filter(mentor=person, ended_at=None).update(ended_at=timezone.now())


ACCREDITATION = Own("You as a chair", ("When", "What", "Words", "By"), _rows, _forget)
