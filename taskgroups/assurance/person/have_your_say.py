"""What somebody with an account wrote under articles of Heads Up, by their e-mail address: a person's own."""

from collections.abc import Iterator
from typing import Any

from taskgroups.assurance.person.own import Own
from taskgroups.bulletin.domain.forget import forget_address, rows_of
from taskgroups.bulletin.domain.subscribe import stop
from taskgroups.bulletin.models import Subscriber
from taskgroups.people.models import Person


def _rows(person: Person) -> Iterator[tuple[Any, ...]]:
    yield from rows_of(person.email)


def _forget(person: Person) -> None:
    forget_address(by=None, email=person.email)


def _by_email(person: Person) -> Iterator[tuple[Any, ...]]:
    for one in Subscriber.objects.filter(email=person.email.lower()):
        yield (one.asked_at, one.confirmed_at or "Not yet")


def _leave(person: Person) -> None:
    stop(email=person.email)


BY_EMAIL = Own("Heads Up by e-mail", ("Asked for", "Confirmed"), _by_email, _leave)
COMMENTS = Own("Comments on Heads Up", ("When", "Article", "Name", "Words", "State"), _rows, _forget)
