"""What a school of the demonstration shows others: its released statement, and a link to it."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from taskgroups.assurance.domain.afterwards import answer
from taskgroups.assurance.domain.governors import choose_for_governors
from taskgroups.assurance.domain.link import make_link, note_opening
from taskgroups.assurance.domain.release import as_chosen, choose, mark_of, release
from taskgroups.assurance.governors.parts import PARTS
from taskgroups.assurance.models import Opening
from taskgroups.assurance.statement.facts import everything
from taskgroups.assurance.statement.gathering import facts_of
from taskgroups.demonstration import clock
from taskgroups.meetings.models import Record, TaskGroup
from taskgroups.people.models import Person
from taskgroups.schools.domain.share import share
from taskgroups.schools.models import Audience, School, Thing

WORDS = "We ask other heads to test what we say about ourselves, and we do the same for them."


def release_statement(school: School, head: Person, today: date) -> None:
    """The head released a statement ten days ago and gave a link to it, which was opened since."""
    on = today - timedelta(days=10)
    with clock.at(_moment(on, 9)):
        chosen = everything(facts_of(school))
        draft = choose(by=head, school=school, chosen=chosen, words=WORDS)
        release(by=head, school=school, seen=mark_of(as_chosen(draft)))
        link = make_link(by=head, school=school, whom="Lead inspector", until=today + timedelta(days=20))
    with clock.at(_moment(on + timedelta(days=1), 16)):
        note_opening(link=link, way=Opening.Way.PAGE)
        note_opening(link=link, way=Opening.Way.PDF)


def share_with_the_authority(school: School, head: Person, things: Iterable[Thing], on: date) -> None:
    """The head chose that the consortium and the authority may see these."""
    with clock.at(_moment(on, 9)):
        share(school=school, audiences={thing.value: Audience.AUTHORITY.value for thing in things}, by=head)


def show_governors(school: School, head: Person) -> None:
    """The head chose a page for the governors."""
    choose_for_governors(by=head, school=school, parts=[key for key, _ in PARTS], words="")


def answer_afterwards(school: School, head: Person) -> None:
    """The head answered the three questions about the school's Task Group whose record is agreed."""
    group = TaskGroup.objects.filter(school=school, record__state=Record.State.AGREED).latest("starts_at")
    with clock.at((group.record.locked_at or group.starts_at) + timedelta(days=1)):
        given = {"tested": 4, "own": 4, "supported": 3}
        answer(by=head, group=group, answers=given, words="The questions about writing stayed with us all week.")


def _moment(day: date, hour: int) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour)))
