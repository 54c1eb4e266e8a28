"""What people are called on a school's pages of improvement: by name to its own people, by role to everybody else."""

from collections.abc import Callable, Iterable
from datetime import datetime

from django.utils import timezone

from taskgroups.improvement.models import Action
from taskgroups.people.models import Person
from taskgroups.schools.by_role import role_on, roles_by_person
from taskgroups.schools.models import School

Called = Callable[[Person, datetime], str]
UNTOLD = "Somebody of the school"


def owner_called(action: Action, *, own: bool) -> str:
    """Return 'Lewis Alder' to the school's own people, 'Deputy head' to others. The `owner` must be loaded."""
    return action.owner.name if own else action.owner_role or UNTOLD


def calling(school: School, people: Iterable[Person], *, own: bool) -> Called:
    """Return what calls these people as they were at a moment: by name, or by role and place; then one query."""
    if own:
        return lambda person, _: person.name
    roles = roles_by_person({one.pk for one in people})
    return lambda person, at: role_on(roles.get(person.pk, []), timezone.localdate(at), school)
