"""The world the cast lives in: Task Groups of school A at every stage, and one of school D, with what hangs on them.

A shares its self-evaluation with its Task Group, its evidence with nobody, its improvement with the consortium and
its agreed records with the authority too. D shares nothing. Each side offers the same words for addresses.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from io import BytesIO
from typing import Any

from django.core.files import File
from django.utils import timezone

from taskgroups.demonstration.models import Loaded
from taskgroups.evaluation.domain.evidence import Facts, Upload, add_evidence
from taskgroups.evaluation.files import Checked
from taskgroups.frameworks import shelf
from taskgroups.improvement.domain.actions import set_action
from taskgroups.improvement.models import Action, ImprovementIssue
from taskgroups.kit.post.models import Letter
from taskgroups.meetings.domain import plan as planning
from taskgroups.meetings.domain import run
from taskgroups.meetings.domain.invite import send_invitations
from taskgroups.meetings.domain.prepare import send_preparation
from taskgroups.meetings.domain.seats import seat as add_seat
from taskgroups.meetings.models import TaskGroup
from taskgroups.people.models import Person
from taskgroups.schools.models import Audience, Consortium, Invitation, School, Sharing, Thing
from tests.cast import Cast, give, person

PACK = shelf.pack_on(timezone.localdate())
AREA = PACK.areas[0]
STAGES = ("planned", "open", "closed")


@dataclass
class Side:
    """One school with its objects. `words` are the parts of addresses, by the name the address gives them."""

    school: School
    consortium: Consortium
    planned: TaskGroup
    open: TaskGroup
    closed: TaskGroup
    words: dict[str, Any] = field(default_factory=dict)

    @property
    def every_word(self) -> dict[str, Any]:
        """The words, and the addresses of its Task Groups by stage."""
        return self.words | {stage: getattr(self, stage).public_id for stage in STAGES}


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
        _side(cast.a, cast.harbour, cast.lead, cast.head_a, seats_a),
        _side(cast.d, cast.moor, elsewhere, cast.stranger, {elsewhere: "chair"}),
    ]
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
    groups = [_group(days, school, consortium, lead, head, seats) for days in (1, 2, 40)]
    chair = next(one for one, part in seats.items() if part == "chair")
    held = _held(groups[0], chair, timezone.now() - timedelta(days=30))
    groups[1].starts_at = timezone.now()
    groups[1].save(update_fields=["starts_at"])
    return Side(
        school=school,
        consortium=consortium,
        planned=groups[2],
        open=run.open_room(by=chair, group=groups[1]),
        closed=held,
        words=_words(school, consortium, head, groups[2], _action(school, head)),
    )


def _group(
    days: int, school: School, consortium: Consortium, lead: Person, head: Person, seats: dict[Person, str]
) -> TaskGroup:
    """A Task Group planned, its people invited, the preparation sent."""
    part = {value: key for key, value in seats.items()}
    starts = timezone.now() + timedelta(days=days)
    wanted = planning.Plan(
        starts_at=starts, ends_at=starts + timedelta(hours=2), place="The library", video_link="", pack=PACK.slug,
        chair=part["chair"], clerk=part.get("clerk"),
    )  # fmt: skip
    group = planning.plan(by=lead, consortium=consortium, school=school, wanted=wanted)
    for person_, role in seats.items():
        if role in ("member", "observer"):
            add_seat(group=group, by=lead, person=person_, part=role)
    send_invitations(group=group, by=lead)
    return send_preparation(group=group, by=head)


def _held(group: TaskGroup, chair: Person, began: datetime) -> TaskGroup:
    """The same, held and closed some time ago."""
    group.starts_at, group.ends_at = began, began + timedelta(hours=2)
    group.save(update_fields=["starts_at", "ends_at"])
    return run.close(by=chair, group=run.enter_from_paper(by=chair, group=group, began=began))


def _action(school: School, head: Person) -> Action:
    issue = ImprovementIssue.objects.create(
        school=school, title="Attendance", source="school", raised_on=timezone.localdate(), added_by=head
    )
    return set_action(
        by=head, school=school, what="Check attendance each Friday", owner=head, issue=issue,
        due=timezone.localdate() + timedelta(days=30), proof="Six weeks of the log",
    )  # fmt: skip


def _words(school: School, consortium: Consortium, head: Person, planned: TaskGroup, action: Action) -> dict[str, Any]:
    """The parts of addresses that belong to this side."""
    log = File(BytesIO(b"Week,Late\n1,4\n"))
    evidence = add_evidence(
        school=school,
        facts=Facts("Attendance log", "data", timezone.localdate()),
        by=head,
        upload=Upload(Checked("log.csv", "text/csv", 14), log),
    )
    invitation = Invitation.objects.create(email=f"new{school.urn}@cast.example", kind="leader", school=school, by=head)
    letter = Letter.objects.create(to=f"head{school.urn}@cast.example", subject="Come", text="Please come.")
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
        "agenda_item": planned.agenda.filter(kind="area")[0].pk,
        "answer": "yes",
        "framework": PACK.slug,
        "kind": "pdf",
        "part": "host",
        "person_id": head.pk,
        "player": "head",
        "reset_person": "1",
        "reset_key": "set-password",
    }
