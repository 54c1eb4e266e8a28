"""The open actions on the school's page: how many, how many of them late, and those due soonest."""

from typing import Any

from django.db.models import Count, Q

from taskgroups.improvement.listing import Want, actions_of, rows
from taskgroups.improvement.models import Action
from taskgroups.people.models import Person
from taskgroups.schools.models import School, Thing
from taskgroups.schools.on_a_page import Seen
from taskgroups.schools.policy import today

MOST = 5


def open_actions(person: Person, school: School, seen: Seen) -> dict[str, Any] | None:
    """Return the open actions for those the school shares its improvement with. Three queries."""
    if Thing.IMPROVEMENT not in seen:
        return None
    found = rows(actions_of(school, Want(status="open"))[:MOST])
    late = Count("pk", filter=Q(due__lt=today()))
    return {"rows": found, **Action.objects.unfinished().filter(school=school).aggregate(all=Count("pk"), late=late)}
