"""A statement on its way: chosen, seen first, released by an act with a date, replaced or withdrawn."""

import hashlib
import json
from dataclasses import asdict

from django.db import transaction
from django.utils import timezone

from taskgroups.assurance.models import Statement
from taskgroups.assurance.statement.facts import Chosen, Facts, chosen_in, only
from taskgroups.assurance.statement.gathering import facts_of
from taskgroups.assurance.statement.writing import write
from taskgroups.kit.access import audit
from taskgroups.kit.access.refused import Refused, refuse_longer
from taskgroups.kit.paper.document import Document
from taskgroups.meetings.record.freezing import freeze
from taskgroups.people.models import Person
from taskgroups.schools.models import School

LONGEST = 2000
NOTHING = "Nothing is chosen yet. Choose at least one Task Group to release."


@transaction.atomic
def choose(*, by: Person, school: School, chosen: Chosen, words: str) -> Statement:
    """Keep what the head chooses, for nobody else to see, and return it. Raises Refused where nothing is chosen."""
    if chosen.is_empty:
        raise Refused(NOTHING)
    refuse_longer(words, LONGEST, "words")
    School.objects.select_for_update().get(pk=school.pk)
    draft, _ = Statement.objects.drafts().update_or_create(
        school=school, released_at=None, defaults={"chosen": chosen.as_data(), "words": words.strip()}
    )
    return draft


def as_chosen(draft: Statement, facts: Facts | None = None) -> Document:
    """Return the statement as it would be released today."""
    found = only(facts or facts_of(draft.school), chosen_in(draft.chosen))
    return write(found, words=draft.words, on=timezone.localdate())


def mark_of(document: Document) -> str:
    """Return what tells one statement from another by its words; the day of release is no part of it."""
    said = [document.title, document.subtitle, [(one.kind, asdict(one)) for one in document.blocks]]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:32]


@transaction.atomic
def release(*, by: Person, school: School, seen: str) -> Statement:
    """Release what the head chose and has seen, and return it. The one released before is replaced.

    `seen` is the mark of what the preview showed: what changed since is never slipped in (Refused).
    """
    School.objects.select_for_update().get(pk=school.pk)
    draft = Statement.objects.drafts().filter(school=school).select_related("school").first()
    if draft is None:
        raise Refused("There is nothing chosen to release. Choose what the statement holds first.")
    document = as_chosen(draft)
    if mark_of(document) != seen:
        raise Refused("Something in it has changed since you saw it. Read it again, then release it.")
    now = timezone.now()
    Statement.objects.released().filter(school=school).update(ended_at=now)
    draft.released_at, draft.released_by, draft.document = now, by, freeze(document)
    draft.save()
    audit.note(by=by, verb="released the statement", school_urn=school.urn, about=school.name)
    return draft


@transaction.atomic
def withdraw(*, by: Person, school: School) -> int:
    """Withdraw what is released, at once and everywhere; return how many stood (0 or 1)."""
    now = timezone.now()
    ended = Statement.objects.released().filter(school=school).update(ended_at=now, withdrawn=True)
    if ended:
        audit.note(by=by, verb="withdrew the statement", school_urn=school.urn, about=school.name)
    return ended
