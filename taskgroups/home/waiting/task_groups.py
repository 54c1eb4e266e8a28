"""Task Groups: to join, prepare, chair and see to, and their records."""

from collections.abc import Collection, Iterator
from datetime import date, timedelta

from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from taskgroups.evaluation.models import Judgement
from taskgroups.frameworks import shelf as packs
from taskgroups.home.waiting.row import MOST, Waiting
from taskgroups.kit.design.words import clock, day, plural
from taskgroups.meetings.domain.record import answer_by, is_late
from taskgroups.meetings.hidden import not_hidden_from
from taskgroups.meetings.models import Record, Seat, TaskGroup
from taskgroups.people.models import Person
from taskgroups.schools.policy import headed_by, led_by

Part, State = Seat.Part, TaskGroup.State
RECORD = {
    "with_head": "Agree the record of {}",
    "draft": "Finish the record of {}",
    "disputed": "Answer the head on the record of {}",
}
COMING = (State.PLANNED, State.OPEN, State.PAUSED)


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
    headed = headed_by(person)
    if not headed:
        return
    coming = TaskGroup.objects.filter(school__in=headed, state__in=COMING, prepared_at=None).select_related("school")
    own = Judgement.objects.current().filter(school__in=headed, descriptor="", voice=Judgement.Voice.SCHOOL)
    judged = set(own.exclude(value="").values_list("school", "pack", "area"))
    for group in coming.order_by("starts_at")[:MOST]:
        on = timezone.localdate(group.starts_at)
        yield Waiting(f"Prepare for {day(on)}", _to("papers", group), on, _judged(group, judged))


def records(person: Person) -> Iterator[Waiting]:
    """Records to finish (clerk), to agree (head), or to answer (clerk)."""
    headed = headed_by(person)
    seats = Seat.objects.current().filter(task_group=OuterRef("task_group"))
    clerks = Exists(seats.filter(part=Part.CLERK))
    mine = Seat.objects.current().filter(person=person, part__in=[Part.CLERK, Part.CHAIR]).values("task_group")
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
    headed = headed_by(person)
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
    led = led_by(person)
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
