"""Builds the ground of the demonstration: authorities, schools, the consortium, accounts and roles."""

from datetime import date, timedelta

from django.utils.text import slugify

from taskgroups.demonstration import cast, places
from taskgroups.people.models import Person
from taskgroups.schools.models import (
    Authority,
    Consortium,
    ConsortiumSchool,
    District,
    Inspection,
    InspectionGrade,
    Role,
    School,
)
from taskgroups.schools.register.words import search_text

POSTCODES = {"Saltmere": "ZS1", "Fennholt": "ZS2", "Quaybarrow": "ZS3", "Thornhythe": "ZS4", "Upper Moorhythe": "ZS5"}


def build(today: date) -> Consortium:
    """Make everything that stands still, dated from `today`, and return the consortium."""
    authorities = {code: Authority.objects.create(code=code, name=name) for code, name in places.AUTHORITIES.items()}
    districts = {
        (code, name): District.objects.create(authority=authorities[code], name=name)
        for code, names in places.DISTRICTS.items()
        for name in names
    }
    since = today - timedelta(days=900)
    consortium = Consortium.objects.create(
        name=places.CONSORTIUM, slug=slugify(places.CONSORTIUM), authority=authorities["980"]
    )
    for place in places.PLACES:
        district = districts[(place.authority, _district(place))]
        school = _school(place, authorities[place.authority], district, today)
        ConsortiumSchool.objects.create(consortium=consortium, school=school, joined_on=since)
        _inspected(school, place.grade, today)
        head = account(place.head)
        Role.objects.create(person=head, kind="head", school=school, title="Head", starts=since)
    for player in cast.PLAYERS:
        _give(player, consortium, authorities, since)
    return consortium


def account(name: str) -> Person:
    """The person of that name, made the first time. They sign in by one click only: no password works."""
    email = f"{slugify(name).replace('-', '.')}@demonstration.example"
    return Person.objects.filter(email=email).first() or Person.objects.create_person(email=email, name=name)


def _district(place: places.Place) -> str:
    if place.authority == "981":
        return "Ferry Reach"
    return "Upper Moorhythe" if place.town in ("Upper Moorhythe", "Thornhythe") else "Harbour"


def _school(place: places.Place, authority: Authority, district: District, today: date) -> School:
    postcode = f"{POSTCODES.get(place.town, 'ZF1')} {place.urn % 9 + 1}AA"
    return School.objects.create(
        urn=place.urn,
        name=place.name,
        authority=authority,
        district=district,
        phase=place.phase,
        special=place.phase == "other",
        kind="Community special school" if place.phase == "other" else "Community school",
        status="Open",
        low_age=place.ages[0],
        high_age=place.ages[1],
        sixth_form=place.sixth_form,
        pupils=place.pupils,
        capacity=round(place.pupils * 1.1),
        town=place.town,
        postcode=postcode,
        easting=round(places.ORIGIN[0] + place.km[0] * 1000),
        northing=round(places.ORIGIN[1] + place.km[1] * 1000),
        search_text=search_text((place.name, place.town), postcode, place.urn),
        as_at=today,
    )


GRADES = {"RI": "Requires improvement"}


def _inspected(school: School, grade: str, today: date) -> None:
    """An inspection two to three years ago, under the framework that was in force then."""
    from taskgroups.frameworks.shelf import pack_on

    day = today - timedelta(days=760 + school.urn % 40 * 7)
    pack = pack_on(day)
    found = Inspection.objects.create(
        school=school,
        framework=pack.slug,
        started_on=day,
        published_on=day + timedelta(days=35),
        urn_at_time=school.urn,
        first_seen_as_at=today,
        last_seen_as_at=today,
    )
    areas = pack.areas_for(early_years=school.early_years, post_16=school.post_16)
    names = [a.name for a in areas] + ([pack.overall] if pack.overall else [])
    InspectionGrade.objects.bulk_create(
        InspectionGrade(inspection=found, judgement=name, grade=GRADES.get(grade, grade)) for name in names
    )


def _give(player: cast.Player, consortium: Consortium, authorities: dict[str, Authority], since: date) -> None:
    person = account(player.name)
    where: dict[str, object] = {}
    if player.kind in Role.CONSORTIUM_KINDS:
        where["consortium"] = consortium
    elif player.kind == "officer":
        where["authority"] = authorities[player.authority]
    elif player.school:
        where["school"] = School.objects.get(urn=player.school)
    if not Role.objects.filter(person=person, kind=player.kind, **where).exists():
        Role.objects.create(person=person, kind=player.kind, title=player.title, starts=since, **where)
