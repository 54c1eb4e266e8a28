"""Deleting what is past its time, once a day and by command; what was deleted is written down, as numbers."""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from taskgroups.assurance.retention import RULES, Rule
from taskgroups.kit import post
from taskgroups.kit.access import audit
from taskgroups.kit.access.models import Entry
from taskgroups.schools.models import Role
from taskgroups.schools.policy import today

log = logging.getLogger(__name__)
VERB = "deleted what was past its time"
EVERY = timedelta(days=1)


@dataclass(frozen=True)
class Kept:
    """How many there were past their time, by the key of the rule; `failed`: the keys where that went wrong."""

    past: dict[str, int]
    failed: tuple[str, ...] = ()

    @property
    def total(self) -> int:
        return sum(self.past.values())


def due() -> Kept:
    """Return how many of each kind are past their time now; nothing is deleted."""
    return _each(lambda rule: _number(rule.past()) if rule.past else 0)


def retain() -> Kept:
    """Delete what is past its time, write down how many, and return that.

    Each kind goes by itself: where one goes wrong, the others go all the same, and the administrators are told.
    """
    done = _each(_delete)
    told: dict[str, Any] = {**done.past, "failed": list(done.failed)} if done.failed else {**done.past}
    audit.note(by=None, verb=VERB, about="retention", **told)
    if done.failed:
        _tell_administrators(done.failed)
    return done


def _each(do: Any) -> Kept:
    past: dict[str, int] = {}
    failed: list[str] = []
    for rule in RULES:
        if rule.past and rule.delete:
            try:
                past[rule.key] = do(rule)
            except Exception:
                log.exception("What is past its time could not be deleted: %s", rule.key)
                failed.append(rule.key)
    return Kept(past, tuple(failed))


def _delete(rule: Rule) -> int:
    if rule.past is None or rule.delete is None:
        return 0
    with transaction.atomic():
        return rule.delete(rule.past())


def _number(found: Any) -> int:
    return found.count() if isinstance(found, QuerySet) else len(found)


def names_of(keys: tuple[str, ...]) -> str:
    """Return the kinds of things with these keys, in words."""
    return "; ".join(rule.name for rule in RULES if rule.key in keys)


def _tell_administrators(failed: tuple[str, ...]) -> None:
    text = (
        f"Some of what is past its time in Task Groups could not be deleted: {names_of(failed)}.\n\nEverything else "
        "was. It is tried again tomorrow. Ask whoever runs the server to look into its log, and to run "
        "taskgroups retain.\n"
    )
    roles = Role.objects.on(today()).filter(kind=Role.Kind.ADMINISTRATOR, person__is_active=True)
    for email in sorted(set(roles.values_list("person__email", flat=True))):
        post.send(to=email, subject="Some things were kept too long", text=text, about="retention")


def last_done() -> datetime | None:
    """Return when it was last done, or None."""
    return Entry.objects.filter(by=None, verb=VERB).order_by("-at").values_list("at", flat=True).first()


def retain_daily() -> int:
    """Do it where it was not done for a day, and return how many were deleted."""
    last = last_done()
    return retain().total if last is None or last <= timezone.now() - EVERY else 0
