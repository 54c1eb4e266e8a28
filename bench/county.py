"""A county of 250 schools with five years of Task Groups, written in bulk: 1,250 meetings, 100,000 events.

The rows are of the shape the application writes (judgements superseding one another, records frozen), spread over
five years, so that a page whose cost grows with the years kept shows it.
"""

import random
import uuid
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from taskgroups.evaluation.models import Evidence, EvidenceUse, Judgement
from taskgroups.frameworks.pack import Pack
from taskgroups.frameworks.shelf import pack_on
from taskgroups.improvement.models import Action, ImprovementIssue
from taskgroups.meetings.models import AgendaItem, Event, Record, Seat, TaskGroup
from taskgroups.people.models import Person
from taskgroups.schools.models import Authority, Consortium, ConsortiumSchool, Role, School

SCHOOLS, YEARS, EVENTS = 250, 5, 80
BATCH = 2000


@dataclass
class County:
    """Who to sign in as, and whose pages to open."""

    head: Person
    chair: Person
    lead: Person
    officer: Person
    school: School
    coming: TaskGroup
    held: TaskGroup


def build(years: int = YEARS, schools: int = SCHOOLS) -> County:
    """Write the county and return the people and places to measure with."""
    dice = random.Random(7)
    authority = Authority.objects.create(code="970", name="Bench County")
    made = _schools(authority, schools)
    people = _people(made, authority)
    groups = _groups(made, people, years, dice)
    _events(groups, people, dice)
    _judgements(made, groups, people, years)
    _evidence(made, people, dice)
    _actions(made, groups, people)
    coming = _coming(made[0], people)
    host = made[0]
    held = [g for g in groups if g.school_id == host.pk][-1]
    return County(
        head=people[host.pk],
        chair=people[made[1].pk],
        lead=Person.objects.get(email="lead@bench.example"),
        officer=Person.objects.get(email="officer@bench.example"),
        school=host,
        coming=coming,
        held=held,
    )


