"""So many rows of each kind, for the lists that show them."""

from datetime import timedelta

from django.utils import timezone

from taskgroups.assurance.domain.link import note_opening
from taskgroups.assurance.models import Archive
from taskgroups.assurance.models import Link as StatementLink
from taskgroups.evaluation.domain.evidence import Facts, change_evidence
from taskgroups.evaluation.models import Evidence, EvidenceUse
from taskgroups.improvement.domain.actions import set_action
from taskgroups.improvement.models import ImprovementIssue
from taskgroups.kit.access import audit
from taskgroups.kit.post.models import Letter
from taskgroups.meetings.models import AgendaItem, Event, Record, Seat, TaskGroup
from taskgroups.people.models import Person
from taskgroups.rounds.domain.answer import ask_availability
from taskgroups.rounds.domain.enrol import enrol
from taskgroups.rounds.domain.make import choose_hosts
from taskgroups.rounds.models import Round, Solution
from taskgroups.rounds.queries import may_host
from taskgroups.rounds.solving.asking import asked_of
from taskgroups.rounds.tests.cast import a_round
from taskgroups.schools.models import ConsortiumSchool, Invitation, Link
from taskgroups.training.domain import book
from taskgroups.training.domain.commission import Terms, commission
from taskgroups.training.models import TrainingSession
from tests.cast import LONG_AGO, Cast, consortium, give, person, school
from tests.training import a_session
from tests.training import held as trained
from tests.world import AREA, PACK


def schools(cast: Cast, number: int) -> None:
    """Schools of the consortium, each with a head."""
    made = school(991000 + number, f"Elm {number} School", cast.authority)
    ConsortiumSchool.objects.create(consortium=cast.harbour, school=made, joined_on=LONG_AGO)
    give(person(f"Head {number}"), "head", school=made)


def task_groups(cast: Cast, number: int) -> None:
    """Task Groups about A, with an agenda and people: some to come, some held and waiting for their record."""
    held = number % 2
    starts = timezone.now() + timedelta(days=-number if held else number + 1)
    group = TaskGroup.objects.create(
        school=cast.a, consortium=cast.harbour, pack=PACK.slug, number=number, starts_at=starts,
        ends_at=starts + timedelta(hours=2), planned_by=cast.lead, planned_at=starts, invited_at=starts,
        state="closed" if held else "planned", closed_at=starts if held else None, place="Hall",
    )  # fmt: skip
    AgendaItem.objects.create(
        task_group=group, position=1, kind="area", area=AREA.slug, title="A", minutes=9, reason="R"
    )
    for one, part in ((cast.head_b, "chair"), (cast.clerk, "clerk"), (cast.head_c, "member"), (cast.head_a, "host")):
        Seat.objects.create(task_group=group, person=one, part=part, invited_at=starts)


def actions(cast: Cast, number: int) -> None:
    """Actions, each for an issue of its own."""
    issue = ImprovementIssue.objects.create(
        school=cast.a, title=f"Issue {number}", source="school", raised_on=LONG_AGO, added_by=cast.head_a
    )
    set_action(
        by=cast.head_a, school=cast.a, what=f"Check {number}", owner=cast.head_a, issue=issue, proof="A log",
        due=timezone.localdate() + timedelta(days=number + 1),
    )  # fmt: skip


def evidence(cast: Cast, number: int) -> None:
    """Evidence under a descriptor."""
    item = Evidence.objects.create(
        school=cast.a, title=f"Log {number}", kind="data", dated=LONG_AGO, added_by=cast.head_a, added_at=timezone.now()
    )
    EvidenceUse.objects.create(
        evidence=item, pack=PACK.slug, area=AREA.slug, descriptor=AREA.descriptors[0].slug, linked_at=item.added_at
    )


def versions(cast: Cast, number: int) -> None:
    """Changes of one item of evidence, by one and another."""
    if not Evidence.objects.exists():
        evidence(cast, 0)
    item, by = Evidence.objects.get(), cast.leader_a if number % 2 else cast.head_a
    change_evidence(evidence=item, facts=Facts(f"Log {number}", "data", LONG_AGO), base=item.changed_at, by=by)


def archives(cast: Cast, number: int) -> None:
    now = timezone.now()
    Archive.objects.create(school=cast.a, asked_by=cast.head_a, asked_at=now, heard_at=now, size=number)


def letters(cast: Cast, number: int) -> None:
    Letter.objects.create(to=f"a{number}@cast.example", subject=f"Letter {number}", text="Come.")


def accounts(cast: Cast, number: int) -> None:
    """People with roles in the consortium and at school A."""
    one = person(f"Person {number}")
    give(one, "chair", consortium=cast.harbour)
    give(one, "leader", school=cast.a)
    Invitation.objects.create(email=f"new{number}@cast.example", kind="clerk", consortium=cast.harbour, by=cast.lead)
    Invitation.objects.create(email=f"new{number}@cast.example", kind="leader", school=cast.a, by=cast.head_a)


