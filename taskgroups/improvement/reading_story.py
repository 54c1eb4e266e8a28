"""How a school's risk came to be so: six months told again, read in a fixed number of queries."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from taskgroups.evaluation.agreed import Agreed
from taskgroups.frameworks.pack import Area, Pack
from taskgroups.improvement.models import Action
from taskgroups.improvement.reading_past import judgements_of, last_day, past_of
from taskgroups.improvement.reading_soon import known_of_inspections
from taskgroups.improvement.retelling import Story, Today, tell
from taskgroups.schools.models import School

BACK = timedelta(days=183)


@dataclass(frozen=True)
class SchoolStory:
    """What moved a school's risk under one framework version, and what stands at the end of it."""

    school_urn: int
    pack: Pack
    on: date
    areas: tuple[Area, ...]
    story: Story
    now: Today


def story_of(
    school: School, pack: Pack, today: date | None = None, *, back: timedelta = BACK, agreed: Agreed = Agreed.ALL
) -> SchoolStory:
    """Return the story of the six months before a day; seven queries, whatever is on file. `agreed` is what the reader
    may know of that which Task Groups agreed.

    Under a framework that has ended it is told up to its last day, or the last day the school judged under it: then
    one query more.
    """
    end = last_day(school, pack, today or timezone.localdate())
    past = past_of(school, pack, judgements_of(school, pack, agreed), end - back, _shown_by(school))
    known = known_of_inspections(school)
    story, now = tell(past, known.soon_on, known.turns(end - back, end), end - back, end)
    return SchoolStory(school.urn, pack, end, tuple(one.area for one in past.places), story, now)


def _shown_by(school: School) -> Mapping[int, str]:
    """What the action was that an item of evidence closed, by the item; one query."""
    closed = Action.objects.filter(school=school).exclude(evidence=None).order_by("due", "pk")
    return dict(closed.values_list("evidence", "what"))
