"""What accreditation asks of somebody: as a mentor, as a chair whose own ends soon, and as the lead of a consortium."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from taskgroups.home.waiting.row import MOST, Waiting
from taskgroups.people.models import Person
from taskgroups.schools.models import Role, School
from taskgroups.schools.policy import led_by
from taskgroups.training.accrediting.mentors import mentored_by
from taskgroups.training.accrediting.policy import still_near
from taskgroups.training.accrediting.states import Standing, State, Told, renews_from, standing, why_not_sign
from taskgroups.training.models import Mentoring, Step

SAID_FOR = timedelta(days=90)  # how long a lapse is told of


def accreditation(person: Person) -> Iterator[Waiting]:
    """All that is asked of this person; one query, and one more for a lead.

    A signature is asked for where the page lets them sign: `accredit.why_not_sign_each` has the same rule.
    """
    today, names = timezone.localdate(), {}
    told: dict[int, list[Told]] = defaultdict(list)
    mentored = still_near(mentored_by(person)).order_by().values("person")
    steps = Step.objects.filter(Q(person=person) | Q(person__in=mentored), struck_by=None, person__is_active=True)
    wanted = ("person", "person__name", "kind", "on", "until", "phases")
    for key, name, kind, on, until, phases in steps.exclude(kind=Step.Kind.STRUCK).values_list(*wanted):
        names[key] = name
        told[key].append(Told(kind, on, until, tuple(phases)))
    stands = {key: standing(found, today) for key, found in told.items()}
    own = stands.pop(person.pk, None)
    if own:
        yield from _own(person, own, today)
    for key, now in stands.items() if own and own.accredited else ():
        yield from _to_sign(key, names[key], now, today)
    yield from _to_name(person)


def _own(person: Person, now: Standing, today: date) -> Iterator[Waiting]:
    address = reverse("accreditation", args=[person.pk])
    if now.until and now.accredited and today >= renews_from(now.until):
        about = "Your mentor signs anew once you have chaired"
        yield Waiting("Have your accreditation as a chair renewed", address, now.until, about)
    if now.until and now.state == State.LAPSED and today <= now.until + SAID_FOR:
        yield Waiting("Have your accreditation as a chair renewed", address, now.until, "It has lapsed", late=True)


def _to_sign(key: int, name: str, now: Standing, today: date) -> Iterator[Waiting]:
    if not why_not_sign(now, today):
        renews = now.state != State.CHAIRED
        what = f"Renew the accreditation of {name}" if renews else f"Sign the accreditation of {name}"
        address = reverse("accreditation-sign", args=[key])
        yield Waiting(
            what, address, now.until if renews else None, "You are their mentor", late=now.state == State.LAPSED
        )


def _to_name(person: Person) -> Iterator[Waiting]:
    """People who have begun and whom nobody accompanies who may, for the leads of their consortia."""
    led = led_by(person)
    if not led:
        return
    near = School.objects.filter(memberships__consortium__in=led, memberships__waits=False)
    held = Role.objects.on(timezone.localdate()).filter(
        Q(kind=Role.Kind.HEAD, school__in=near) | Q(kind__in=(Role.Kind.CHAIR, Role.Kind.OBSERVER), consortium__in=led)
    )
    steps = Step.objects.filter(person=OuterRef("pk"), struck_by=None)
    begun = Exists(steps.filter(kind__in=(Step.Kind.TRAINED, Step.Kind.OBSERVED)))
    signed = Exists(steps.filter(kind__in=(Step.Kind.SIGNED, Step.Kind.BROUGHT)))
    mentors = Mentoring.objects.filter(person=OuterRef("pk"), ended_at=None, mentor__is_active=True)
    accompanied = Exists(still_near(mentors))
    alone = Person.objects.filter(begun, ~signed, ~accompanied, pk__in=held.values("person"), is_active=True)
    for one in alone.exclude(pk=person.pk).order_by("name")[:MOST]:
        address = reverse("accreditation-mentor", args=[one.pk])
        yield Waiting(f"Name a mentor for {one.name}", address, None, "On the way to chairing")
