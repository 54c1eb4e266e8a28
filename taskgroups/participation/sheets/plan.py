"""The plan of a round as a spreadsheet: placings go out; those that come in are kept when it is planned again."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from django.utils import timezone

from taskgroups.kit.access.refused import Refused
from taskgroups.kit.design.lists import whole
from taskgroups.kit.files.table import Row
from taskgroups.kit.paper.sheet import Value
from taskgroups.participation.sheets.taking_in import Sheet
from taskgroups.people.models import Person
from taskgroups.rounds.domain.make import hold, note
from taskgroups.rounds.domain.solve import keep_half_day
from taskgroups.rounds.half_days import words_of
from taskgroups.rounds.models import Fix, HalfDay, Participant, Round
from taskgroups.rounds.queries import groups_now
from taskgroups.rounds.solving.asking import asked_of
from taskgroups.rounds.solving.rules import Place, Rules, places_of
from taskgroups.schools.models import School

URN, SCHOOL, WHEN, PART, NAME, EMAIL = HEADINGS = ("Host URN", "Host school", "Half-day", "Part", "Name", "E-mail")
NEEDED = (URN, PART, EMAIL)
CHAIR, MEMBER = "Chair", "Member"


def plan_sheet(round: Round, lead: Person) -> Sheet:
    """The sheet of a round's plan; a row that comes in keeps one placing, and the half-day it names."""
    people = {one.person.email.lower(): one for one in round.participants.select_related("person")}
    hosts = {one.school.urn: one.school for one in round.hosts.select_related("school")}
    file = f"plan-{round.consortium.slug}-{round.number}"
    known: list[Known] = []

    def apply(row: Row, over: str) -> bool:
        known[:] = known or [Known(round, lead, people, hosts, Rules(asked_of(hold(round)), []))]
        return _keep(row, known[0])

    rows = list(_published(round, lead) if round.published_at else _planned(round))
    return Sheet("Plan", file, NEEDED, HEADINGS, rows, apply, _same)


@dataclass
class Known:
    """A round as its rows are taken in: who is in it, its rules, and the half-days that rows before have named."""

    round: Round
    lead: Person
    people: dict[str, Participant]
    hosts: dict[int, School]
    rules: Rules
    days: dict[int, tuple[int, HalfDay]] = field(default_factory=dict)

    @cached_property
    def half_days(self) -> dict[str, HalfDay]:
        """The half-days to come, by what the sheet calls them, and by the date with am or pm."""
        coming = [one for one in self.round.half_days.all() if one.day > timezone.localdate()]
        return {called.lower(): one for one in coming for called in (str(one), one.slot)}

    def hosts_away(self, urn: int, slot: str) -> str:
        """The name of somebody who leads the school and said no to the half-day, or ''."""
        for one in self.people.values():
            key = str(one.person_id)
            if key in self.rules.people and urn in self.rules.leads(key) and self.rules.is_away(key, slot):
                return one.person.name
        return ""

    def sits_then(self, one: Participant, school: School, half_day: HalfDay) -> str:
        """The name of another school at which somebody is kept on that half-day, or ''."""
        kept = Fix.objects.filter(round=self.round, person=one.person, kind=Fix.Kind.KEEP).exclude(school=school)
        there = kept.filter(school__in=self.round.hosts.filter(half_day=half_day).values("school"))
        found = there.select_related("school").first()
        return found.school.name if found else ""


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


def _keep(row: Row, known: Known) -> bool:
    """Keep the placing a row names, and its half-day; False where both are kept already. Raises Refused by a rule."""
    school, one = known.hosts.get(whole(row[URN]) or 0), known.people.get(row[EMAIL].lower())
    if school is None:
        raise Refused(f"No school with the URN ‘{row[URN][:20]}’ hosts in this round. See Who hosts.", URN)
    if one is None:
        raise Refused(f"Nobody in this round has the address ‘{row[EMAIL][:60]}’. See People.", EMAIL)
    if row[PART].lower() not in (CHAIR.lower(), MEMBER.lower()):
        raise Refused(f"‘{row[PART][:40]}’ is no part. Enter {CHAIR} or {MEMBER}.", PART)
    half_day = _half_day(row, known, school)
    chairs = row[PART].lower() == CHAIR.lower()
    _refuse_by_rule(known, one, school, half_day, chairs)
    new_day = half_day is not None and keep_half_day(
        round=known.round, by=known.lead, urn=school.urn, half_day=half_day
    )  # fmt: skip
    if half_day:
        known.days[school.urn] = (row.number, half_day)
    there = Fix.objects.filter(round=known.round, person=one.person, school=school)
    if there.filter(kind=Fix.Kind.KEEP, chairs=chairs, tried_in=None).exists():
        return new_day
    there.delete()
    Fix.objects.create(round=known.round, person=one.person, school=school, kind=Fix.Kind.KEEP, chairs=chairs)
    note(known.round, known.lead, "kept a placing from a spreadsheet", name=one.person.name, school=school.name)
    return True


def _half_day(row: Row, known: Known, school: School) -> HalfDay | None:
    """The half-day a row names, None for none. Raises Refused where it is none, or contradicts a row before."""
    if not row[WHEN]:
        return None
    found = known.half_days.get(row[WHEN].lower())
    if found is None:
        raise Refused(
            f"‘{row[WHEN][:60]}’ is no half-day of this round to come. Enter one as the sheet writes it.", WHEN
        )
    before, other = known.days.get(school.urn, (0, found))
    if other != found:
        raise Refused(f"Row {before} says another half-day for {school.name}. A Task Group meets once.", WHEN)
    return found


def _refuse_by_rule(known: Known, one: Participant, school: School, half_day: HalfDay | None, chairs: bool) -> None:
    key, slot = str(one.person_id), half_day.slot if half_day else ""
    place = Place(key, school.urn, slot, chairs)
    why = known.rules.why_not(place) if key in known.rules.people else "no longer takes part"
    if why:
        raise Refused(f"{one.person.name} {why}: {school.name}. Choose somebody else.", EMAIL)
    if half_day is None:
        return
    if away := known.hosts_away(school.urn, slot):
        raise Refused(f"The head of {school.name} cannot come then: {away}. Choose another half-day.", WHEN)
    if where := known.sits_then(one, school, half_day):
        raise Refused(f"{one.person.name} is kept at {where} on that half-day. Choose somebody else.", EMAIL)
