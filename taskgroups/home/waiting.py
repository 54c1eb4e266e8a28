"""What needs a person: one list over all their roles, soonest first."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from taskgroups.bulletin.policy import editor, is_moderated, moderator
from taskgroups.bulletin.say.reads import what_waits
from taskgroups.evaluation.models import Judgement
from taskgroups.frameworks import shelf as packs
from taskgroups.home.on_the_way import asks
from taskgroups.home.seldom import offered, to_look_at, to_use, told, unanswered, what_is_there
from taskgroups.imports.queries import changes_of, that_changed_something
from taskgroups.improvement.models import Action
from taskgroups.kit.design.words import clock, day, day_clock, plural
from taskgroups.meetings.domain.record import answer_by, is_late
from taskgroups.meetings.models import Record, Seat, TaskGroup
from taskgroups.meetings.policy import not_hidden_from
from taskgroups.people.models import Person
from taskgroups.rounds.models import Participant, Round
from taskgroups.schools.models import Role
from taskgroups.schools.policy import holds, roles_of
from taskgroups.schools.queries.lineage import closed_with_work, with_successors
from taskgroups.training import queries as sessions
from taskgroups.training.commissioning.counting import days_of

SOON = timedelta(days=14)
MOST = 40
Part, State = Seat.Part, TaskGroup.State
RECORD = {
    "with_head": "Agree the record of {}",
    "draft": "Finish the record of {}",
    "disputed": "Answer the head on the record of {}",
}
COMING = (State.PLANNED, State.OPEN, State.PAUSED)


@dataclass(frozen=True)
class Waiting:
    """One thing that waits: what to do, where, by when, for which school, and whether the day has passed."""

    what: str
    address: str
    when: date | None
    about: str = ""
    late: bool = False


def what_needs(person: Person) -> list[Waiting]:
    """Return what waits for this person, soonest first (those without a day last), in a fixed number of queries."""
    there = what_is_there(person)
    found = [row for source in SOURCES if there.get(source.__name__, True) for row in source(person)]
    return sorted(found, key=lambda row: (row.when or date.max, row.what))[:MOST]


def seats(person: Person) -> Iterator[Waiting]:
    """Task Groups in which the person has a seat: one under way, a reply to give, protocols to accept, one to chair."""
    mine = Seat.objects.open_on(timezone.localdate()).filter(person=person, task_group__state__in=COMING)
    for seat in mine.select_related("task_group__school").order_by("task_group__starts_at")[:MOST]:
        group, on = seat.task_group, timezone.localdate(seat.task_group.starts_at)
        name = group.school.name
        if group.state == State.OPEN:
            yield Waiting(f"Join the Task Group at {name}", _to("room", group), timezone.localdate(), "Under way now")
        elif seat.reply == Seat.Reply.NONE and seat.invited_at:
            yield Waiting(f"Say whether you can come to {name}", _to("people", group), on, "Reply to the invitation")
        elif seat.protocols_accepted_at is None:
            yield Waiting(f"Read and accept the protocols for {name}", _to("people", group), on)
        elif row := _coming(seat, on):
            yield row


def _coming(seat: Seat, on: date) -> Waiting | None:
    """What a seat asks of somebody who has replied: to come on the day, and before it to read what was sent."""
    group, chairs = seat.task_group, seat.part == Part.CHAIR
    name = group.school.name
    if on == timezone.localdate():
        do = "Chair" if chairs else "Join"
        return Waiting(f"{do} the Task Group at {name}", _to("room", group), on, f"Today at {clock(group.starts_at)}")
    if chairs:
        sent = "The school has sent its preparation" if group.prepared_at else "The school is still preparing"
        return Waiting(f"Chair the Task Group at {name}", _to("papers" if group.prepared_at else "", group), on, sent)
    if group.prepared_at and seat.part != Part.HOST:
        return Waiting(f"Read the papers for {name}", _to("papers", group), on, "The school has sent its preparation")
    return None


def preparing(person: Person) -> Iterator[Waiting]:
    """Task Groups at the person's own school that are not prepared yet. To join one is said of their seat."""
    headed = [r.school_id for r in roles_of(person) if r.kind == Role.Kind.HEAD]
    if not headed:
        return
    coming = TaskGroup.objects.filter(school__in=headed, state__in=COMING, prepared_at=None).select_related("school")
    own = Judgement.objects.current().filter(school__in=headed, descriptor="", voice=Judgement.Voice.SCHOOL)
    judged = set(own.exclude(value="").values_list("school", "pack", "area"))
    for group in coming.order_by("starts_at")[:MOST]:
        on = timezone.localdate(group.starts_at)
        yield Waiting(f"Prepare for {day(on)}", _to("papers", group), on, _judged(group, judged))


