"""Tells the demonstration's term: two Task Groups held and agreed, one whose record waits, one today, one to come."""

from collections.abc import Collection, Iterator
from datetime import date, datetime, time, timedelta
from itertools import cycle

from django.utils import timezone

from taskgroups.demonstration import (
    accrediting,
    assuring,
    bulletin,
    chairing,
    clock,
    files,
    meeting,
    outcomes,
    places,
    preparation,
    rounding,
    teaching,
    term,
)
from taskgroups.demonstration.ground import account
from taskgroups.frameworks.shelf import pack_on
from taskgroups.meetings.domain import invite, plan, prepare, reply, seats
from taskgroups.meetings.models import Seat, TaskGroup
from taskgroups.meetings.plan.terms import Plan
from taskgroups.schools.models import Consortium, School, Thing

CHAIR, CLERK, LEAD, OBSERVER = "Gareth Pryce", "Nadia Flint", "Priya Raman", "Tom Ashdown"
MEMBERS = {
    places.HOST: ("Ruth Penhale", "Daniel Mensah"),
    places.NEXT_HOST: ("Maya Okafor", "Colin Marsh"),
    places.PAST_HOST: ("Anna Kowalska", "Leila Haddad"),
    places.FIRST_HOST: ("Ruth Penhale", "Daniel Mensah"),
}

SHARED = (  # the host shares nothing yet, so that its head can try it
    (places.PAST_HOST, "Yusuf Demir", (Thing.EVALUATION, Thing.IMPROVEMENT, Thing.RECORD)),
    (places.FIRST_HOST, "Siân Rees", (Thing.IMPROVEMENT, Thing.RECORD)),
)


def tell(consortium: Consortium, today: date) -> None:
    """Write the whole history, each part as if on its own day."""
    accrediting.tell(consortium, today)
    preparation.issues_of(_school(places.HOST), today - timedelta(days=150))
    earliest = _group(
        consortium, places.FIRST_HOST, _school_day(today - timedelta(days=70)), planned=today - timedelta(days=110)
    )
    _held(earliest, meeting.agreed, which=1)
    first = _group(consortium, places.HOST, _school_day(today - timedelta(days=49)), planned=today - timedelta(days=90))
    _held(first, meeting.agreed, which=2)
    other = _group(
        consortium, places.PAST_HOST, _school_day(today - timedelta(days=7)), planned=today - timedelta(days=60)
    )
    _held(other, meeting.drafted, which=3)
    chairing.practised(account(CHAIR), _moment(today - timedelta(days=3), 17, 0))
    meeting.since_then(_school(places.HOST), today)
    now = _group(consortium, places.HOST, today, planned=today - timedelta(days=30), hour=_hour_today())
    term.tell(now.school, pack_on(today), today)
    _prepared(now, leave=[area.slug for area in term.areas_of(now.school, pack_on(today))])
    month = _next_month(today)
    _group(consortium, places.NEXT_HOST, month, planned=today - timedelta(days=5), replies=("yes", ""))
    assuring.answer_afterwards(_school(places.HOST), account("Maya Okafor"))
    assuring.show_governors(_school(places.HOST), account("Maya Okafor"))
    for urn, head, things in SHARED:
        assuring.share_with_the_authority(_school(urn), account(head), things, today - timedelta(days=6))
    rounding.tell(consortium, today)
    assuring.release_statement(_school(places.HOST), account("Maya Okafor"), today)
    bulletin.publish_an_issue(today)
    teaching.tell(consortium, today)
    outcomes.publish_figures(consortium, today)
    files.load_files(today)


def _school(urn: int) -> School:
    return School.objects.get(urn=urn)


def _group(
    consortium: Consortium, urn: int, on: date, *, planned: date, replies: tuple[str, ...] = ("yes",), hour: int = 15
) -> TaskGroup:
    """Plan, seat and invite; people answer in turn with `replies`."""
    lead, school = account(LEAD), _school(urn)
    starts = _moment(on, hour, 30)
    with clock.at(_moment(planned, 10, 0)):
        group = plan.plan(
            by=lead,
            consortium=consortium,
            school=school,
            wanted=Plan(
                starts_at=starts,
                ends_at=starts + timedelta(minutes=150),
                place=f"{school.name}, the library",
                video_link="",
                pack=pack_on(on).slug,
                chair=account(CHAIR),
                clerk=account(CLERK),
            ),
        )
        for name in MEMBERS[urn]:
            seats.seat(group=group, by=lead, person=account(name), part=Seat.Part.MEMBER)
        seats.seat(group=group, by=lead, person=account(OBSERVER), part=Seat.Part.OBSERVER)
        invite.send_invitations(group=group, by=lead)
    with clock.at(_moment(planned + timedelta(days=2), 9, 0)):
        _answer(group, cycle(replies))
    group.refresh_from_db()
    return group


def _answer(group: TaskGroup, answers: Iterator[str]) -> None:
    for seat, answer in zip(group.seats.order_by("pk"), answers, strict=False):
        if answer:
            reply.reply(seat=seat, answer=answer)
            reply.accept_protocols(seat=seat)


def _prepared(group: TaskGroup, leave: Collection[str] = ()) -> None:
    """The school judges itself, gathers evidence and sends its preparation six days before."""
    sent = timezone.localtime(group.starts_at) - timedelta(days=6)
    head = account(next(p.head for p in places.PLACES if p.urn == group.school.urn))
    preparation.judge_all(group, head, sent - timedelta(days=3), leave)
    with clock.at(sent):
        prepare.send_preparation(group=group, by=head)
    group.refresh_from_db()


def _held(group: TaskGroup, how: "meeting.Ending", *, which: int) -> None:
    _prepared(group)
    meeting.hold(group, chair=account(CHAIR), clerk=account(CLERK), meeting=which)
    how(group, clerk=account(CLERK))


def _hour_today() -> int:
    """Half past three; loaded later than that, the next half hour past, so that today's is still to come."""
    return min(max(15, timezone.localtime().hour + 1), 20)


def _school_day(day: date) -> date:
    """The day itself, or the Friday before a weekend."""
    return day - timedelta(days=max(0, day.weekday() - 4))


def _next_month(today: date) -> date:
    """The first Tuesday after the seventh of next month: a school day in nearly every month."""
    eighth = (today.replace(day=1) + timedelta(days=32)).replace(day=8)
    return eighth + timedelta(days=(1 - eighth.weekday()) % 7)


def _moment(day: date, hour: int, minute: int) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour, minute)))
