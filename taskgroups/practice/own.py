"""A person's practice told as theirs alone: in the file of everything about them, and gone when they go."""

from collections.abc import Iterator
from typing import Any

from taskgroups.assurance.person.own import Own
from taskgroups.people.models import Person
from taskgroups.practice.domain.forget import forget
from taskgroups.practice.models import Attempt, Consent, Recoding, Said, Share, Tap


def _rows(person: Person) -> Iterator[tuple[Any, ...]]:
    for tap in Tap.objects.filter(person=person).order_by("at"):
        yield tap.at, "A tap", tap.get_act_display()
    for code in Recoding.objects.filter(person=person).order_by("at"):
        yield code.at, "Words coded anew", code.words
    for said in Said.objects.filter(transcript__person=person).select_related("transcript").order_by("pk"):
        yield said.transcript.agreed_at, "From a transcript", said.text
    for one in Consent.objects.filter(person=person).order_by("at"):
        yield one.at, "On the use of a transcript", _said(one)
    for tried in Attempt.objects.filter(person=person).order_by("at"):
        yield tried.at, "Practice", tried.text
    for share in Share.objects.filter(owner=person).select_related("mentor").order_by("given_at"):
        yield share.given_at, "Shared with", share.mentor.name


def _said(one: Consent) -> str:
    if not one.agrees:
        return "No"
    return "Yes, and to its being kept" if one.keeping else "Yes"


PRACTICE = Own("Your practice as a chair", ("When", "What", "Words"), _rows, lambda person: forget(by=person))
