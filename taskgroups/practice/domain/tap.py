"""Counting with a tap, and taking one back."""

import uuid
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from taskgroups.kit.access.refused import Refused
from taskgroups.kit.talk import ACTS
from taskgroups.meetings.domain import late, log
from taskgroups.meetings.models import AgendaItem, TaskGroup
from taskgroups.people.models import Person
from taskgroups.practice.models import Tap


@transaction.atomic
def tap(
    *,
    by: Person,
    group: TaskGroup,
    act: str,
    item: AgendaItem | None = None,
    key: uuid.UUID | None = None,
    at: datetime | None = None,
) -> Tap:
    """Count one question, advice or other of the chair's own and return it; the same key gives the first one again.

    `at` is when it was tapped, where a device that was away delivers later: it is taken as words are, until the record
    is locked, and also from who has handed over since. Raises Refused for what was tapped outside of that.
    """
    first = Tap.objects.filter(person=by, key=key).first() if key else None
    if first is not None:
        return first
    log.must_take(group, at)
    late.must_have_chaired(group, by, at)
    log.must_be_its_own(group, item)
    if act not in ACTS:
        raise Refused("That is neither question, advice nor other. Press one of the three.")
    made, _ = Tap.objects.get_or_create(
        person=by,
        key=key or uuid.uuid4(),
        defaults={"task_group": group, "item": item, "act": act, "at": log.happened(group, at)},
    )
    return made


@transaction.atomic
def untap(*, by: Person, group: TaskGroup, key: uuid.UUID) -> Tap | None:
    """Take back the tap of that key, once; None where there is none of this person's."""
    found = Tap.objects.select_for_update().filter(person=by, task_group=group, key=key).first()
    if found is not None and found.undone_at is None:
        found.undone_at = timezone.now()
        found.save(update_fields=["undone_at"])
    return found
