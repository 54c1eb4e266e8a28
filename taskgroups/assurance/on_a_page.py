"""What the school's own people find of its statement on the school's page."""

from typing import Any

from taskgroups.assurance.models import Statement
from taskgroups.people.models import Person
from taskgroups.schools.models import School
from taskgroups.schools.on_a_page import Seen
from taskgroups.schools.policy import is_staff


def statement(person: Person, school: School, seen: Seen) -> dict[str, Any] | None:
    """Return when what stands was released, for the school's own people; None for everybody else. One query."""
    if not is_staff(person, school):
        return None
    return {
        "released_at": Statement.objects.released().filter(school=school).values_list("released_at", flat=True).first()
    }
