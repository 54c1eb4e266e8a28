"""A head's seats at Task Groups to come pass to the one who follows."""

from taskgroups.meetings.domain.seats import leave, seat_heads
from taskgroups.meetings.models import Seat, TaskGroup
from taskgroups.people.models import Person
from taskgroups.schools.models import School

AHEAD = (TaskGroup.State.PLANNED, TaskGroup.State.POSTPONED)


def pass_seats_on(school: School, before: Person, follower: Person) -> None:
    """Seat the follower for the host school where the head before sat, and end that seat. Held ones stay."""
    groups = TaskGroup.objects.filter(school=school, state__in=AHEAD)
    for group in groups.select_related("school"):
        for seat in group.seats.current().filter(person=before, part=Seat.Part.HOST).select_related("task_group"):
            leave(seat)
        seat_heads(group)
