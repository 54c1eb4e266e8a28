"""What is a person's alone on this floor and the one below: why they do not chair, as they told one lead."""

from collections.abc import Iterator
from typing import Any

from taskgroups.assurance.person.own import Own
from taskgroups.people.models import Person
from taskgroups.rounds.models import NotChairing


def _rows(person: Person) -> Iterator[list[Any]]:
    for one in NotChairing.objects.filter(person=person).select_related("consortium", "told").order_by("said_at"):
        instead = one.get_instead_display()
        yield [one.said_at, one.consortium.name, one.told.name, one.until, instead, one.reason]


def _forget(person: Person) -> None:
    NotChairing.objects.filter(person=person).delete()


CHAIRING = Own("Why you do not chair", ("Said", "Consortium", "Told", "Until", "Instead", "Why"), _rows, _forget)
