"""What seldom waits for anybody: asked for in one question, so that Home asks nothing more about what is not there."""

from collections.abc import Callable
from datetime import timedelta
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from taskgroups.participation.models import Offer
from taskgroups.people.models import Person
from taskgroups.rounds.models import NotChairing
from taskgroups.schools.models import ConsortiumSchool, Role
from taskgroups.schools.policy import headed_by, led_by, roles_of, served_by
from taskgroups.training import queries as sessions
from taskgroups.training.models import Commission, CommissionDay, Message, Step

FORTNIGHT = timedelta(days=14)
SEASON = timedelta(days=120)  # an offer waits about a term
Asked = Callable[[Person], tuple[QuerySet[Any], ...]]


def offered(person: Person) -> QuerySet[Offer]:
    """Parts that a lead has offered the person and that wait for an answer."""
    sent = Offer.objects.filter(person=person, reply="", round__published_at=None)
    return sent.filter(_takes_part(person), sent_at__gte=timezone.now() - SEASON)


def _takes_part(person: Person) -> Q:
    """The consortia in which the person heads a school or chairs: there alone they are offered a part."""
    headed = headed_by(person)
    chaired = [r.consortium_id for r in roles_of(person) if r.kind == Role.Kind.CHAIR]
    near = ConsortiumSchool.objects.filter(school__in=headed, waits=False).values("consortium")
    return Q(consortium__in=chaired) | (Q(consortium__in=near) if headed else Q(pk__in=()))


def told(person: Person) -> QuerySet[NotChairing]:
    """What somebody told this lead, and nobody else, about chairing, and that is not read yet."""
    led = led_by(person)
    words = NotChairing.objects.filter(told=person, consortium__in=led, read_at=None)
    return words.filter(until__gte=timezone.localdate())


def unanswered(person: Person) -> QuerySet[Message]:
    """What was written to the person through the directory of chairs within a fortnight, and not answered there."""
    return Message.objects.to_answer(person, timezone.now() - FORTNIGHT)


def to_use(person: Person) -> QuerySet[Commission]:
    """The person's own commissions that end within a fortnight, or ended within one, with days left."""
    today = timezone.localdate()
    mine = Commission.objects.counted().filter(consultant=person)
    near = mine.filter(ends__range=(today - FORTNIGHT, today + FORTNIGHT))
    return near.filter(used__lt=F("half_days"))  # type: ignore[misc]


def to_look_at(person: Person) -> QuerySet[Commission]:
    """For officers, commissions of others that run: those that end within a fortnight with days left, and those that
    have used their days within one.
    """
    served = served_by(person)
    if not served:
        return Commission.objects.none()
    today = timezone.localdate()
    found = Commission.objects.counted().filter(authority__in=served, starts__lte=today, ends__gte=today)
    noted = CommissionDay.objects.filter(commission=OuterRef("pk"), at__gte=timezone.now() - FORTNIGHT)
    ends = Q(ends__lte=today + FORTNIGHT, used__lt=F("half_days"))
    return found.exclude(consultant=person).filter(ends | Q(Exists(noted), used__gte=F("half_days")))


def _trained(person: Person) -> tuple[QuerySet[Any], ...]:
    now = timezone.now()
    return sessions.near(person, now), sessions.to_keep(person, now)


def _accredited(person: Person) -> tuple[QuerySet[Any], ...]:
    """Steps on the way to accreditation: one's own, without which one signs for nobody; for a lead, anybody's."""
    own = Step.objects.filter(person=person)
    begun = Step.objects.filter(kind__in=(Step.Kind.TRAINED, Step.Kind.OBSERVED))
    return (own, begun) if led_by(person) else (own,)


# By the name of the source that has something to say where one of these has a row.
SELDOM: dict[str, Asked] = {
    "offers": lambda person: (offered(person),),
    "chairing": lambda person: (told(person),),
    "training": _trained,
    "written": lambda person: (unanswered(person),),
    "commissions": lambda person: (to_use(person), to_look_at(person)),
    "accreditation": _accredited,
}


def what_is_there(person: Person) -> dict[str, bool]:
    """Which of them have something for this person: one query."""
    asked = {name: reduce(or_, (Q(Exists(one)) for one in found(person))) for name, found in SELDOM.items()}
    there = Person.objects.filter(pk=person.pk).annotate(**{f"has_{name}": found for name, found in asked.items()})
    row = there.values(*(f"has_{name}" for name in SELDOM)).first() or {}
    return {name: bool(row.get(f"has_{name}")) for name in SELDOM}