def _schools(authority: Authority, number: int) -> list[School]:
    rows = [
        School(
            urn=970001 + n, name=f"School {n:03} of Bench County", authority=authority, phase="primary", status="Open",
            low_age=4, high_age=11, town=f"Town {n % 40}", postcode=f"ZB{n % 20} 1AA", pupils=200 + n,
            easting=400000 + n % 16 * 2800, northing=300000 + n // 16 * 2800,
            search_text=f"school {n:03} of bench county town {n % 40} {970001 + n}",
        )
        for n in range(number)
    ]  # fmt: skip
    School.objects.bulk_create(rows, BATCH)
    consortia = [
        Consortium(name=f"Consortium {n}", slug=f"consortium-{n}", authority=authority)
        for n in range((number + 15) // 16)
    ]
    Consortium.objects.bulk_create(consortia)
    ConsortiumSchool.objects.bulk_create(
        [
            ConsortiumSchool(consortium=consortia[n // 16], school=school, joined_on=date(2020, 9, 1))
            for n, school in enumerate(rows)
        ],
        BATCH,
    )
    return rows


def _people(schools: list[School], authority: Authority) -> dict[int, Person]:
    """A head and a deputy a school; every head chairs; the first consortium has a lead, the county an officer."""
    since = date(2020, 9, 1)
    heads = [Person(email=f"head{s.urn}@bench.example", name=f"Head {s.urn}", password="!") for s in schools]
    deputies = [Person(email=f"deputy{s.urn}@bench.example", name=f"Deputy {s.urn}", password="!") for s in schools]
    lead = Person(email="lead@bench.example", name="Lead", password="!")
    officer = Person(email="officer@bench.example", name="Officer", password="!")
    Person.objects.bulk_create([*heads, *deputies, lead, officer], BATCH)
    consortium_of = dict(ConsortiumSchool.objects.values_list("school_id", "consortium_id"))
    roles = [Role(person=lead, kind="lead", consortium_id=consortium_of[schools[0].pk], starts=since)]
    roles.append(Role(person=officer, kind="officer", authority=authority, starts=since))
    for school, head, deputy in zip(schools, heads, deputies, strict=True):
        roles.append(Role(person=head, kind="head", school=school, starts=since))
        roles.append(Role(person=head, kind="chair", consortium_id=consortium_of[school.pk], starts=since))
        roles.append(Role(person=deputy, kind="leader", school=school, title="Deputy head", starts=since))
    Role.objects.bulk_create(roles, BATCH)
    return {school.pk: head for school, head in zip(schools, heads, strict=True)}


def _moment(years_ago: float) -> datetime:
    return timezone.now() - timedelta(days=365 * years_ago + 7)


def _groups(schools: list[School], people: dict[int, Person], years: int, dice: random.Random) -> list[TaskGroup]:
    consortium_of = dict(ConsortiumSchool.objects.values_list("school_id", "consortium_id"))
    groups = []
    for school in schools:
        for year in range(years, 0, -1):
            starts = _moment(year - 0.9 + dice.random() * 0.5)
            groups.append(
                TaskGroup(
                    school=school, consortium_id=consortium_of[school.pk], pack=pack_on(starts.date()).slug,
                    number=years - year + 1, starts_at=starts, ends_at=starts + timedelta(minutes=140),
                    place="The library", state="closed", planned_by=people[school.pk], planned_at=starts,
                    invited_at=starts, prepared_at=starts - timedelta(days=6), opened_at=starts,
                    closed_at=starts + timedelta(minutes=130), last_number=EVENTS,
                )
            )  # fmt: skip
    TaskGroup.objects.bulk_create(groups, BATCH)
    _fittings(groups, schools, people)
    frozen = {"title": "Record", "language": "en-GB", "subtitle": "", "meta": [], "blocks": [], "footer": ""}
    Record.objects.bulk_create(
        [
            Record(task_group=g, state="agreed", locked_at=g.closed_at, sent_at=g.closed_at, document=None)
            for g in groups
        ],
        BATCH,
    )
    _ = frozen
    return groups


def _fittings(groups: list[TaskGroup], schools: list[School], people: dict[int, Person]) -> None:
    """Agenda and seats of every Task Group: host head, a chair, a clerk's place left empty, two members."""
    place = {school.pk: n for n, school in enumerate(schools)}
    items, seats = [], []
    for group in groups:
        items += _agenda(group)
        here = place[group.school_id]
        first = here // 16 * 16
        near = [schools[first + (here - first + k) % min(16, len(schools) - first)] for k in (0, 1, 2, 3)]
        parts = ("host", "chair", "member", "member")
        seen: set[int] = set()
        for school, part in zip(near, parts, strict=True):
            person = people[school.pk]
            if person.pk in seen:
                continue
            seen.add(person.pk)
            seats.append(
                Seat(task_group=group, person=person, part=part, reply="yes", invited_at=group.invited_at,
                     protocols_accepted_at=group.invited_at)
            )  # fmt: skip
    AgendaItem.objects.bulk_create(items, BATCH)
    Seat.objects.bulk_create(seats, BATCH)


def _agenda(group: TaskGroup) -> list[AgendaItem]:
    from taskgroups.frameworks.shelf import pack as pack_of

    pack = pack_of(group.pack)
    assert pack is not None
    return [
        AgendaItem(task_group=group, position=n, kind=i.kind, area=i.area, title=i.title, reason=i.reason,
                   minutes=i.minutes)
        for n, i in enumerate(pack.agenda)
    ]  # fmt: skip


def _events(groups: list[TaskGroup], people: dict[int, Person], dice: random.Random) -> None:
    kinds = ("question", "answer", "evidence", "question", "answer")
    agenda: dict[int, list[AgendaItem]] = {}
    for item in AgendaItem.objects.all():
        agenda.setdefault(item.task_group_id, []).append(item)
    rows = []
    for group in groups:
        items, by = agenda[group.pk], people[group.school_id]
        for n in range(1, EVENTS + 1):
            kind = "opened" if n == 1 else "closed" if n == EVENTS else "item" if n % 6 == 2 else kinds[n % 5]
            payload = {"slug": "", "kind": "open", "own": True} if kind == "question" else {}
            rows.append(
                Event(task_group=group, number=n, kind=kind, item=items[n * len(items) // (EVENTS + 1)], by=by,
                      at=group.starts_at + timedelta(seconds=n * 95), key=uuid.UUID(int=dice.getrandbits(128)),
                      text="What did the group hear, and what would show it to a stranger?", payload=payload)
            )  # fmt: skip
        if len(rows) >= 10 * BATCH:
            Event.objects.bulk_create(rows, BATCH)
            rows = []
    Event.objects.bulk_create(rows, BATCH)


def _judgements(schools: list[School], groups: list[TaskGroup], people: dict[int, Person], years: int) -> None:
    """Every year every area and descriptor judged anew; each supersedes the one before under the same framework."""
    packs = {g.pack: g.pack for g in groups} | {pack_on(timezone.localdate()).slug: ""}
    for slug in packs:
        _judged_under(_pack(slug), schools, people, years)


def _pack(slug: str) -> Pack:
    from taskgroups.frameworks.shelf import pack as pack_of

    found = pack_of(slug)
    assert found is not None
    return found


def _judged_under(pack: Pack, schools: list[School], people: dict[int, Person], years: int) -> None:
    rows: list[Judgement] = []
    versions = max(2, years // 2)
    for school in schools:
        for area in pack.areas:
            for descriptor in ("", *(d.slug for d in area.descriptors)):
                value = (area.scale[0].slug if not descriptor else "met") or ""
                for version in range(versions, 0, -1):
                    made = _moment(version * 0.3)
                    ended = None if version == 1 else _moment((version - 1) * 0.3)
                    rows.append(
                        Judgement(school=school, pack=pack.slug, area=area.slug, descriptor=descriptor, value=value,
                                  why="", by=people[school.pk], made_at=made, superseded_at=ended)
                    )  # fmt: skip
        if len(rows) >= 10 * BATCH:
            Judgement.objects.bulk_create(rows, BATCH)
            rows = []
    Judgement.objects.bulk_create(rows, BATCH)


def _evidence(schools: list[School], people: dict[int, Person], dice: random.Random) -> None:
    pack, now = pack_on(timezone.localdate()), timezone.now()
    items = [
        Evidence(school=s, title=f"Evidence {n}", kind="data", dated=(now - timedelta(days=n * 9)).date(),
                 added_by=people[s.pk], added_at=now - timedelta(days=n * 9))
        for s in schools
        for n in range(40)
    ]  # fmt: skip
    Evidence.objects.bulk_create(items, BATCH)
    uses = []
    for item in items:
        area = dice.choice(pack.areas)
        for descriptor in area.descriptors[:3]:
            uses.append(
                EvidenceUse(evidence=item, pack=pack.slug, area=area.slug, descriptor=descriptor.slug, linked_at=now)
            )
    EvidenceUse.objects.bulk_create(uses, BATCH)


def _actions(schools: list[School], groups: list[TaskGroup], people: dict[int, Person]) -> None:
    issues = [
        ImprovementIssue(
            school=s, title=f"Issue {n}", source="school", raised_on=date(2024, 9, 1), added_by=people[s.pk]
        )
        for s in schools
        for n in range(3)
    ]
    ImprovementIssue.objects.bulk_create(issues, BATCH)
    of_school: dict[int, list[ImprovementIssue]] = {}
    for issue in issues:
        of_school.setdefault(issue.school_id, []).append(issue)
    rows = []
    for group in groups:
        owner = people[group.school_id]
        for n in range(6):
            done = (timezone.now() - group.starts_at).days > 120 or n % 3 == 0
            due = (group.starts_at + timedelta(days=30 + n * 9)).date()
            rows.append(
                Action(school_id=group.school_id, what=f"Moderate the work of group {n}", owner=owner,
                       owner_role="Head", due=due, proof="Moderated samples", pack=group.pack, set_in=group.public_id,
                       issue=of_school[group.school_id][n % 3], set_by=owner, set_at=group.starts_at,
                       status="done" if done else "under_way", done_on=due if done else None)
            )  # fmt: skip
    Action.objects.bulk_create(rows, BATCH)


def _coming(school: School, people: dict[int, Person]) -> TaskGroup:
    """One Task Group under way now, prepared, with forty events so far."""
    last = TaskGroup.objects.filter(school=school).order_by("-number").first()
    assert last is not None
    now = timezone.now()
    group = TaskGroup.objects.create(
        school=school, consortium=last.consortium, pack=pack_on(timezone.localdate()).slug, number=last.number + 1,
        starts_at=now - timedelta(minutes=40), ends_at=now + timedelta(minutes=100), place="The library", state="open",
        planned_by=people[school.pk], planned_at=now - timedelta(days=30), invited_at=now - timedelta(days=30),
        prepared_at=now - timedelta(days=3), opened_at=now - timedelta(minutes=40), last_number=40,
    )  # fmt: skip
    schools = list(School.objects.order_by("urn")[:16])
    _fittings([group], schools, people)
    items = list(group.agenda.all())
    rows = []
    for n in range(1, 41):
        kind = "opened" if n == 1 else "item" if n % 13 == 2 else ("question", "answer")[n % 2]
        rows.append(
            Event(task_group=group, number=n, kind=kind, item=items[min(n // 13 + 3, len(items) - 1)],
                  by=people[school.pk], at=now - timedelta(minutes=40 - n), text="What would a stranger see?",
                  payload={"slug": "", "kind": "open", "own": True} if kind == "question" else {})
        )  # fmt: skip
    Event.objects.bulk_create(rows)
    group.current_item = items[6]
    group.save(update_fields=["current_item"])
    return group
