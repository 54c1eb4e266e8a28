"""Who may: a person and their own account."""

from taskgroups.people.models import Person


def oneself(person: Person) -> Person:
    """Anybody who is signed in, about their own account."""
    return person
