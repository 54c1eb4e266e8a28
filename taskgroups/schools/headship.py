"""Who may name a school's head: whoever becomes head reads and shares all that the school holds.

The rule, while the headship is vacant (while somebody is head here, that person or an administrator ends it first),
and until a closed school's work is another's to read:

- The chair of governors, an officer of the school's authority and an administrator may always name one.
- The lead of a consortium that the school has agreed to belong to may, where the school holds no work yet, or where
  a head was here and has left: a successor or acting head must not wait for an administrator.
- Where it holds work and no head was ever here, the lead may not: nobody of the school has spoken for it yet. Nor may
  the lead of a consortium that took the school in after its head had left: no head has agreed to that.

Whenever a head is named for a school that had one or holds work, the head before, the chair of governors and the
administrators are told by letter, by whom and for which address; the school's own history shows it, before the
invitation can be used. Nobody becomes head without all of them knowing.
"""

from collections.abc import Callable
from datetime import date

from taskgroups.people.models import Person
from taskgroups.schools.models import Role, School
from taskgroups.schools.policy import heads_of, roles_of, today, working_school

CHAIRS = ("chair of governors", "chair of the governors", "chair of the governing body", "chair of trustees")
Holds = Callable[[School], bool]
_holds: list[Holds] = []


def tell_content(rule: Holds) -> None:
    """Floors above say here whether a school holds work of theirs: judgements, evidence, issues, actions."""
    if rule not in _holds:
        _holds.append(rule)


def holds_work(school: School) -> bool:
    """Whether the school has written anything down here."""
    return any(rule(school) for rule in _holds)


def is_chair_of_governors(role: Role) -> bool:
    """Whether a role at a school is that of its chair of governors, by its title."""
    return role.kind == Role.Kind.LEADER and role.title.strip().casefold() in CHAIRS


def naming_school(person: Person, urn: int) -> School | None:
    """The chair of governors, the lead of a consortium it agreed to, officers of its authority, administrators."""
    school = working_school(person, urn)
    return school if school and (_may_always(person, school) or _leads(person, school)) else None


def why_not(person: Person, school: School) -> str:
    """Return why this person may not name the school's head now, and what to do; '' where they may."""
    if school.passed_to:
        return f"{school} is closed, and nobody writes there any more. Open {school.passed_to}, which has its work."
    if heads_of(school):
        return f"{school} has a head here already. They, or an administrator, end that role first."
    if _may_always(person, school):
        return ""
    ask = f"Ask its chair of governors, an officer of its authority, or an administrator to name the head of {school}."
    if not _leads(person, school):
        return f"That is not for you to do. {ask}"
    before = last_head(school) if holds_work(school) else None
    if before is None and holds_work(school):
        return f"This school holds work already, and no head was here before. {ask}"
    if before and not _leads(person, school, since=before.ends):
        return f"This school joined your consortium after its head had left. {ask}"
    return ""


def may_name_head(person: Person, school: School) -> bool:
    """Whether a page should offer this person to name the head; no query for those whose role never lets them."""
    kinds = (Role.Kind.LEAD, Role.Kind.OFFICER, Role.Kind.ADMINISTRATOR)
    near = [role for role in roles_of(person) if role.kind in kinds or is_chair_of_governors(role)]
    return bool(near) and not school.passed_to_id and not heads_of(school) and not why_not(person, school)


def last_head(school: School) -> Role | None:
    """The headship that ended last, with its person, or None where nobody was head here."""
    ended = Role.objects.filter(school=school, kind=Role.Kind.HEAD, ends__lt=today()).select_related("person")
    return ended.order_by("-ends", "-pk").first()


def told_of_a_new_head(school: School) -> list[Person]:
    """The head before, the chairs of governors and the administrators, each once; closed accounts left out."""
    before = last_head(school)
    chairs = [
        role.person
        for role in Role.objects.on(today()).filter(school=school, kind=Role.Kind.LEADER).select_related("person")
        if is_chair_of_governors(role)
    ]
    keepers = Role.objects.on(today()).filter(kind=Role.Kind.ADMINISTRATOR).select_related("person")
    found = [*([before.person] if before else []), *chairs, *[role.person for role in keepers]]
    return [person for person in dict.fromkeys(found) if person.is_active]


def _may_always(person: Person, school: School) -> bool:
    return any(
        (role.school_id == school.pk and is_chair_of_governors(role))
        or (role.kind == Role.Kind.OFFICER and role.authority_id == school.authority_id)
        or role.kind == Role.Kind.ADMINISTRATOR
        for role in roles_of(person)
    )


def _leads(person: Person, school: School, since: date | None = None) -> bool:
    """Whether the person leads a consortium the school agreed to; with `since`, had joined by that day."""
    led = [role.consortium_id for role in roles_of(person) if role.kind == Role.Kind.LEAD]
    agreed = school.memberships.filter(consortium__in=led, waits=False)
    return bool(led) and (agreed.filter(joined_on__lte=since) if since else agreed).exists()
