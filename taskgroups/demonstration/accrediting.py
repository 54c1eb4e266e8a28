"""Chairs of the demonstration: most are accredited, one lapsed, one is ready for a signature, one chairs for now."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from taskgroups.demonstration import clock
from taskgroups.demonstration.ground import account
from taskgroups.frameworks import shelf
from taskgroups.schools.models import Consortium, Role, School
from taskgroups.training.domain import accredit, mentor
from taskgroups.training.domain import commission as commissioning
from taskgroups.training.domain.commission import Terms
from taskgroups.training.domain.directory import Entry, write_entry
from taskgroups.training.models import Listing, Step

Kind = Step.Kind
LEAD, OFFICER = "Priya Raman", "Imran Sadiq"
CHAIRS, MENTOR = "Gareth Pryce", "Daniel Mensah"
LEARNS, READY, FOR_NOW, LAPSED = "Tom Ashdown", "Ruth Penhale", "Maya Okafor", "Anna Kowalska"
ON_THE_WAY = (LEARNS, READY, FOR_NOW)
LIST = "The county’s list of chairs, which the officer has seen"
RETIRED = "A head for eleven years, now a consultant. I chair for schools in a category."
DID = (
    (Kind.TRAINED, 200, "Training for chairs, days 1 and 2, at the teachers’ centre"),
    (Kind.PRACTISED, 150, "Twelve exchanges, aloud, with a trainer"),
    (Kind.OBSERVED, 120, "A Task Group in the consortium next door"),
    (Kind.CHAIRED, 20, "A Task Group in the consortium next door, with Daniel Mensah there"),
)


def tell(consortium: Consortium, today: date) -> None:
    """Say who is accredited, and how far the others are."""
    lead, officer = account(LEAD), account(OFFICER)
    heads = Role.objects.filter(school__in=consortium.schools.values("pk"), kind=Role.Kind.HEAD)
    for number, role in enumerate(heads.select_related("person").order_by("person__name")):
        person = role.person
        if person.name not in ON_THE_WAY and not Step.objects.filter(person=person, kind=Kind.BROUGHT).exists():
            _accredited(person.name, today - timedelta(days=1140 if person.name == LAPSED else 90 + 70 * number))
    for name, who in ((LEARNS, CHAIRS), (READY, MENTOR)):
        with clock.at(_moment(today - timedelta(days=100))):
            mentor.name_mentor(person=account(name), by=lead, mentor=account(who))
    for kind, ago, what in DID:
        with clock.at(_moment(today - timedelta(days=max(ago - 1, 1)))):
            accredit.record(person=account(READY), by=lead, kind=kind, on=today - timedelta(days=ago), what=what)
    with clock.at(_moment(today - timedelta(days=60))):
        accredit.record(
            person=account(LEARNS), by=officer, kind=DID[0][0], on=today - timedelta(days=61), what=DID[0][2]
        )
        mentor.let_chair_until(
            consortium=consortium, person=account(FOR_NOW), by=lead, until=today + timedelta(days=120),
            reason="Trained in the spring; too few chairs for primary schools this year.",
            phases=[School.Phase.PRIMARY.value, School.Phase.NURSERY.value],
        )  # fmt: skip
    _directory(consortium, today)


SAY = {
    CHAIRS: (
        Listing.Seen.ALL,
        "Secondary. Glad to chair where reading across subjects is the question.",
    ),
    MENTOR: (Listing.Seen.AUTHORITY, "Primary, and mixed-age classes. I mentor two chairs."),
    "Leila Haddad": (Listing.Seen.AUTHORITY, "Early years, and small schools."),
    "Yusuf Demir": (Listing.Seen.CONSORTIUM, ""),
    LEAD: (Listing.Seen.CONSORTIUM, "I chair when nobody else can."),
    "Helen Straw": (Listing.Seen.AUTHORITY, "Nursery and primary; behaviour and attendance."),
}
WHEN = ("Tuesdays and Thursdays", "Mornings", "Any day with a month’s notice")
CONSULTANT = "Margaret Holt"


def _directory(consortium: Consortium, today: date) -> None:
    """Most of them are listed; a consultant, once a head, is commissioned by the authority and has used some days."""
    consultant, officer, authority = account(CONSULTANT), account(OFFICER), consortium.authority
    _accredited(CONSULTANT, today - timedelta(days=300))
    if authority is None:
        return
    here = list(authority.districts.order_by("name"))
    for number, (name, (seen_by, words)) in enumerate([*SAY.items(), (CONSULTANT, (Listing.Seen.ALL, RETIRED))]):
        chosen = [here[number % len(here)].pk]
        entry = Entry(True, seen_by, words, list(shelf.packs())[-2:], chosen, WHEN[number % len(WHEN)], None, None)
        write_entry(by=account(name), entry=entry)
    terms = Terms(12, today - timedelta(days=120), today + timedelta(days=180), [here[0].pk], "Autumn and spring terms")
    with clock.at(_moment(terms.starts)):
        made = commissioning.commission(authority=authority, by=officer, consultant=consultant, terms=terms)
    for ago, half_days in ((80, 2), (45, 1), (12, 2)):
        with clock.at(_moment(today - timedelta(days=ago))):
            on = today - timedelta(days=ago)
            commissioning.use(commission=made, by=consultant, on=on, half_days=half_days)


def _accredited(name: str, on: date) -> None:
    """Let an officer have recorded, on the day it was given, an accreditation from elsewhere."""
    with clock.at(_moment(on)):
        everything = list(School.Phase.values)
        accredit.bring(person=account(name), by=account(OFFICER), on=on, what=LIST, phases=everything)


def _moment(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(16)))