def actions(person: Person) -> Iterator[Waiting]:
    """Actions the person owns, in schools they belong to today, that are late, or due within a fortnight."""
    today, own = timezone.localdate(), [r.school_id for r in roles_of(person) if r.kind in Role.SCHOOL_KINDS]
    mine = Action.objects.unfinished().filter(owner=person, school__in=own, due__lte=today + SOON)
    for action in mine.select_related("school").order_by("due")[:MOST]:
        address = reverse("school-action", args=[action.school.urn, action.public_id])
        yield Waiting(action.what, address, action.due, f"Action, {action.school.name}", late=action.is_overdue(today))


def records(person: Person) -> Iterator[Waiting]:
    """Records to finish (clerk), to agree (head), or to answer (clerk)."""
    headed = [r.school_id for r in roles_of(person) if r.kind == Role.Kind.HEAD]
    seats = Seat.objects.filter(task_group=OuterRef("task_group"), left_at=None)
    clerks = Exists(seats.filter(part=Part.CLERK))
    mine = Seat.objects.filter(person=person, part__in=[Part.CLERK, Part.CHAIR], left_at=None).values("task_group")
    shown = TaskGroup.objects.filter(not_hidden_from(person))
    near = shown.filter(Q(pk__in=mine) | Q(school__in=headed)).order_by().values("pk")
    open_ones = Record.objects.filter(state__in=RECORD, task_group__in=near)  # first: it keeps the county's out
    found = open_ones.defer("wording", "kept_questions", "document").alias(
        i_clerk=Exists(seats.filter(part=Part.CLERK, person=person)),
        i_chair_alone=Exists(seats.filter(part=Part.CHAIR, person=person)) & ~clerks,
    )
    writes = Q(state__in=["draft", "disputed"]) & (Q(i_clerk=True) | Q(i_chair_alone=True))
    found = found.filter(writes | Q(task_group__school__in=headed, state="with_head"))
    for record in found.select_related("task_group__school").order_by("task_group__starts_at")[:MOST]:
        held = day(timezone.localdate(record.task_group.starts_at))
        yield Waiting(
            RECORD[record.state].format(held),
            _to("record", record.task_group),
            answer_by(record),
            record.task_group.school.name,
            late=is_late(record),
        )


def afterwards(person: Person) -> Iterator[Waiting]:
    """Three questions about the school's last Task Group, for its head, until they are answered or six weeks pass."""
    headed = [r.school_id for r in roles_of(person) if r.kind == Role.Kind.HEAD]
    if not headed:
        return
    since = timezone.now() - timedelta(days=42)
    later = TaskGroup.objects.filter(
        school=OuterRef("school"), starts_at__gt=OuterRef("starts_at"), opened_at__isnull=False
    )
    locked = TaskGroup.objects.filter(school__in=headed, record__locked_at__gte=since, host_answers=None)
    for group in locked.filter(~Exists(later)).select_related("school").order_by("starts_at")[:MOST]:
        about = f"{group.school.name}, {day(timezone.localdate(group.starts_at))}"
        yield Waiting("Answer three questions about the Task Group", _to("answers", group), None, about)


