"""Closing and opening accounts."""

from django.db import transaction

from taskgroups.kit import live
from taskgroups.kit.access import audit
from taskgroups.kit.access.refused import Refused
from taskgroups.people.models import Person


@transaction.atomic
def close_account(*, person: Person, by: Person) -> Person:
    """Stop somebody signing in, at once and also where they are signed in. Raises Refused for one's own account."""
    if person.pk == by.pk:
        raise Refused("This is your own account. Ask another administrator to close it.")
    if person.is_active:
        person.is_active = False
        person.save(update_fields=["is_active"])
        audit.note(by=by, verb="closed an account", about=person.name)
        live.close(None, str(person.pk))
    return person


@transaction.atomic
def open_account(*, person: Person, by: Person) -> Person:
    """Let somebody sign in again."""
    if not person.is_active:
        person.is_active = True
        person.save(update_fields=["is_active"])
        audit.note(by=by, verb="opened an account", about=person.name)
    return person