def consortia(cast: Cast, number: int) -> None:
    give(cast.lead, "lead", consortium=consortium(f"Group{number}", cast.authority, [cast.a]))


def doings(cast: Cast, number: int) -> None:
    """Lines of the audit trail, and links to other schools."""
    audit.note(by=cast.head_b, verb="looked", school_urn=cast.a.urn, about=str(number))
    Link.objects.create(urn=cast.a.urn, linked_urn=800000 + number, kind="Predecessor", linked_name="Old")


def entries(cast: Cast, number: int) -> None:
    """What was said in the one Task Group that is under way, and who is there."""
    group = TaskGroup.objects.filter(school=cast.a).first()
    if group is None:
        task_groups(cast, 2)
        group = TaskGroup.objects.get()
        TaskGroup.objects.update(state="open", opened_at=timezone.now(), current_item=group.agenda.get())
    Event.objects.create(
        task_group=group, number=number, kind="question", item=group.agenda.get(), by=cast.head_b, text="What else?",
        at=timezone.now(), written_at=timezone.now(), payload={"slug": "", "kind": "", "own": True},
    )  # fmt: skip
    Seat.objects.create(task_group=group, person=person(f"Guest {number}"), part="guest")


def links(cast: Cast, number: int) -> None:
    """Links to the school's statement, each opened."""
    today = timezone.localdate()
    one = StatementLink.objects.create(school=cast.a, whom=f"Reader {number}", until=today, made_by=cast.head_a)
    note_opening(link=one, way="page")


def held(cast: Cast, number: int) -> None:
    """Task Groups of Alder Primary that were held, chaired by the head of Birch Primary, with an action and a question."""
    task_groups(cast, number)
    group = TaskGroup.objects.order_by("-pk")[0]
    TaskGroup.objects.filter(pk=group.pk).update(state="closed", closed_at=timezone.now())
    Record.objects.create(task_group=group, state="agreed", locked_at=timezone.now())


def rounds(cast: Cast, number: int) -> None:
    """Rounds, each with a host, in which everybody was asked when they can come."""
    made = a_round(cast, half_days=1)
    ask_availability(round=made, by=cast.lead, until=timezone.localdate() + timedelta(days=number))


def programme(cast: Cast, number: int) -> None:
    """Sessions to come and held, each booked by the head of A and run by the head of B."""
    session = a_session(cast, title=f"Session {number}", run_by=cast.head_b)
    book.book(by=cast.head_a, session=session)
    if number % 2:
        trained(session, cast.head_a, ago=timedelta(days=number % 20 + 1))


def booked(cast: Cast, number: int) -> None:
    """One session, which more and more people with a role have booked."""
    session = TrainingSession.objects.first() or a_session(cast, capacity=20, run_by=cast.head_b)
    one = person(f"Guest {number}")
    give(one, "leader", school=cast.a)
    book.book(by=one, session=session)


def planned_round(cast: Cast, number: int) -> None:
    """One round with more and more schools, which all host, and a plan in which its heads chair."""
    schools(cast, number)
    made = Round.objects.first() or a_round(cast)
    enrol(made)
    choose_hosts(round=made, by=cast.lead, urns=[one.urn for one in may_host(cast.harbour)])
    asked = asked_of(made)
    people = [one["id"] for one in asked["people"]]
    hosts = [one["urn"] for one in asked["schools"] if one["host"]]
    groups = [
        {"urn": urn, "slot": asked["slots"][0], "chair": people[place - 1], "members": [people[place - 2]]}
        for place, urn in enumerate(hosts)
    ]
    plan = {"status": "optimal", "gap": 0.0, "without_role": [], "travel_km": 1.0, "groups": groups, "hints": []}
    now = timezone.now()
    made.current = Solution.objects.create(
        round=made, asked_by=cast.lead, asked_at=now, heard_at=now, state="found", problem=asked, plan=plan
    )
    made.save(update_fields=["current"])


def commissions(cast: Cast, number: int) -> None:
    """Commissions of the head of B that end within a week, with days left."""
    today = timezone.localdate()
    terms = Terms(number + 1, today - timedelta(days=9), today + timedelta(days=number % 7), [])
    commission(authority=cast.authority, by=cast.officer, consultant=cast.head_b, terms=terms)


def taking_part(cast: Cast, number: int) -> None:
    """Schools of the consortium, each with a head who sits in a Task Group that was held."""
    schools(cast, number)
    task_groups(cast, number * 2 - 1)
    head = Person.objects.get(name=f"Head {number}")
    Seat.objects.create(task_group=TaskGroup.objects.order_by("-pk")[0], person=head, part="member")
