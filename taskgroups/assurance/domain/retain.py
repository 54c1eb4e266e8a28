"""Deleting what is past its time, once a day and by command; what was deleted is written down, as numbers."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from taskgroups.assurance.retention import RULES
from taskgroups.kit.access import audit
from taskgroups.kit.access.models import Entry

VERB = "deleted what was past its time"
EVERY = timedelta(days=1)


@dataclass(frozen=True)
class Kept:
    """How many there were past their time, by the key of the rule."""

    past: dict[str, int]

    @property
    def total(self) -> int:
        return sum(self.past.values())


def due() -> Kept:
    """Return how many of each kind are past their time now; nothing is deleted."""
    return Kept({rule.key: rule.past().count() for rule in RULES if rule.past})


def retain() -> Kept:
    """Delete what is past its time, each kind by itself, write down how many, and return that."""
    done: dict[str, int] = {}
    for rule in RULES:
        if rule.past and rule.delete:
            with transaction.atomic():
                done[rule.key] = rule.delete(rule.past())
    audit.note(by=None, verb=VERB, about="retention", **done)
    return Kept(done)


def last_done() -> datetime | None:
    """Return when it was last done, or None."""
    return Entry.objects.filter(by=None, verb=VERB).order_by("-at").values_list("at", flat=True).first()


def retain_daily() -> int:
    """Do it where it was not done for a day, and return how many were deleted."""
    last = last_done()
    return retain().total if last is None or last <= timezone.now() - EVERY else 0
