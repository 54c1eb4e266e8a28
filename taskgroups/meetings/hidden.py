"""Which Task Groups only the host school's own people may open now, as floors above say: those of one that leaves."""

from collections.abc import Callable
from typing import Any

from django.db.models import Q, QuerySet

from taskgroups.people.models import Person
from taskgroups.schools import policy as schools

Away = Callable[[], QuerySet[Any, Any]]  # keys of schools
_away: list[Away] = []


def hide_from_others(which: Away) -> None:
    """Floors above say here whose Task Groups nobody but the school's own people may open now."""
    if which not in _away:
        _away.append(which)


def not_hidden() -> Q:
    """Which Task Groups no floor above hides from everybody but the school's own people: for counts over many."""
    shown = Q()
    for which in _away:
        shown &= ~Q(school__in=which())
    return shown


def not_hidden_from(person: Person) -> Q:
    """Which Task Groups no floor above hides from the person."""
    own, shown = schools.staffed_by(person), Q()
    for which in _away:
        shown &= Q(school__in=own) | ~Q(school__in=which())
    return shown
