"""Setting up a Task Group, and changing when, where and with whom it is."""

from datetime import datetime
from urllib.parse import urlsplit

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from taskgroups.frameworks import shelf
from taskgroups.frameworks.pack import Pack
from taskgroups.kit.access.refused import Refused
from taskgroups.kit.design.words import day, day_clock
from taskgroups.meetings.domain import agenda, invite, seats
from taskgroups.meetings.domain.versions import hold, note_change, refuse_unless_before
from taskgroups.meetings.models import Seat, TaskGroup
from taskgroups.meetings.plan.situation import may_use_gaps
from taskgroups.meetings.plan.terms import Plan
from taskgroups.people.models import Person
from taskgroups.schools.models import Consortium, School

LONGEST_HOURS = 8
NOT_PRESENT = "nobody"


@transaction.atomic
def plan(*, by: Person, consortium: Consortium, school: School, wanted: Plan) -> TaskGroup:
    """Set up a Task Group with the agenda its framework proposes and seats for chair, clerk and host head.

    Raises Refused with the field at fault.
    """
    School.objects.select_for_update(no_key=True).get(pk=school.pk)  # one number each, whoever plans at once
    waits = consortium.memberships.filter(school=school).values_list("waits", flat=True).first()
    if waits is None:
        raise Refused(f"{school} is not in {consortium}. Choose one of its schools.", "school")
    if waits:
        asked = "Ask the head to agree, on the page Sharing of the school."
        raise Refused(f"The head of {school} has not yet agreed to join {consortium}. {asked}", "school")
    if not school.open:
        raise Refused(f"{school} has closed. Choose a school that is open.", "school")
    pack = _checked(wanted, school, consortium)
    number = TaskGroup.objects.filter(school=school).aggregate(last=Max("number"))["last"] or 0
    group = TaskGroup.objects.create(
        school=school,
        consortium=consortium,
        number=number + 1,
        planned_by=by,
        planned_at=timezone.now(),
        pack=pack.slug,
        **_when_and_where(wanted),
    )
    seats.take_office(group, wanted.chair, Seat.Part.CHAIR)
    if wanted.clerk:
        seats.take_office(group, wanted.clerk, Seat.Part.CLERK)
    seats.seat_heads(group)
    agenda.lay(group, pack, with_gaps=may_use_gaps(by, group))
    note_change(group, by, "planned a Task Group", {"Date": ["", day_clock(group.starts_at)]})
    return group


@transaction.atomic
def change(*, group: TaskGroup, by: Person, base: int, wanted: Plan) -> TaskGroup:
    """Change the plan and tell those who were invited.

    A postponed Task Group with a date to come is planned again. Another day or time asks everybody for a new reply;
    another framework proposes the agenda afresh. Raises ChangedMeanwhile or Refused.
    """
    held = hold(group)
    if held.state == TaskGroup.State.PLANNED and is_as_wanted(held, wanted):
        return held  # pressed twice, or nothing changed
    group = hold(group, base)
    refuse_unless_before(group)
    pack = _checked(wanted, group.school, group.consortium)
    before = describe(group)
    moved = (group.starts_at, group.ends_at) != (wanted.starts_at, wanted.ends_at)
    again = group.state == TaskGroup.State.POSTPONED
    placed = (group.place, group.video_link) != (wanted.place, wanted.video_link)
    new_pack = pack.slug != group.pack
    _change_offices(group, wanted)
    _write(group, wanted, pack)
    if new_pack:
        agenda.lay(group, pack, with_gaps=may_use_gaps(by, group))
    after = describe(group)
    changes = {label: [before[label], after[label]] for label in after if before[label] != after[label]}
    if changes or again:
        note_change(group, by, "planned it again" if again else "changed the plan", changes)
    if moved or placed or again:
        invite.tell_of_change(group=group, ask_again=moved or again)
    return group


def is_as_wanted(group: TaskGroup, wanted: Plan) -> bool:
    """Whether the plan says already what is wanted."""
    names = dict(group.seats.current().values_list("part", "person"))
    offices = (names.get(Seat.Part.CHAIR), names.get(Seat.Part.CLERK))
    same = all(getattr(group, field) == value for field, value in _when_and_where(wanted).items())
    return same and group.pack == wanted.pack and offices == (wanted.chair.pk, wanted.clerk and wanted.clerk.pk)


def describe(group: TaskGroup) -> dict[str, str]:
    """Return the plan in words, by label, as a person compares two of them."""
    names = dict(group.seats.current().values_list("part", "person__name"))
    pack = shelf.pack(group.pack)
    return {
        "Date": day(group.starts_at),
        "Start": _clock(group.starts_at),
        "End": _clock(group.ends_at),
        "Place": group.place,
        "Video link": group.video_link,
        "Framework": pack.title if pack else group.pack,
        "Chair": names.get(Seat.Part.CHAIR, NOT_PRESENT),
        "Clerk": names.get(Seat.Part.CLERK, NOT_PRESENT),
    }


def _clock(moment: datetime) -> str:
    return day_clock(moment).rsplit(" at ", 1)[1]


def _write(group: TaskGroup, wanted: Plan, pack: Pack) -> None:
    fields = {**_when_and_where(wanted), "pack": pack.slug, "state": TaskGroup.State.PLANNED, "state_reason": ""}
    for name, value in fields.items():
        setattr(group, name, value)
    group.save(update_fields=list(fields))


def _change_offices(group: TaskGroup, wanted: Plan) -> None:
    for part, person in ((Seat.Part.CHAIR, wanted.chair), (Seat.Part.CLERK, wanted.clerk)):
        for old in group.seats.current().filter(part=part).exclude(person=person):
            seats.leave(old)
        if person:
            seats.take_office(group, person, part)


def _when_and_where(wanted: Plan) -> dict[str, datetime | str]:
    return {
        "starts_at": wanted.starts_at,
        "ends_at": wanted.ends_at,
        "place": wanted.place,
        "video_link": wanted.video_link,
    }


def _checked(wanted: Plan, school: School, consortium: Consortium) -> Pack:
    check_time(wanted.starts_at, wanted.ends_at)
    if not wanted.place and not wanted.video_link:
        raise Refused("There is neither a place nor a video link. Enter one of them.", "place")
    if wanted.video_link and not _is_whole(wanted.video_link):
        raise Refused("The video link is not a whole address. Enter one that starts with https://", "video_link")
    pack = shelf.pack(wanted.pack)
    if pack is None:
        raise Refused("That framework is not among those installed. Choose one of those shown.", "pack")
    held_on = timezone.localdate(wanted.starts_at)
    seats.refuse_chair(wanted.chair, school, consortium, held_on)
    if wanted.clerk:
        seats.refuse_clerk(wanted.clerk, wanted.chair, consortium, held_on)
    return pack


def _is_whole(link: str) -> bool:
    try:
        parts = urlsplit(link)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)


def check_time(starts_at: datetime, ends_at: datetime) -> None:
    """Raise Refused where a meeting cannot be at that time."""
    if starts_at <= timezone.now():
        today = day(timezone.localdate())
        past = timezone.localdate(starts_at) < timezone.localdate()
        said = f"The date is in the past. Enter a date after {today}." if past else "That time has gone by today."
        raise Refused(said if past else f"{said} Enter a later one, or another day.", "day" if past else "start")
    if ends_at <= starts_at:
        raise Refused(f"It ends before it starts. Enter an end after {_clock(starts_at)}.", "end")
    if (ends_at - starts_at).total_seconds() > LONGEST_HOURS * 3600:
        raise Refused(f"It lasts longer than {LONGEST_HOURS} hours. Enter an earlier end.", "end")
