"""Task Groups of the cast's consortium in this school year: held, to come, and what became of them."""

from datetime import timedelta

from django.utils import timezone

from taskgroups.meetings.models import Event, Seat, TaskGroup
from taskgroups.people.models import Person
from taskgroups.schools.models import School
from tests.cast import Cast
from tests.world import PACK


def a_group(cast: Cast, school: School, state: str = "closed", days: int = -10, **seats: Person) -> TaskGroup:
    """One of this consortium's, so many days from now; a seat for each part that is named."""
    starts = timezone.now() + timedelta(days=days)
    made = TaskGroup.objects.create(
        school=school, consortium=cast.harbour, pack=PACK.slug, number=1, starts_at=starts,
        ends_at=starts + timedelta(hours=2), planned_by=cast.lead, planned_at=starts, state=state,
    )  # fmt: skip
    for part, person in seats.items():
        Seat.objects.create(task_group=made, person=person, part=part, invited_at=starts)
    return made


def came(group: TaskGroup, *people: Person) -> None:
    """Somebody notes who came."""
    for number, one in enumerate(people, 1):
        Event.objects.create(
            task_group=group, number=number, kind="attendance", by=one, at=group.starts_at,
            written_at=group.starts_at, payload={"person": one.pk, "came": True},
        )  # fmt: skip
