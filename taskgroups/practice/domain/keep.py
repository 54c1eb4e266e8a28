"""Keeping a transcript on purpose: the chair's own act, with everybody's agreement, a reason and a last day."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from django.db import transaction

from taskgroups.kit.access import audit
from taskgroups.kit.access.refused import Refused
from taskgroups.kit.design.words import day, plural
from taskgroups.kit.talk import parts
from taskgroups.kit.talk.transcript import Turn
from taskgroups.meetings.models import TaskGroup
from taskgroups.people.models import Person
from taskgroups.practice.models import Kept, Transcript
from taskgroups.practice.queries import agreed_to_keeping
from taskgroups.schools.policy import today

LONGEST = timedelta(days=183)
LEFT_OUT = "[a sentence is left out]"


class Keeping(NamedTuple):
    """Why a transcript is kept, and the last day on which it is there."""

    reason: str
    until: date


def may_be_kept(group: TaskGroup, keeping: Keeping, *, by: Person) -> None:
    """Refuse where somebody who was there has not agreed, without a reason, and for a day past or far off."""
    yes, there = agreed_to_keeping(group, by)
    if yes < there or not there:
        raise Refused(
            f"{yes} of the {plural(there, 'other')} who were there agreed to its being kept. "
            "Let it go now, or wait until all have.", "keep",
        )  # fmt: skip
    if not keeping.reason.strip():
        raise Refused("There is no reason yet. Write why it is kept.", "reason")
    if keeping.until < today():
        raise Refused(f"The day is in the past. Enter {day(today())} or a later one.", "until")
    if keeping.until > today() + LONGEST:
        last = day(today() + LONGEST)
        raise Refused(f"The day is more than half a year ahead. Enter {last} or an earlier one.", "until")


def keep(made: Transcript, turns: Iterable[Turn], keeping: Keeping, *, by: Person, named: Iterable[str]) -> Kept:
    """Keep the turns of a transcript, without the sentences that may name a pupil. Within the work that coded it."""
    names = tuple(named)
    kept = Kept.objects.create(
        transcript=made,
        reason=keeping.reason.strip(),
        until=keeping.until,
        turns=[[turn.speaker, turn.start, _without(turn.text, names)] for turn in turns],
    )
    told = {"reason": kept.reason, "until": kept.until.isoformat()}
    audit.note(by=by, verb="kept a transcript", school_urn=made.task_group.school.urn, **told)
    return kept


def _without(text: str, named: tuple[str, ...]) -> str:
    for one in named:
        text = text.replace(one, LEFT_OUT)
    return text


def sentences(turns: Iterable[Turn]) -> list[str]:
    """Return every clause of everybody: what is looked at for pupils' names before it is kept."""
    return [one for turn in turns for one in parts(turn.text)]


@transaction.atomic
def let_go(*, by: Person, group: TaskGroup) -> bool:
    """Delete the transcript a chair kept, and say whether there was one. What was coded of it stays."""
    gone, _ = Kept.objects.filter(transcript__person=by, transcript__task_group=group).delete()
    if gone:
        audit.note(by=by, verb="deleted a kept transcript", school_urn=group.school.urn)
    return bool(gone)


def let_go_overdue() -> int:
    """Delete every transcript whose last day has gone by; return how many."""
    return Kept.objects.filter(until__lt=today()).delete()[0]
