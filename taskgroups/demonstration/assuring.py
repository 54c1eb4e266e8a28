"""What a school of the demonstration shows others: its released statement, and a link to it."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from taskgroups.assurance.domain.link import make_link, note_opening
from taskgroups.assurance.domain.release import as_chosen, choose, mark_of, release
from taskgroups.assurance.models import Opening
from taskgroups.assurance.statement.facts import everything
from taskgroups.assurance.statement.gathering import facts_of
from taskgroups.demonstration import clock
from taskgroups.people.models import Person
from taskgroups.schools.models import School

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


def _moment(day: date, hour: int) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour)))
