"""The next Task Group on the school's page."""

from typing import Any

from django.utils import timezone

from taskgroups.meetings import policy
from taskgroups.meetings.queries import coming
from taskgroups.people.models import Person
from taskgroups.schools.models import Role, School
from taskgroups.schools.on_a_page import Seen
from taskgroups.schools.policy import is_staff, memberships_of, roles_of


def next_group(person: Person, school: School, seen: Seen) -> dict[str, Any] | None:
    """Return the next Task Group this person may know of; None where there is none and they have no part in it.

    The school's own people are told too that none is planned, and those who may plan one where to. Two queries.
    """
    group = policy.task_groups_for(person).filter(coming(timezone.now()), school=school).order_by("starts_at").first()
    plan_in = "" if group else _consortium_to_plan_in(person, school)
    if not (group or plan_in or is_staff(person, school)):
        return None
    return {"group": group, "plan_in": plan_in}


def _consortium_to_plan_in(person: Person, school: School) -> str:
    """The slug of the consortium whose lead or chair this person is and whose head has agreed, or ''."""
    kinds = (Role.Kind.LEAD, Role.Kind.CHAIR)
    mine = [role.consortium_id for role in roles_of(person) if role.kind in kinds]
    agreed = memberships_of(person, school) if mine else []
    return next((one.consortium.slug for one in agreed if one.consortium_id in mine and not one.waits), "")
