"""The open actions on the school's page: how many, how many of them late, and those due soonest."""

from typing import Any

from django.db.models import Count, Q, Window

from taskgroups.improvement.listing import Want, actions_of, rows
from taskgroups.improvement.policy import RISK_RESTS_ON
from taskgroups.people.models import Person
from taskgroups.schools.models import School, Thing
from taskgroups.schools.on_a_page import Seen
from taskgroups.schools.policy import is_staff, today

MOST = 5


def open_actions(person: Person, school: School, seen: Seen) -> dict[str, Any] | None:
    """Return the open actions for those the school shares its improvement with. One query."""
    if Thing.IMPROVEMENT not in seen:
        return None
    own = is_staff(person, school)
    late = Window(Count("pk", filter=Q(due__lt=today())))
    counted = actions_of(school, Want(status="open"), own=own).annotate(of_all=Window(Count("pk")), of_late=late)
    found = list(counted[:MOST])
    counts = {"all": found[0].of_all, "late": found[0].of_late} if found else {"all": 0, "late": 0}
    return {"rows": rows(found, own=own, with_origins=False), "risk": seen >= RISK_RESTS_ON, **counts}
