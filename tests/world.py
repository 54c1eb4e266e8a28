"""The world the cast lives in: Task Groups of school A at every stage, and one of school D, with what hangs on them.

A shares its self-evaluation with its Task Group, its evidence with nobody, its improvement with the consortium and
its agreed records with the authority too. D shares nothing. Each side offers the same words for addresses.
"""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.utils import timezone

from taskgroups.demonstration.models import Loaded
from taskgroups.evaluation.models import Evidence
from taskgroups.frameworks import shelf
from taskgroups.improvement.models import Action, ImprovementIssue
from taskgroups.kit.post.models import Letter
from taskgroups.meetings.domain import run
from taskgroups.meetings.models import AgendaItem, Event, Record, Seat, TaskGroup
from taskgroups.people.models import Person
from taskgroups.schools.models import Audience, Consortium, Invitation, School, Sharing, Thing
from tests.cast import Cast, give, person

PACK = shelf.pack_on(timezone.localdate())
AREA = PACK.areas[0]
State = TaskGroup.State


@dataclass
class Side:
    """One school with its objects. `words` are the parts of addresses, by the name the address gives them."""

    school: School
    consortium: Consortium
    people: dict[Person, str]
    planned: TaskGroup
    open: TaskGroup
    closed: TaskGroup
    words: dict[str, Any] = field(default_factory=dict)


@dataclass
class World:
    """The cast, and the two sides."""

    cast: Cast
    a: Side
    d: Side


def build(cast: Cast) -> World:
    """Return the whole world around a cast."""
    elsewhere = person("Mona Moor")
    give(elsewhere, "lead", consortium=cast.moor)
    give(elsewhere, "chair", consortium=cast.moor)
    seats_a = {cast.head_b: "chair", cast.clerk: "clerk", cast.head_c: "member", cast.observer: "observer"}
    sides = [
        _side(cast.a, cast.harbour, cast.lead, cast.head_a, seats_a | {cast.head_a: "host"}),
        _side(cast.d, cast.moor, elsewhere, cast.stranger, {elsewhere: "chair", cast.stranger: "host"}),
    ]
    for one in Person.objects.all():
        TOTP.activate(one, generate_totp_secret())
        RecoveryCodes.activate(one)
    Loaded.objects.create()
    shared = {
        Thing.EVALUATION: Audience.GROUP,
        Thing.IMPROVEMENT: Audience.CONSORTIUM,
        Thing.RECORD: Audience.AUTHORITY,
    }
    for thing, audience in shared.items():
        Sharing.objects.create(school=cast.a, thing=thing, audience=audience)
    return World(cast, *sides)


def _side(school: School, consortium: Consortium, lead: Person, head: Person, seats: dict[Person, str]) -> Side:
    now = timezone.now()
    groups = [
        _group(number, school, consortium, lead, seats, now + timedelta(days=days))
        for number, days in ((1, -30), (2, 0), (3, 40))
    ]
    chair = next(one for one, part in seats.items() if part == "chair")
    action = _action(school, head)
    closed, under_way, planned = groups
    run.open_room(by=chair, group=closed, another_day=True)
    closed = run.close(by=chair, group=closed)
    under_way = run.open_room(by=chair, group=under_way)
    return Side(
        school=school,
        consortium=consortium,
        people=seats,
        planned=planned,
        open=under_way,
        closed=closed,
        words=_words(school, consortium, head, groups, action),
    )


def _group(
    number: int, school: School, consortium: Consortium, lead: Person, seats: dict[Person, str], starts_at: Any
) -> TaskGroup:
    group = TaskGroup.objects.create(
        school=school, consortium=consortium, pack=PACK.slug, number=number, starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=2), place="The library", planned_by=lead,
        planned_at=starts_at - timedelta(days=60), invited_at=starts_at - timedelta(days=50),
        prepared_at=starts_at - timedelta(days=45),
    )  # fmt: skip
    items = (("opening", "", "Welcome"), ("area", AREA.slug, AREA.name), ("close", "", "Close"))
    for position, (kind, area, title) in enumerate(items):
        AgendaItem.objects.create(
            task_group=group, position=position, kind=kind, area=area, title=title, minutes=20, reason="It comes first."
        )
    for one, part in seats.items():
        Seat.objects.create(task_group=group, person=one, part=part, invited_at=group.invited_at)
    return group


def _action(school: School, head: Person) -> Action:
    now = timezone.now()
    issue = ImprovementIssue.objects.create(
        school=school, title="Attendance", source="school", raised_on=now.date(), added_by=head
    )
    return Action.objects.create(
        school=school, what="Check attendance each Friday", owner=head, owner_role="Head", issue=issue,
        due=timezone.localdate() + timedelta(days=30), proof="Six weeks of the log", set_by=head, set_at=now,
    )  # fmt: skip


def _words(
    school: School, consortium: Consortium, head: Person, groups: list[TaskGroup], action: Action
) -> dict[str, Any]:
    """The parts of addresses that belong to this side."""
    evidence = Evidence.objects.create(
        school=school, title="Attendance log", kind="data", dated=timezone.localdate(), added_by=head,
        added_at=timezone.now(), where="https://files.example/log",
    )  # fmt: skip
    invitation = Invitation.objects.create(email=f"new{school.urn}@cast.example", kind="leader", school=school, by=head)
    letter = Letter.objects.create(to=f"head{school.urn}@cast.example", subject="Come", text="Please come.")
    planned = groups[2]
    return {
        "urn": school.urn,
        "slug": consortium.slug,
        "code": school.authority.code if school.authority else "",
        "area": AREA.slug,
        "descriptor": AREA.descriptors[0].slug,
        "item": evidence.public_id,
        "action": action.public_id,
        "action_id": action.public_id,
        "issue": action.issue.public_id if action.issue else "",
        "issue_id": action.issue.public_id if action.issue else "",
        "invitation": invitation.token,
        "letter_id": letter.pk,
        "reply": planned.seats.get(person=head).reply_token,
        "seat": planned.seats.get(person=head).pk,
        "agenda_item": planned.agenda.get(kind="area").pk,
        "framework": PACK.slug,
        "kind": "pdf",
        "part": "host",
        "person_id": head.pk,
        "player": "head",
        "reset_person": "1",
        "reset_key": "set-password",
    }


__all__ = ["AREA", "PACK", "Event", "Record", "Side", "World", "build"]
