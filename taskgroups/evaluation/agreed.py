"""What Task Groups agreed, as far as a reader may know of it: to others it is told once the record is agreed."""

from collections.abc import Callable
from datetime import datetime
from enum import StrEnum
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q, QuerySet

from taskgroups.evaluation.models import Judgement
from taskgroups.evaluation.models.judgement import JudgementQuerySet
from taskgroups.people.models import Person
from taskgroups.schools.models import School, Thing
from taskgroups.schools.policy import is_own

Found = Callable[[School], QuerySet[Any, Any]]
_recorded: list[Found] = []


class Agreed(StrEnum):
    """Which of the judgements that Task Groups agreed somebody may know of."""

    NOTHING = ""
    RECORDED = "those in records that are agreed"
    ALL = "all"


def tell_recorded(found: Found) -> None:
    """Meetings, a floor above, say here which Task Groups of a school have a locked record: their addresses."""
    if found not in _recorded:
        _recorded.append(found)


def known_to(person: Person, school: School, shared: set[str] | frozenset[str]) -> Agreed:
    """What the school's own people know at once others know with the record, where the school shares its records."""
    if is_own(person, school):
        return Agreed.ALL
    return Agreed.RECORDED if Thing.RECORD in shared else Agreed.NOTHING


def known_judgements(school: School, pack: str, agreed: Agreed) -> JudgementQuerySet:
    """Return every judgement under a framework version that may be known of."""
    found = Judgement.objects.filter(school=school, pack=pack)
    if agreed == Agreed.ALL:
        return found
    known = Q(voice=Judgement.Voice.SCHOOL)
    if agreed == Agreed.RECORDED:
        known = reduce(or_, (Q(agreed_in__in=one(school)) for one in _recorded), known)
    return found.filter(known)


def standing_now(school: School, pack: str, agreed: Agreed) -> JudgementQuerySet:
    """Return those that stand, in order: where there are several of one place, the last of them stands.

    For others what a Task Group agreed stands until the next one's record is agreed, so those before come, too.
    """
    found = known_judgements(school, pack, agreed)
    if agreed != Agreed.RECORDED:
        return found.current().order_by()
    return found.filter(Q(superseded_at=None) | Q(voice=Judgement.Voice.GROUP)).order_by("made_at", "pk")


def standing_at(school: School, pack: str, moment: datetime, agreed: Agreed) -> JudgementQuerySet:
    """Return the same as it stood at a moment."""
    found = known_judgements(school, pack, agreed)
    if agreed != Agreed.RECORDED:
        return found.as_of(moment).order_by()
    group = Q(voice=Judgement.Voice.GROUP, made_at__lte=moment)
    return found.filter(Judgement.objects.stood_at(moment) | group).order_by("made_at", "pk")
