"""The small cast every test knows. Names are invented; places do not exist.

Two consortia under one authority, and one school elsewhere:

- Harbour: Alder Primary (A, the host), Birch Primary (B, whose head chairs), Cedar Secondary (C).
- Moor: Dune Primary (D), whose head is the stranger.

The heads of Harbour are accredited chairs.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from taskgroups.people.models import Person
from taskgroups.schools.models import Authority, Consortium, ConsortiumSchool, Role, School
from taskgroups.training.accrediting.states import ends_on
from taskgroups.training.models import Step
from tests.again import again

PASSWORD = "correct horse battery staple"
LONG_AGO = date(2020, 9, 1)
NAMES = {
    "head_a": "Asha Alder",
    "leader_a": "Lewis Alder",
    "governor_a": "Grace Alder",
    "head_b": "Ben Birch",
    "head_c": "Carys Cedar",
    "clerk": "Kim Clerk",
    "lead": "Lena Lead",
    "observer": "Omar Observer",
    "officer": "Ola Officer",
    "administrator": "Adam Admin",
    "stranger": "Stan Stranger",
}


@dataclass
class Cast:
    """Everybody, and where they belong."""

    authority: Authority
    harbour: Consortium
    moor: Consortium
    a: School
    b: School
    c: School
    d: School
    head_a: Person
    leader_a: Person
    governor_a: Person
    head_b: Person
    head_c: Person
    clerk: Person
    lead: Person
    observer: Person
    officer: Person
    administrator: Person
    stranger: Person


def email_of(name: str) -> str:
    """The address of somebody of the cast."""
    return f"{name.lower().replace(' ', '.')}@cast.example"


def person(name: str) -> Person:
    """Return a person with an account and the password of the cast."""
    return Person.objects.create_person(email=email_of(name), name=name, password=PASSWORD)


def school(urn: int, name: str, authority: Authority, **more: object) -> School:
    """Return a school, open, primary with early years unless told otherwise."""
    fields: dict[str, object] = {
        "phase": "primary",
        "low_age": 4,
        "high_age": 11,
        "town": "Saltmarsh",
        "postcode": "ZZ1 1AA",
        "easting": 430000 + urn % 100 * 900,
        "northing": 260000 + urn % 100 * 700,
        "pupils": 210,
        "status": "Open",
    } | more
    return School.objects.create(
        urn=urn, name=name, authority=authority, search_text=f"{name} saltmarsh zz1 1aa {urn}".lower(), **fields
    )


def give(who: Person, kind: str, **where: object) -> Role:
    """Give a person a role since long ago."""
    return Role.objects.create(person=who, kind=kind, starts=LONG_AGO, **where)


def consortium(name: str, authority: Authority, schools: list[School]) -> Consortium:
    """Return a consortium of these schools."""
    made = Consortium.objects.create(name=name, slug=name.lower(), authority=authority)
    ConsortiumSchool.objects.bulk_create(
        ConsortiumSchool(consortium=made, school=one, joined_on=LONG_AGO) for one in schools
    )
    return made


def accredit(*people: Person, by: Person | None = None, on: date | None = None, phases: Sequence[str] = ()) -> None:
    """Let people have been accredited elsewhere, a month ago, for every phase unless told otherwise; one statement."""
    given = on or timezone.localdate() - timedelta(days=30)
    told = {"kind": "brought", "on": given, "until": ends_on(given), "what": "The county's list", "by": by}
    Step.objects.bulk_create(
        Step(person=who, phases=list(phases or School.Phase.values), at=timezone.now(), **told) for who in people
    )


@cache
def _password() -> str:
    """The password of the cast as it is kept; made once."""
    return make_password(PASSWORD)


def everybody() -> dict[str, Person]:
    """Make the people of the cast, by their part; one statement, for hundreds of tests begin with it."""
    made = [Person(email=email_of(name), name=name, password=_password()) for name in NAMES.values()]
    return dict(zip(NAMES, Person.objects.bulk_create(made), strict=True))


@again()
def assemble() -> Cast:
    """Make the whole cast."""
    authority = Authority.objects.create(code="990", name="Saltshire")
    a = school(990001, "Alder Primary School", authority)
    b = school(990002, "Birch Primary School", authority)
    c = school(990003, "Cedar High School", authority, phase="secondary", low_age=11, high_age=18)
    d = school(990004, "Dune Primary School", authority)
    harbour, moor = consortium("Harbour", authority, [a, b, c]), consortium("Moor", authority, [d])
    people = everybody()
    heads = {"head_a": a, "head_b": b, "head_c": c, "stranger": d}
    held = [(who, "head", {"school": where}) for who, where in heads.items()]
    held += [
        ("leader_a", "leader", {"school": a, "title": "Deputy head"}),
        ("governor_a", "leader", {"school": a, "title": "Chair of governors"}),
        ("head_b", "chair", {"consortium": harbour}),
        *((who, who, {"consortium": harbour}) for who in ("clerk", "lead", "observer")),
        ("officer", "officer", {"authority": authority}),
        ("administrator", "administrator", {}),
    ]
    Role.objects.bulk_create(Role(person=people[who], kind=kind, starts=LONG_AGO, **at) for who, kind, at in held)
    accredit(people["head_a"], people["head_b"], people["head_c"], by=people["officer"])
    return Cast(authority=authority, harbour=harbour, moor=moor, a=a, b=b, c=c, d=d, **people)
