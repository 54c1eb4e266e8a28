"""What somebody with an account wrote under articles of Heads Up, by their e-mail address: a person's own."""

from collections.abc import Iterator
from typing import Any

from taskgroups.assurance.person.own import Own
from taskgroups.bulletin.domain.forget import forget_address, rows_of
from taskgroups.people.models import Person


def _rows(person: Person) -> Iterator[tuple[Any, ...]]:
    yield from rows_of(person.email)


def _forget(person: Person) -> None:
    forget_address(by=None, email=person.email)


COMMENTS = Own("Comments on Heads Up", ("When", "Article", "Name", "Words", "State"), _rows, _forget)
