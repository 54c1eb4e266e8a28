"""A Task Group held from beginning to end, through the same verbs as the room; and what came of it."""

from datetime import date, datetime, timedelta
from typing import Protocol

from django.utils import timezone

from taskgroups.demonstration import chairing, clock, story
from taskgroups.demonstration.preparation import at_nine
from taskgroups.evaluation.models import Evidence
from taskgroups.frameworks.pack import Area, Pack
from taskgroups.frameworks.shelf import pack as pack_of
from taskgroups.improvement.domain import actions
from taskgroups.improvement.models import Action
from taskgroups.meetings.domain import capture, record, run
from taskgroups.meetings.domain.capture import Stamp
from taskgroups.meetings.models import AgendaItem, TaskGroup
from taskgroups.people.models import Person
from taskgroups.schools.models import School
from taskgroups.schools.queries.circle import staff_of

QUESTIONS_AN_ITEM = 4
ACTION_EVERY = 2


class Ending(Protocol):
    """How far the record of a Task Group has come."""

    def __call__(self, group: TaskGroup, *, clerk: Person) -> None: ...


def hold(group: TaskGroup, *, chair: Person, clerk: Person, meeting: int) -> None:
    """Hold the meeting: every item opened in turn, questions asked, answers noted, judgements agreed, actions set.

    `meeting` is which of the chair's it is: they advise less each time.
    """
    pack = pack_of(group.pack)
    assert pack is not None
    moment = group.starts_at
    with clock.at(moment):
        run.open_room(by=chair, group=group)
        people = [seat.person for seat in group.seats.select_related("person")]
        run.mark_attendance(by=clerk, group=group, people=people, came=True)
    for number, item in enumerate(group.agenda.all()):
        with clock.at(moment + timedelta(minutes=1)):
            run.move(by=chair, group=group, item=item)
        area = pack.area(item.area) if item.area else None
        if area:
            _discuss(group, item, pack, area, number, chair, clerk, moment)
            chairing.speak(chair, item, area, meeting=meeting, moment=moment + timedelta(seconds=90))
        moment += timedelta(minutes=item.minutes)
    with clock.at(moment):
        run.close(by=chair, group=group)
    group.refresh_from_db()


def _discuss(
    group: TaskGroup,
    item: AgendaItem,
    pack: Pack,
    area: Area,
    number: int,
    chair: Person,
    clerk: Person,
    moment: datetime,
) -> None:
    topic = story.topic_of(area)
    questions = sorted(area.questions, key=lambda q: (hash_of(q.slug, group.pk), q.slug))[:QUESTIONS_AN_ITEM]
    minute = 2
    for place, question in enumerate(questions):
        with clock.at(moment + timedelta(minutes=minute)):
            asked = capture.ask(Stamp(chair, group, item), text=question.text, question=question)
        if place < len(topic.answers):
            with clock.at(moment + timedelta(minutes=minute + 1)):
                capture.answer(Stamp(clerk, group, item), text=topic.answers[place], to=asked.number)
        minute += 3
    with clock.at(moment + timedelta(minutes=minute)):
        _agree(group, item, area, topic, number, chair, clerk)


def _agree(
    group: TaskGroup, item: AgendaItem, area: Area, topic: story.Topic, number: int, chair: Person, clerk: Person
) -> None:
    for shown in Evidence.objects.filter(school=group.school, uses__area=area.slug, uses__pack=group.pack).distinct()[
        :1
    ]:
        capture.see_evidence(Stamp(clerk, group, item), text=shown.title, evidence=shown.public_id)
    line = [g.slug for g in area.scale].index(area.secure_from)
    value = area.scale[min(line + (number % 3 == 0), len(area.scale) - 1)].slug
    capture.agree(Stamp(chair, group, item), value=value, why=topic.agreed)
    if number % ACTION_EVERY == 0:
        staff = [role.person for role in staff_of(group.school)]
        due = timezone.localdate(group.starts_at) + timedelta(days=28 + number * 4)
        capture.set_action(
            Stamp(clerk, group, item),
            what=topic.action,
            owner=staff[number % len(staff)],
            due=due,
            proof=topic.proof,
            issue=group.school.improvement_issues.filter(area=area.slug).first(),
        )


def agreed(group: TaskGroup, *, clerk: Person) -> None:
    """The record goes to the head four days later and is agreed within the week."""
    day = timezone.localdate(group.starts_at)
    head = staff_head(group.school)
    with clock.at(at_nine(day + timedelta(days=4))):
        written = record.begin_record(group=group)
        record.send_to_head(by=clerk, record=written)
    with clock.at(at_nine(day + timedelta(days=7))):
        record.mark_accurate(by=head, record=written)


def drafted(group: TaskGroup, *, clerk: Person) -> None:
    """The record has written itself, and waits for the clerk."""
    record.begin_record(group=group)


def since_then(school: School, today: date) -> None:
    """What became of the school's first actions: done with evidence, under way, and one that is late."""
    found = list(Action.objects.filter(school=school).order_by("due"))
    for action in found[:1]:
        with clock.at(at_nine(today - timedelta(days=12))):
            _finish(action)
    for action in found[1:4]:
        with clock.at(at_nine(today - timedelta(days=10))):
            actions.update_action(
                by=action.owner, action=action, version=action.version, status=Action.Status.UNDER_WAY,
                note="Begun with two classes; the rest follow after half-term.",
            )  # fmt: skip


def _finish(action: Action) -> None:
    shown = Evidence.objects.filter(school=action.school, uses__area=action.area).distinct()[:1]
    done = actions.finish_action(
        by=action.owner, action=action, version=action.version, evidence=shown, done_on=timezone.localdate()
    )
    actions.say_difference(
        by=action.owner, action=done, version=done.version, impact=Action.Impact.SOME,
        note="Governors saw the change in two of three visits. Too few to be sure.",
    )  # fmt: skip


def staff_head(school: School) -> Person:
    """The head of a school."""
    return next(role.person for role in staff_of(school) if role.kind == "head")


def hash_of(text: str, salt: int) -> int:
    """A number that mixes the order of questions, the same on every machine."""
    return sum(ord(letter) * (place + salt) for place, letter in enumerate(text, 7)) % 997
