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

from taskgroups.assurance.domain.link import make_link
from taskgroups.assurance.domain.release import as_chosen, choose, mark_of, release
from taskgroups.assurance.models import Archive, Link
from taskgroups.assurance.statement.facts import Chosen
from taskgroups.demonstration.models import Loaded
from taskgroups.evaluation.domain.evidence import Facts, add_evidence, change_evidence
from taskgroups.evaluation.models import Evidence, Judgement
from taskgroups.frameworks import shelf
from taskgroups.imports.models import Import
from taskgroups.improvement.domain.actions import set_action
from taskgroups.improvement.models import Action, ImprovementIssue
from taskgroups.kit.files.kinds import Checked
from taskgroups.kit.files.received import Upload
from taskgroups.kit.post.models import Letter
from taskgroups.meetings.domain import capture, record, run
from taskgroups.meetings.domain import plan as planning
from taskgroups.meetings.domain.invite import send_invitations
from taskgroups.meetings.domain.prepare import send_preparation
from taskgroups.meetings.domain.seats import seat as add_seat
from taskgroups.meetings.models import Remark, TaskGroup
from taskgroups.outcomes.domain.sets import make_set
from taskgroups.people.models import Person
from taskgroups.practice.models import Kept, Share, Transcript
from taskgroups.schools.models import Audience, Consortium, Invitation, Role, School, Sharing, Thing, Trust
from taskgroups.schools.models import Link as Lineage
from taskgroups.schools.queries.circle import staff_of
from tests.again import again
from tests.bulletin import a_bulletin
from tests.cast import Cast, give, person
from tests.cast import school as a_school
from tests.chairs import commissioned, on_the_way
from tests.rounds import some_rounds
from tests.training import a_programme

PACK = shelf.pack_on(timezone.localdate())
AREA = PACK.areas[0]
STAGES = ("planned", "open", "closed", "disputed", "agreed")


@dataclass
class Side:
    """One school with its objects. `words` are the parts of addresses, by the name the address gives them."""

    school: School
    consortium: Consortium
    planned: TaskGroup
    open: TaskGroup
    closed: TaskGroup
    disputed: TaskGroup
    agreed: TaskGroup
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


@again(reads=True)
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
    bulletin = a_bulletin(cast)
    for side in sides:
        side.words |= bulletin
    shared = {
        Thing.EVALUATION: Audience.GROUP,
        Thing.IMPROVEMENT: Audience.CONSORTIUM,
        Thing.RECORD: Audience.AUTHORITY,
    }
    for thing, audience in shared.items():
        Sharing.objects.create(school=cast.a, thing=thing, audience=audience)
    return World(cast, *sides)


def _side(school: School, consortium: Consortium, lead: Person, head: Person, seats: dict[Person, str]) -> Side:
    groups = [_group(days, school, consortium, lead, head, seats) for days in (1, 2, 3, 4, 40)]
    chair = next(one for one, part in seats.items() if part == "chair")
    closed, disputed, agreed = (
        _held(group, chair, timezone.now() - timedelta(days=days))
        for group, days in zip(groups, (30, 60, 90), strict=False)
    )
    remark = _disputed(disputed, chair, head)
    record.mark_accurate(by=head, record=record.send_to_head(by=chair, record=agreed.record))
    groups[3].starts_at = timezone.now()
    groups[3].save(update_fields=["starts_at"])
    under_way = run.open_room(by=chair, group=groups[3])
    asked = capture.ask(capture.Stamp(chair, under_way, under_way.current_item), text="What shows that?")
    _kept(closed, chair)
    words = _words(school, consortium, head, groups[4]) | _statement(school, head, agreed) | some_rounds(consortium, lead, groups[4]) | {
        **a_programme(consortium, lead, head, chair),
        "remark": remark.pk, "event": asked.number, "clause": f"log-{asked.number}-0",
        "closed_urn": _closed(school).urn,
        "share": _shared(chair, lead if lead != chair else head).pk, "exchange": "reading-dip",
    }  # fmt: skip
    words |= commissioned(school, chair, lead)
    words |= on_the_way(next((one for one, part in seats.items() if part == "observer"), head), chair, lead)
    return Side(school, consortium, groups[4], under_way, closed, disputed, agreed, words)


def _statement(school: School, head: Person, group: TaskGroup) -> dict[str, Any]:
    """A statement released, a newer one chosen, and a link to what is released."""
    for _ in range(2):
        chosen = Chosen({group.public_id: ["who", "tested", "changed"]})
        draft = choose(by=head, school=school, chosen=chosen, words="We ask to be asked.")
        if not Link.objects.filter(school=school).exists():
            release(by=head, school=school, seen=mark_of(as_chosen(draft)))
            until = timezone.localdate() + timedelta(days=30)
            link = make_link(by=head, school=school, whom="Lead inspector", until=until)
    return {"link": link.pk, "statement": link.token}


def _closed(after: School) -> School:
    """A school that closed, which this side's school followed; nobody has said who has its work."""
    gone = a_school(after.urn + 900, f"Old {after.name}", after.authority, open=False, status="Closed")  # type: ignore[arg-type]
    Lineage.objects.create(urn=gone.urn, linked_urn=after.urn, kind="Successor")
    return gone


def _shared(chair: Person, mentor: Person) -> Share:
    return Share.objects.create(owner=chair, mentor=mentor, until=timezone.localdate() + timedelta(days=30))


