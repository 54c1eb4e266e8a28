"""Who may see and change a school's improvement issues and actions: every finder returns it, or None."""

from dataclasses import dataclass

from taskgroups.evaluation.agreed import Agreed, known_to
from taskgroups.improvement.models import Action, ImprovementIssue
from taskgroups.people.models import Person
from taskgroups.schools.models import School, Thing
from taskgroups.schools.policy import (
    headed_school,
    is_head,
    is_staff,
    own_school,
    visible_things,
    working_school,
)

RISK_RESTS_ON = {str(one) for one in (Thing.EVALUATION, Thing.EVIDENCE, Thing.IMPROVEMENT, Thing.RECORD)}


@dataclass(frozen=True)
class Seen:
    """A school as far as one person may know its improvement.

    `own`: they belong to it; `head`: they lead it; `records`: its agreed records are shared with them, too;
    `agreed`: what of that which Task Groups agreed, where the risk is shared.
    """

    school: School
    own: bool
    head: bool
    records: bool = False
    agreed: Agreed = Agreed.NOTHING


@dataclass(frozen=True)
class SeenAction:
    """An action, and whether this person may change it (its owner, and the head) or give it to another (the head)."""

    action: Action
    seen: Seen
    may_change: bool


def seen_improvement(person: Person, urn: int) -> Seen | None:
    """The school's own people, and those it shares its improvement issues and actions with."""
    school = working_school(person, urn)
    shared = visible_things(person, school) if school else set()
    if school is None or Thing.IMPROVEMENT not in shared:
        return None
    return Seen(school, is_staff(person, school), is_head(person, school), records=Thing.RECORD in shared)


def seen_action(person: Person, urn: int, action_id: str) -> SeenAction | None:
    """The school's own people, and those it shares its improvement issues and actions with."""
    seen = seen_improvement(person, urn)
    action = _action(seen.school, action_id) if seen else None
    if seen is None or action is None:
        return None
    return SeenAction(action, seen, seen.head or (seen.own and action.owner_id == person.pk))


def changed_action(person: Person, urn: int, action_id: str) -> Action | None:
    """The action's owner, while they belong to the school, and the school's head."""
    found = seen_action(person, urn, action_id)
    return found.action if found and found.may_change else None


def given_action(person: Person, urn: int, action_id: str) -> Action | None:
    """The head of the school."""
    found = seen_action(person, urn, action_id)
    return found.action if found and found.seen.head else None


def set_for(person: Person, urn: int) -> School | None:
    """The head, the leaders and the governors of the school: it sets its own actions."""
    return own_school(person, urn)


def moved_issue(person: Person, urn: int, issue_id: str) -> ImprovementIssue | None:
    """The head of the school."""
    school = headed_school(person, urn)
    return ImprovementIssue.objects.filter(school=school, public_id=issue_id).first() if school else None


def _action(school: School, action_id: str) -> Action | None:
    found = Action.objects.select_related("school", "owner", "issue", "set_by")
    return found.filter(school=school, public_id=action_id).first()


def seen_risk(person: Person, urn: int) -> Seen | None:
    """The school's own people, and those it shares all that risk rests on with: also evidence and agreed records."""
    school = working_school(person, urn)
    if school is None or not visible_things(person, school) >= RISK_RESTS_ON:
        return None
    own, head, agreed = is_staff(person, school), is_head(person, school), known_to(person, school, RISK_RESTS_ON)
    return Seen(school, own, head, agreed=agreed)
