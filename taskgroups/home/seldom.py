"""What seldom waits for anybody: asked for in one question, so that Home asks nothing more about what is not there."""

from collections.abc import Callable
from datetime import timedelta
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Exists, Q, QuerySet
from django.utils import timezone

from taskgroups.participation.models import Offer
from taskgroups.people.models import Person
from taskgroups.rounds.models import NotChairing
from taskgroups.schools.models import Role
from taskgroups.schools.policy import roles_of
from taskgroups.training import queries as sessions
from taskgroups.training.models import Message

FORTNIGHT = timedelta(days=14)
SEASON = timedelta(days=120)  # an offer waits about a term
Asked = Callable[[Person], tuple[QuerySet[Any], ...]]


def offered(person: Person) -> QuerySet[Offer]:
    """Parts that a lead has offered the person and that wait for an answer."""
    sent = Offer.objects.filter(person=person, reply="", round__published_at=None)
    return sent.filter(sent_at__gte=timezone.now() - SEASON)


def told(person: Person) -> QuerySet[NotChairing]:
    """What somebody told this lead, and nobody else, about chairing, and that is not read yet."""
    led = [r.consortium_id for r in roles_of(person) if r.kind == Role.Kind.LEAD]
    words = NotChairing.objects.filter(told=person, consortium__in=led, read_at=None)
    return words.filter(until__gte=timezone.localdate())


def unanswered(person: Person) -> QuerySet[Message]:
    """What was written to the person through the directory of chairs within a fortnight, and not answered there."""
    return Message.objects.to_answer(person, timezone.now() - FORTNIGHT)


def _trained(person: Person) -> tuple[QuerySet[Any], ...]:
    now = timezone.now()
    return sessions.near(person, now), sessions.to_keep(person, now)


# By the name of the source in `waiting.py` that has something to say where one of these has a row.
SELDOM: dict[str, Asked] = {
    "offers": lambda person: (offered(person),),
    "chairing": lambda person: (told(person),),
    "training": _trained,
    "written": lambda person: (unanswered(person),),
}


def what_is_there(person: Person) -> dict[str, bool]:
    """Which of them have something for this person: one query."""
    asked = {name: reduce(or_, (Q(Exists(one)) for one in found(person))) for name, found in SELDOM.items()}
    there = Person.objects.filter(pk=person.pk).annotate(**{f"has_{name}": found for name, found in asked.items()})
    row = there.values(*(f"has_{name}" for name in SELDOM)).first() or {}
    return {name: bool(row.get(f"has_{name}")) for name in SELDOM}