def _kept(group: TaskGroup, chair: Person) -> None:
    """The chair keeps the transcript of a Task Group on purpose."""
    coded = Transcript.objects.create(person=chair, task_group=group, words=1, all_words=2)
    until = timezone.localdate() + timedelta(days=30)
    Kept.objects.create(transcript=coded, reason="To read it again", until=until, turns=[["Ben", 0, "Why?"]])


def _disputed(group: TaskGroup, clerk: Person, head: Person) -> Remark:
    """The head says that something in the record is not accurate; nobody has answered."""
    sent = record.send_to_head(by=clerk, record=group.record)
    record.say_not_accurate(by=head, record=sent, remarks={"": "We said it otherwise."})
    return sent.remarks.get()


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
    """The same, held and closed some time ago, with one question asked."""
    group.starts_at, group.ends_at = began, began + timedelta(hours=2)
    group.save(update_fields=["starts_at", "ends_at"])
    group = run.enter_from_paper(by=chair, group=group, began=began)
    item = group.agenda.filter(kind="area")[0]
    group = run.move(by=chair, group=group, item=item, at=began + timedelta(minutes=20))
    stamp = capture.Stamp(chair, group, item, at=began + timedelta(minutes=30))
    capture.ask(stamp, text="What shows that?")
    return run.close(by=chair, group=group)


def _action(school: School, head: Person) -> Action:
    owner = staff_of(school)[-1].person
    issue = ImprovementIssue.objects.create(
        school=school, title="Attendance", source="school", raised_on=timezone.localdate(), added_by=head
    )
    return set_action(
        by=head, school=school, what="Check attendance each Friday", owner=owner, issue=issue,
        due=timezone.localdate() + timedelta(days=30), proof="Six weeks of the log",
    )  # fmt: skip


def _archive(school: School, head: Person) -> Archive:
    """What the school owns, taken out."""
    now = timezone.now()
    zipped = File(BytesIO(b"PK\5\6" + bytes(18)), name="archive.zip")
    return Archive.objects.create(
        school=school, asked_by=head, asked_at=now, heard_at=now, state="ready", size=22, file=zipped
    )


def _evidence(school: School, head: Person) -> Evidence:
    """An item of evidence whose file was changed once."""
    log, later = (
        Upload(Checked("log.csv", "text/csv", 14), File(BytesIO(b"Week,Late\n1,%d\n" % late))) for late in (4, 3)
    )
    facts = Facts("Attendance log", "data", timezone.localdate())
    evidence = add_evidence(school=school, facts=facts, by=head, upload=log)
    change_evidence(evidence=evidence, facts=facts, by=head, base=None, upload=later)
    return evidence


# The parts of addresses that are the same on every side.
ANYWHERE = {
    "version": 1, "verb": "update", "gap": "partly", "panel": "question", "answer": "yes", "kind": "pdf", "part": "host",
    "player": "head", "reset_person": "1", "reset_key": "set-password", "area": AREA.slug, "framework": PACK.slug,
    "descriptor": AREA.descriptors[0].slug, "section": "area:" + AREA.slug,
}  # fmt: skip


def _words(school: School, consortium: Consortium, head: Person, planned: TaskGroup) -> dict[str, Any]:
    """The parts of addresses that belong to this side."""
    action, evidence = _action(school, head), _evidence(school, head)
    Judgement.objects.create(
        school=school, pack=PACK.slug, area=AREA.slug, descriptor=AREA.descriptors[0].slug, value="partly", by=head,
        made_at=timezone.now(),
    )  # fmt: skip
    offered = {"email": f"new{school.urn}@cast.example", "by": head}
    invitation = Invitation.objects.create(kind="leader", school=school, **offered)
    clerking = Invitation.objects.create(kind="clerk", consortium=consortium, **offered)
    letter = Letter.objects.create(to=f"head{school.urn}@cast.example", subject="Come", text="Please come.")
    return ANYWHERE | {
        "archive": _archive(school, head).public_id,
        "urn": school.urn,
        "slug": consortium.slug,
        "code": school.authority.code if school.authority else "",
        "item": evidence.public_id,
        "action": action.public_id,
        "action_id": action.public_id,
        "issue": action.issue.public_id if action.issue else "",
        "issue_id": action.issue.public_id if action.issue else "",
        "invitation": invitation.token,
        "school_invitation": invitation.pk,
        "consortium_invitation": clerking.pk,
        "school_role": Role.objects.filter(school=school).last().pk,
        "consortium_role": Role.objects.filter(consortium=consortium).last().pk,
        "head_role": Role.objects.get(school=school, person=head).pk,
        "letter_id": letter.pk,
        "reply": planned.seats.get(person=head).reply_token,
        "seat": planned.seats.get(person=head).pk,
        "agenda_item": planned.agenda.filter(kind="area")[0].pk,
        "person_id": head.pk,
        **_outcomes(consortium, school, head),
    }


def _outcomes(consortium: Consortium, school: School, by: Person) -> dict[str, Any]:
    """A trust, a set of the consortium's schools, and the ending of a sheet."""
    trust, _ = Trust.objects.get_or_create(code="5501", name="The Tidewater Trust")
    found = make_set(consortium=consortium, name="Our primary schools", urns=[school.urn], by=by)
    now = timezone.now()
    file = Import.objects.create(
        kind="register", name=f"edubasealldata{school.urn}.csv", asked_at=now, heard_at=now, ended_at=now, state="done",
        told="Nothing changed.", changes=[{"urn": school.urn, "what": f"{school} has closed.", "inspected": False}],
    )  # fmt: skip
    return {"trust_id": trust.pk, "set_id": found.pk, "ending": "csv", "import_id": file.pk}
