"""A county of 250 schools with five years of Task Groups, written in bulk: 1,250 meetings held, 100,000 events.

The rows are of the shape the application writes: judgements that supersede one another, agendas proposed by the pack,
logs with every usual kind of event, records locked with the document the application froze. Each school has one more
Task Group to come, and the first school's is under way.
"""

import random
from dataclasses import dataclass

from bench.county import log, meetings, papers, preparation, schools, trail
from taskgroups.meetings.models import TaskGroup
from taskgroups.people.models import Person
from taskgroups.schools.models import School

SCHOOLS, YEARS, OTHERS = 250, 5, 52_000


@dataclass(frozen=True)
class County:
    """Who to sign in as, and whose pages to open."""

    head: Person
    chair: Person
    clerk: Person
    lead: Person
    officer: Person
    school: School
    coming: TaskGroup
    under_way: TaskGroup
    agreed: TaskGroup
    draft: TaskGroup


def build(years: int = YEARS, number: int = SCHOOLS) -> County:
    """Write the county, and return the people and places to measure with.

    The first school's last Task Group has an agreed record; the second's waits for its clerk.
    """
    dice = random.Random(7)
    made = schools.build(number)
    held = meetings.held(made, years, dice)
    coming = meetings.coming(made, years)
    preparation.build(made, years, dice)
    actions = preparation.actions(made, held)
    log.write(held, actions, log.EVENTS)
    log.write(coming[:1], {}, log.SO_FAR)
    papers.lock(made, held)
    trail.build(made, held)
    last = {group.school_id: group for group in held}
    first, second = made.schools[:2]
    return County(
        head=made.head(first), chair=made.head(second), clerk=made.clerk(first), lead=made.lead, officer=made.officer,
        school=first, coming=coming[2], under_way=coming[0], agreed=last[first.pk], draft=last[second.pk],
    )  # fmt: skip
