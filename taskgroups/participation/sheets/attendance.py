"""Who came to the Task Groups of a school year, as a spreadsheet. It only goes out: the room itself notes who comes."""

from taskgroups.assurance.statement.people import attendance
from taskgroups.kit.paper.sheet import Value
from taskgroups.meetings.models import Seat, TaskGroup
from taskgroups.participation.queries import Year, day_of

HEADERS = ("Day", "Host URN", "Host school", "Name", "Part", "Came")


def attendance_rows(year: Year) -> list[list[Value]]:
    """A row for each seat of the Task Groups that were held, by day, school and name; three queries."""
    held = {one.pk: one for one in year.groups if one.state == TaskGroup.State.CLOSED}
    there = attendance(list(held))
    seats = Seat.objects.current().filter(task_group__in=held).select_related("person")
    found = []
    for seat in seats:
        group, came = held[seat.task_group_id], there[seat.task_group_id]
        said = ("Yes" if came.has(seat) else "No") if came.noted else "Not noted"
        part = Seat.Part(came.part(seat)).label
        found.append((day_of(group), group.school.urn, group.school.name, seat.person.name, part, said))
    return [list(one) for one in sorted(found)]
