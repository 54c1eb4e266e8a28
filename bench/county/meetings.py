"""Task Groups with their agendas and seats: one a year for each school, one to come, the first school's under way."""

import random
from collections.abc import Iterator
from datetime import datetime, timedelta

from django.utils import timezone

from bench.county import bulk
from bench.county.schools import BATCH, Made
from taskgroups.frameworks.shelf import pack, pack_on
from taskgroups.meetings.agenda import Situation, propose
from taskgroups.meetings.models import AgendaItem, Seat, TaskGroup
from taskgroups.schools.models import School

MINUTES, MEMBERS = 140, 3


def held(made: Made, years: int, dice: random.Random) -> list[TaskGroup]:
    """Write those that were held, oldest first within a school."""
    rows = []
    for school in made.schools:
        for year in range(years, 0, -1):
            starts = timezone.now() - timedelta(days=365 * (year - 0.9 + dice.random() * 0.5) + 7)
            group = _group(made, school, starts, years - year + 1)
            group.state, group.opened_at = TaskGroup.State.CLOSED, starts
            group.prepared_at, group.closed_at = starts - timedelta(days=6), starts + timedelta(minutes=130)
            rows.append(group)
    return _with_fittings(made, rows)


def coming(made: Made, years: int) -> list[TaskGroup]:
    """Write one to come for each school: most invited, some replies missing. The first school's is under way."""
    now = timezone.now()
    rows = [
        _group(made, school, now + timedelta(days=9 + n % 60, hours=n % 3), years + 1)
        for n, school in enumerate(made.schools)
    ]
    first = rows[0]
    first.starts_at, first.ends_at = now - timedelta(minutes=90), now + timedelta(minutes=50)
    first.state, first.opened_at, first.prepared_at = TaskGroup.State.OPEN, first.starts_at, now - timedelta(days=3)
    for group in rows[3::5]:
        group.invited_at = None
    return _with_fittings(made, rows)


def _group(made: Made, school: School, starts: datetime, number: int) -> TaskGroup:
    before = starts - timedelta(days=30)
    return TaskGroup(
        school=school, consortium=made.consortium(school), pack=pack_on(starts.date()).slug, number=number,
        starts_at=starts, ends_at=starts + timedelta(minutes=MINUTES), place="The library", planned_by=made.lead,
        planned_at=before, invited_at=before,
    )  # fmt: skip


def _with_fittings(made: Made, groups: list[TaskGroup]) -> list[TaskGroup]:
    TaskGroup.objects.bulk_create(groups, BATCH)
    bulk.write(row for group in groups for row in _agenda(group))
    bulk.write(row for group in groups for row in _seats(made, group))
    return groups


def _agenda(group: TaskGroup) -> Iterator[AgendaItem]:
    framework = pack(group.pack)
    assert framework is not None
    known = Situation(early_years=True, post_16=False, first=group.number == 1, open_actions=4)
    for place, one in enumerate(propose(framework, known, MINUTES).items, 1):
        yield AgendaItem(
            task_group=group, position=place, kind=one.kind, area=one.area, title=one.title, reason=one.reason,
            minutes=one.minutes, because=list(one.because), because_school=list(one.because_school),
        )  # fmt: skip


def _seats(made: Made, group: TaskGroup) -> Iterator[Seat]:
    """The host head and deputy, a chair, a clerk, three members: the heads of the next schools."""
    chair, *members = made.neighbours(group.school, MEMBERS + 1)
    people = [(made.head(group.school), "host"), (made.deputies[made.place(group.school)], "host")]
    people += [(made.heads[chair], "chair"), (made.clerk(group.school), "clerk")]
    people += [(made.heads[n], "member") for n in members]
    over = group.state != TaskGroup.State.PLANNED
    for n, (person, part) in enumerate(people):
        yield Seat(
            task_group=group, person=person, part=part, invited_at=group.invited_at, reason="Knows schools like this.",
            reply="yes" if over or (group.invited_at and n % 3) else "",
            protocols_accepted_at=group.invited_at if over else None,
        )  # fmt: skip