def leading(person: Person) -> Iterator[Waiting]:
    """What a consortium lead sees to: replies missing, and Task Groups without a day."""
    led = [r.consortium_id for r in roles_of(person) if r.kind == Role.Kind.LEAD]
    if not led:
        return
    missing = Count("seats", filter=Q(seats__reply="", seats__left_at=None, seats__invited_at__isnull=False))
    groups = TaskGroup.objects.filter(consortium__in=led, state__in=[State.PLANNED, State.POSTPONED])
    for group in groups.annotate(missing=missing).select_related("school").order_by("starts_at")[:MOST]:
        on = timezone.localdate(group.starts_at)
        if group.state == State.POSTPONED:
            yield Waiting(f"Set a new day for {group.school.name}", _to("", group), None, "Postponed")
        elif group.invited_at is None:
            yield Waiting(f"Invite people to {group.school.name}", _to("people", group), on, "Nobody is invited yet")
        elif group.missing:
            yield Waiting(
                f"See who has not replied about {group.school.name}",
                _to("people", group),
                on,
                f"{plural(group.missing, 'reply', 'replies')} missing",
            )


def rounds(person: Person) -> Iterator[Waiting]:
    """Rounds: when one can come, for those asked; for a lead, a round whose answers are due and whose plan waits."""
    today = timezone.localdate()
    mine = Participant.objects.filter(person=person, answered_at=None, round__published_at=None)
    asked = mine.exclude(asked_at=None).filter(round__answer_by__gte=today - SOON)
    for one in asked.select_related("round__consortium").order_by("round__answer_by")[:MOST]:
        by, about = one.round.answer_by, f"{one.round.consortium}, {str(one.round).lower()}"
        address = reverse("availability", args=[one.token])
        late = by is not None and by < today
        yield Waiting("Say when you could come to Task Groups", address, by, about, late=late)
    led = [r.consortium_id for r in roles_of(person) if r.kind == Role.Kind.LEAD]
    due = (
        Round.objects.filter(consortium__in=led, published_at=None, answer_by__lt=today)
        if led
        else Round.objects.none()
    )
    for found in due.select_related("consortium").order_by("answer_by")[:MOST]:
        address = reverse("round", args=[found.consortium.slug, found.number])
        yield Waiting(f"Plan the round of the {str(found).lower()}", address, None, "The day to answer by has passed")


def chairing(person: Person) -> Iterator[Waiting]:
    """What somebody told this lead, and nobody else, about chairing, until it is read."""
    for one in told(person).select_related("consortium").order_by("said_at")[:MOST]:
        address = reverse("chairing-told", args=[one.consortium.slug, one.person_id])
        yield Waiting("Read what you were told about chairing", address, None, one.consortium.name)


def offers(person: Person) -> Iterator[Waiting]:
    """Parts that a lead has offered the person and that wait for an answer."""
    for one in offered(person).select_related("consortium").order_by("sent_at")[:MOST]:
        about = f"{one.consortium.name}: {one.get_kind_display().lower()}"
        yield Waiting("Say whether you would take a part", reverse("offer", args=[one.token]), None, about)


def training(person: Person) -> Iterator[Waiting]:
    """Training: a session soon, how it was for who came, and attendance to keep for who runs it."""
    now = timezone.now()
    for one in sessions.near(person, now)[:MOST]:
        session = one.session
        about = f"Training, {day_clock(session.starts_at)}"
        if session.starts_at > now:
            address, on = session.get_absolute_url(), timezone.localdate(session.starts_at)
            yield Waiting(f"Come to ‘{session.title}’", address, on, about)
        elif one.came and session.ends_at < now:
            yield Waiting(
                f"Say how ‘{session.title}’ was", reverse("training-say", args=[session.public_id]), None, about
            )
    for kept in sessions.to_keep(person, now)[:MOST]:
        address = reverse("training-people", args=[kept.public_id])
        yield Waiting(f"Keep who came to ‘{kept.title}’", address, None, f"Training, {day_clock(kept.starts_at)}")


def written(person: Person) -> Iterator[Waiting]:
    """What was written to the person through the directory of chairs, for a fortnight, until it is answered there."""
    for one in unanswered(person).select_related("sender").order_by("at")[:MOST]:
        address = reverse("directory-message", args=[one.pk])
        yield Waiting(f"Answer {one.sender.name}", address, None, f"Wrote to you on {day_clock(one.at)}")


