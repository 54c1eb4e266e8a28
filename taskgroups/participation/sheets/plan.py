"""The plan of a round as a spreadsheet: placings go out; those that come in are kept when it is planned again."""

from collections.abc import Iterator

from taskgroups.kit.access.refused import Refused
from taskgroups.kit.design.lists import whole
from taskgroups.kit.files.table import Row
from taskgroups.kit.paper.sheet import Value
from taskgroups.participation.sheets.taking_in import Sheet
from taskgroups.people.models import Person
from taskgroups.rounds.domain.make import hold, note
from taskgroups.rounds.half_days import words_of
from taskgroups.rounds.models import Fix, Participant, Round
from taskgroups.rounds.queries import groups_now
from taskgroups.rounds.solving.asking import asked_of
from taskgroups.rounds.solving.rules import Place, Rules, places_of
from taskgroups.schools.models import School

URN, SCHOOL, WHEN, PART, NAME, EMAIL = HEADINGS = ("Host URN", "Host school", "Half-day", "Part", "Name", "E-mail")
NEEDED = (URN, PART, EMAIL)
CHAIR, MEMBER = "Chair", "Member"


def plan_sheet(round: Round, lead: Person) -> Sheet:
    """The sheet of a round's plan; a row that comes in keeps one placing, the half-days are worked out."""
    people = {one.person.email.lower(): one for one in round.participants.select_related("person")}
    hosts = {one.school.urn: one.school for one in round.hosts.select_related("school")}
    file = f"plan-{round.consortium.slug}-{round.number}"
    rules: list[Rules] = []

    def apply(row: Row) -> bool:
        rules[:] = rules or [Rules(asked_of(hold(round)), [])]
        return _keep(row, round, lead, people, hosts, rules[0])

    rows = list(_published(round, lead) if round.published_at else _planned(round))
    return Sheet("Plan", file, NEEDED, HEADINGS, rows, apply, _same)


def _same(row: Row) -> tuple[str, str]:
    """Nobody sits twice in one Task Group, and one chair is enough."""
    return row[URN], CHAIR.lower() if row[PART].lower() == CHAIR.lower() else row[EMAIL].lower()


def _planned(round: Round) -> Iterator[list[Value]]:
    """The placings of the round's plan, by half-day and school."""
    if round.current is None:
        return
    groups = sorted(round.current.plan["groups"], key=lambda one: (one["slot"], one["urn"]))
    names = dict(School.objects.filter(urn__in=[one["urn"] for one in groups]).values_list("urn", "name"))
    people = Person.objects.in_bulk([int(place.person) for place in places_of(groups)])
    for place in places_of(groups):
        one = people[int(place.person)]
        part = CHAIR if place.chairs else MEMBER
        yield [place.urn, names[place.urn], words_of(place.slot), part, one.name, one.email]


def _published(round: Round, lead: Person) -> Iterator[list[Value]]:
    """The seats of the round's Task Groups as they are now."""
    for group in groups_now(round, lead):
        for seat in group:
            school, starts = seat.task_group.school, seat.task_group.starts_at
            yield [school.urn, school.name, starts, seat.get_part_display(), seat.person.name, seat.person.email]


def _keep(
    row: Row, round: Round, lead: Person, people: dict[str, Participant], hosts: dict[int, School], rules: Rules
) -> bool:
    """Keep the placing a row names; False where it is kept already. Raises Refused where a rule forbids it."""
    school, one = hosts.get(whole(row[URN]) or 0), people.get(row[EMAIL].lower())
    if school is None:
        raise Refused(f"No school with the URN ‘{row[URN][:20]}’ hosts in this round. See Who hosts.", URN)
    if one is None:
        raise Refused(f"Nobody in this round has the address ‘{row[EMAIL][:60]}’. See People.", EMAIL)
    if row[PART].lower() not in (CHAIR.lower(), MEMBER.lower()):
        raise Refused(f"‘{row[PART][:40]}’ is no part. Enter {CHAIR} or {MEMBER}.", PART)
    chairs = row[PART].lower() == CHAIR.lower()
    key = str(one.person_id)
    why = rules.why_not(Place(key, school.urn, "", chairs)) if key in rules.people else "no longer takes part"
    if why:
        raise Refused(f"{one.person.name} {why}: {school.name}. Choose somebody else.", EMAIL)
    there = Fix.objects.filter(round=round, person=one.person, school=school)
    if there.filter(kind=Fix.Kind.KEEP, chairs=chairs, tried_in=None).exists():
        return False
    there.delete()
    Fix.objects.create(round=round, person=one.person, school=school, kind=Fix.Kind.KEEP, chairs=chairs)
    note(round, lead, "kept a placing from a spreadsheet", name=one.person.name, school=school.name)
    return True
