"""The schools of the county, their consortia of sixteen, the people in them, and what inspections found."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from bench.county import bulk
from taskgroups.frameworks.shelf import pack_on
from taskgroups.people.models import Person
from taskgroups.schools.models import (
    Audience,
    Authority,
    Consortium,
    ConsortiumSchool,
    Inspection,
    InspectionGrade,
    Role,
    School,
    Sharing,
    Thing,
)  # fmt: skip
from taskgroups.schools.register.words import search_text

BATCH, SIZE = 2000, 16
SINCE = date(2020, 9, 1)


@dataclass(frozen=True)
class Made:
    """The schools in order and who works in them."""

    authority: Authority
    schools: list[School]
    consortia: list[Consortium]
    heads: list[Person]
    deputies: list[Person]
    clerks: list[Person]
    lead: Person
    officer: Person

    def place(self, school: School) -> int:
        return school.urn - self.schools[0].urn

    def head(self, school: School) -> Person:
        return self.heads[self.place(school)]

    def clerk(self, school: School) -> Person:
        return self.clerks[self.place(school) // SIZE]

    def consortium(self, school: School) -> Consortium:
        return self.consortia[self.place(school) // SIZE]

    def neighbours(self, school: School, number: int) -> list[int]:
        """The places of the next schools of the same consortium, without the school itself."""
        here = self.place(school)
        first = here // SIZE * SIZE
        size = min(SIZE, len(self.schools) - first)
        return [first + (here - first + k) % size for k in range(1, min(number, size - 1) + 1)]


def build(number: int) -> Made:
    """Write the schools with all that is known of them from the register and inspections, and their people."""
    authority = Authority.objects.create(code="970", name="Bench County")
    schools = School.objects.bulk_create([_school(n, authority) for n in range(number)], BATCH)
    consortia = Consortium.objects.bulk_create(
        Consortium(name=f"Consortium {n}", slug=f"consortium-{n}", authority=authority)
        for n in range(-(-number // SIZE))
    )
    bulk.write(
        ConsortiumSchool(consortium=consortia[n // SIZE], school=s, joined_on=SINCE) for n, s in enumerate(schools)
    )
    made = Made(
        authority=authority, schools=schools, consortia=consortia, heads=_people("Head", number),
        deputies=_people("Deputy", number), clerks=_people("Clerk", len(consortia)), lead=_people("Lead", 1)[0],
        officer=_people("Officer", 1)[0],
    )  # fmt: skip
    bulk.write(_roles(made))
    things = (Thing.EVALUATION, Thing.IMPROVEMENT, Thing.RECORD)
    bulk.write(Sharing(school=s, thing=thing, audience=Audience.AUTHORITY) for s in schools for thing in things)
    _inspections(schools)
    return made


def _school(n: int, authority: Authority) -> School:
    urn, name, town = 970001 + n, f"School {n:03} of Bench County", f"Town {n % 40}"
    return School(
        urn=urn, name=name, authority=authority, phase="primary", status="Open", kind="Community school",
        low_age=4, high_age=11, town=town, street=f"{n} High Street", postcode=f"ZB{n % 20} 1AA", pupils=200 + n,
        capacity=220 + n, easting=400000 + n % 16 * 2800, northing=300000 + n // 16 * 2800,
        search_text=f"{name} {town} {urn}".lower(),
    )  # fmt: skip


def elsewhere(number: int) -> None:
    """Write schools that have nothing but a row of the national register."""
    found = []
    for n in range(number):
        urn, name, town = 100001 + n, f"St {'Anne’s' if n % 2 else 'Oak'} Invented School {n}", f"Town {n % 900}"
        words = search_text((name, town), f"ZZ{n % 90} 1AA", urn)
        found.append(School(urn=urn, name=name, open=n % 3 > 0, town=town, search_text=words))
    bulk.write(found)


def _people(title: str, number: int) -> list[Person]:
    rows = [Person(email=f"{title.lower()}{n}@bench.example", name=f"{title} {n}", password="!") for n in range(number)]
    return Person.objects.bulk_create(rows, BATCH)


def _roles(made: Made) -> list[Role]:
    """Every head chairs too; the first consortium has a lead, each its clerk, the county an officer."""
    rows = [Role(person=made.lead, kind="lead", consortium=made.consortia[0], starts=SINCE)]
    rows.append(Role(person=made.officer, kind="officer", authority=made.authority, starts=SINCE))
    for person, consortium in zip(made.clerks, made.consortia, strict=True):
        rows.append(Role(person=person, kind="clerk", consortium=consortium, starts=SINCE))
    for school, head, deputy in zip(made.schools, made.heads, made.deputies, strict=True):
        rows.append(Role(person=head, kind="head", school=school, starts=SINCE))
        rows.append(Role(person=head, kind="chair", consortium=made.consortium(school), starts=SINCE))
        rows.append(Role(person=deputy, kind="leader", school=school, title="Deputy head", starts=SINCE))
    return rows


def _inspections(schools: list[School]) -> None:
    """Two inspections of each school, every area graded."""
    found = []
    for school in schools:
        for years in (2, 6):
            day = timezone.localdate() - timedelta(days=365 * years)
            row = Inspection(school=school, framework=pack_on(day).slug, started_on=day, published_on=day)
            found.append(row)
    Inspection.objects.bulk_create(found, BATCH)
    grades = []
    for row in found:
        assert row.started_on is not None
        for area in pack_on(row.started_on).areas:
            grades.append(InspectionGrade(inspection=row, judgement=area.name, grade=area.scale[1].name))
    bulk.write(grades)
