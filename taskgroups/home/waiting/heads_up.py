"""Heads Up: comments that wait for a moderator, or for somebody to become one."""

from collections.abc import Iterator

from django.urls import reverse

from taskgroups.bulletin.policy import editor, is_moderated, moderator
from taskgroups.bulletin.say.reads import what_waits
from taskgroups.home.waiting.row import Waiting
from taskgroups.kit.design.words import plural
from taskgroups.people.models import Person


def comments(person: Person) -> Iterator[Waiting]:
    """Comments on Heads Up that wait for a moderator, and those that readers report; one row each."""
    if not moderator(person):
        return
    waits, address = what_waits(), reverse("heads-up-moderate")
    if waits.waiting:
        yield Waiting(f"Read {plural(waits.waiting, 'comment')} that wait{'s' * (waits.waiting == 1)} to be published",
                      address, None, "Heads Up")  # fmt: skip
    if waits.reported:
        said = f"Look at {plural(waits.reported, 'comment')} that readers report"
        yield Waiting(said, f"{address}?show=reported", None, "Heads Up")


def unmoderated(person: Person) -> Iterator[Waiting]:
    """Comments on Heads Up that wait while nobody moderates, for its editors."""
    if editor(person) and (waits := what_waits()).waiting and not is_moderated():
        waiting = plural(waits.waiting, "comment")
        yield Waiting(
            "Ask for a moderator", reverse("heads-up-desk"), None, f"{waiting} on Heads Up, and nobody moderates"
        )
