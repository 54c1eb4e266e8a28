"""Asking the host three questions once the record is locked, and keeping what it answers."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from taskgroups.assurance.models import HostAnswers
from taskgroups.kit import post
from taskgroups.kit.access import audit
from taskgroups.kit.access.refused import Refused, refuse_longer
from taskgroups.kit.design.words import day
from taskgroups.meetings.models import Record, Seat, TaskGroup
from taskgroups.people.models import Person
from taskgroups.schools.policy import today
from taskgroups.schools.queries.circle import heads_of

ASK = """Dear {name},

The record of your Task Group of {on} is finished. Three questions about it take a minute. The chair alone reads what
you answer; others see counts, of six schools or more.

{place}
"""
ANSWERED = """Dear {name},

The head of {school} has said how the Task Group of {on} was for the school. You alone read it.

{place}
"""


def ask_host(record: Record) -> None:
    """Ask the head of the host school by e-mail, once the record is locked."""
    group = record.task_group
    for role in heads_of(group.school):
        if role.person.is_active:
            _send(role.person, group, "Three questions about your Task Group", ASK)


@transaction.atomic
def answer(*, by: Person, group: TaskGroup, answers: Mapping[str, int], words: str = "") -> HostAnswers:
    """Keep the host's answers and return them; the chair is told of the first. Said again, they replace themselves.

    Raises Refused before the record is locked, and once the school's next Task Group has begun.
    """
    held = TaskGroup.objects.select_for_update(of=("self",)).select_related("school", "record").get(pk=group.pk)
    if why := why_closed(held):
        raise Refused(why)
    refuse_longer(words, 1000, "words")
    now = timezone.now()
    given = {**answers, "words": words.strip(), "by": by, "changed_at": now}
    made, new = HostAnswers.objects.update_or_create(
        task_group=held, defaults=given, create_defaults={**given, "first_at": now}
    )
    if new:
        audit.note(by=by, verb="answered about the Task Group", school_urn=held.school.urn, about=held.public_id)
        for seat in (
            Seat.objects.open_on(today()).filter(task_group=held, part=Seat.Part.CHAIR).select_related("person")
        ):
            _send(seat.person, held, "How the Task Group was for the school", ANSWERED)
    return made


def why_closed(group: TaskGroup) -> str:
    """Say why the host cannot answer now, '' where it can."""
    if not group.is_recorded:
        return "The questions come once the record is agreed."
    later = TaskGroup.objects.filter(school=group.school, starts_at__gt=group.starts_at, opened_at__isnull=False)
    if later.exists():
        return "The school's next Task Group has begun, so these answers stay as they are."
    return ""


def _send(person: Person, group: TaskGroup, subject: str, text: str) -> None:
    place = post.link("task-group-answers", group.public_id)
    body = text.format(name=person.name, school=group.school.name, on=day(group.starts_at), place=place)
    post.send(to=person.email, subject=f"{subject}: {group.school.name}"[:200], text=body, about=group.about)