def commissions(person: Person) -> Iterator[Waiting]:
    """Commissions that end soon: for the consultant days to note, for officers days unused, or all of them used."""
    for one in to_use(person)[:MOST]:
        about = f"{days_of(one.left)} of {days_of(one.half_days)} not noted".capitalize()
        what = f"Note the days you used for {one.authority.name}"
        yield Waiting(what, reverse("commission", args=[one.pk]), one.ends, about, late=one.ends < timezone.localdate())
    for one in to_look_at(person)[:MOST]:
        about = f"It ends with {days_of(one.left)} left" if one.left > 0 else "All its days are used"
        what = f"Look at the commission of {one.consultant.name}"
        yield Waiting(what, reverse("commission", args=[one.pk]), one.ends if one.left > 0 else None, about)


def closed(person: Person) -> Iterator[Waiting]:
    """Closed schools whose work waits for a word, for their heads and for administrators."""
    headed = [r.school for r in roles_of(person) if r.kind == Role.Kind.HEAD and r.school and r.school.has_closed]
    found = closed_with_work() if holds(person, Role.Kind.ADMINISTRATOR) else headed
    waiting = [school for school in found if school.passed_to_id is None]
    for school in with_successors(waiting)[:MOST] if waiting else []:
        address = reverse("school-hand-on", args=[school.urn])
        yield Waiting("Say who may read what a closed school left", address, None, school.name)


def comments(person: Person) -> Iterator[Waiting]:
    """Comments on Heads Up that wait for a moderator, and those that readers report; one row each."""
    if not moderator(person):
        return
    waits, address = what_waits(), reverse("heads-up-moderate")
    if waits.waiting:
        yield Waiting(f"Read {plural(waits.waiting, 'comment')} that wait{'s' * (waits.waiting == 1)} to be published",
                      address, None, "Heads Up")  # fmt: skip
    if waits.reported:
        said = f"Look at {plural(waits.reported, 'comment')} that readers report"
        yield Waiting(said, f"{address}?show=reported", None, "Heads Up")


def unmoderated(person: Person) -> Iterator[Waiting]:
    """Comments on Heads Up that wait while nobody moderates, for its editors."""
    if editor(person) and (waits := what_waits()).waiting and not is_moderated():
        waiting = plural(waits.waiting, "comment")
        yield Waiting(
            "Ask for a moderator", reverse("heads-up-desk"), None, f"{waiting} on Heads Up, and nobody moderates"
        )


def accreditation(person: Person) -> Iterator[Waiting]:
    """Ways to accreditation: signatures a mentor owes, one's own that ends soon, and for a lead a mentor to name."""
    for one in asks(person):
        yield Waiting(one.what, one.address, one.when, one.about, late=one.late)


def inspected(person: Person) -> Iterator[Waiting]:
    """For a lead: that schools of the consortium were inspected, by a national file loaded within a fortnight."""
    led = [role.consortium for role in roles_of(person) if role.kind == Role.Kind.LEAD and role.consortium]
    if not led:
        return
    files = list(that_changed_something().filter(ended_at__gte=timezone.now() - SOON)[:MOST])
    for consortium in led if files else ():
        told = changes_of(consortium, files)
        urns = {one["urn"] for _, changes in told for one in changes if one["inspected"]}
        if urns:
            what = f"See which {plural(len(urns), 'school was', 'schools were')} inspected since"
            yield Waiting(what, reverse("consortium-changes", args=[consortium.slug]), None, consortium.name)


SOURCES: tuple[Callable[[Person], Iterator[Waiting]], ...] = (
    seats,
    preparing,
    actions,
    records,
    afterwards,
    leading,
    rounds,
    chairing,
    offers,
    training,
    written,
    commissions,
    accreditation,
    closed,
    comments,
    unmoderated,
    inspected,
)


def _judged(group: TaskGroup, judged: Collection[tuple[int, str, str]]) -> str:
    """How much of the self-evaluation is there, of what was judged (school, pack, area): '4 of 7 areas judged'."""
    pack, school = packs.pack(group.pack), group.school
    if pack is None:
        return school.name
    areas = pack.areas_for(early_years=school.early_years, post_16=school.post_16)
    done = sum((school.pk, pack.slug, area.slug) in judged for area in areas)
    return f"{school.name}: {done} of {len(areas)} areas judged"


def _to(page: str, group: TaskGroup) -> str:
    return reverse(f"task-group-{page}" if page else "task-group", args=[group.public_id])
