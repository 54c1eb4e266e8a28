"""The plan of a round as a spreadsheet: placings go out; those that come in are kept when it is planned again."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import QuerySet
from django.utils import timezone

from taskgroups.kit.access.refused import Refused
from taskgroups.kit.design.lists import whole
from taskgroups.kit.files.table import Row
from taskgroups.kit.paper.sheet import Value
from taskgroups.participation.sheets.side_by_side import EMAIL, PART, URN, WHEN, Placing, apart
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

HEADINGS = (URN, "Host school", WHEN, PART, "Name", EMAIL)
NEEDED = (URN, PART, EMAIL)
CHAIR, MEMBER = "Chair", "Member"


def plan_sheet(round: Round, lead: Person) -> Sheet:
    """The sheet of a round's plan; a row that comes in keeps one placing, and the half-day it names."""
    people = {one.person.email.lower(): one for one in round.participants.select_related("person")}
    hosts = {one.school.urn: one.school for one in round.hosts.select_related("school")}
    file = f"plan-{round.consortium.slug}-{round.number}"
    read: list[Known] = []

    def held() -> None:
        read[:] = [Known(round, lead, people, hosts, Rules(asked_of(hold(round)), []))]

    def apply(row: Row, over: str) -> bool:
        return _keep(row, read[0])

    def together(rows: Sequence[Row]) -> Mapping[int, Refused]:
        return apart(round, [(row.number, _read(row, read[0])) for row in rows], read[0].rules)

    rows = list(_published(round, lead) if round.published_at else _planned(round))
    return Sheet("Plan", file, NEEDED, HEADINGS, rows, apply, _same, together, held)


@dataclass
class Known:
    """A round as its rows are taken in: who is in it, who hosts, and its rules."""

    round: Round
    lead: Person
    people: dict[str, Participant]
    hosts: dict[int, School]
    rules: Rules

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
    found = _read(row, known)
    one, school, chairs = found.participant, found.school, found.chairs
    _refuse_by_rule(known, found)
    new_day = found.half_day is not None and keep_half_day(
        round=known.round, by=known.lead, urn=school.urn, half_day=found.half_day
    )
    kept = Fix.objects.filter(round=known.round, school=school)
    there = kept.filter(person=one.person)
    if there.filter(kind=Fix.Kind.KEEP, chairs=chairs, tried_in=None).exists():
        return new_day
    there.delete()
    instead = _let_go_of_chair(kept) if chairs else {}
    Fix.objects.create(round=known.round, person=one.person, school=school, kind=Fix.Kind.KEEP, chairs=chairs)
    verb = "kept a placing from a spreadsheet"
    note(known.round, known.lead, verb, name=one.person.name, school=school.name, **instead)
    return True


def _let_go_of_chair(kept: QuerySet[Fix]) -> dict[str, str]:
    """Let go of the chair kept at a school, since one is enough; what the trail says of it, nothing where none was."""
    chairs = kept.filter(kind=Fix.Kind.KEEP, chairs=True)
    names = list(chairs.values_list("person__name", flat=True))
    chairs.delete()
    return {"instead_of": ", ".join(names)} if names else {}


def _read(row: Row, known: Known) -> Placing:
    """The placing a row names. Raises Refused where a cell names nothing in this round."""
    school, one = known.hosts.get(whole(row[URN]) or 0), known.people.get(row[EMAIL].lower())
    if school is None:
        raise Refused(f"No school with the URN ‘{row[URN][:20]}’ hosts in this round. See Who hosts.", URN)
    if one is None:
        raise Refused(f"Nobody in this round has the address ‘{row[EMAIL][:60]}’. See People.", EMAIL)
    if row[PART].lower() not in (CHAIR.lower(), MEMBER.lower()):
        raise Refused(f"‘{row[PART][:40]}’ is no part. Enter {CHAIR} or {MEMBER}.", PART)
    return Placing(one, school, _half_day(row, known), row[PART].lower() == CHAIR.lower())


def _half_day(row: Row, known: Known) -> HalfDay | None:
    """The half-day a row names, None for none. Raises Refused where it is none."""
    if not row[WHEN]:
        return None
    found = known.half_days.get(row[WHEN].lower())
    if found is None:
        raise Refused(
            f"‘{row[WHEN][:60]}’ is no half-day of this round to come. Enter one as the sheet writes it.", WHEN
        )
    return found


def _refuse_by_rule(known: Known, found: Placing) -> None:
    one, school, slot = found.participant, found.school, found.half_day.slot if found.half_day else ""
    key = str(one.person_id)
    place = Place(key, school.urn, slot, found.chairs)
    why = known.rules.why_not(place) if key in known.rules.people else "no longer takes part"
    if why:
        raise Refused(f"{one.person.name} {why}: {school.name}. Choose somebody else.", EMAIL)
    if slot and (away := known.hosts_away(school.urn, slot)):
        raise Refused(f"The head of {school.name} cannot come then: {away}. Choose another half-day.", WHEN)
