"""Ending a role. It stays as history, with its dates."""

from datetime import date

from django.db import transaction

from taskgroups.kit import live
from taskgroups.kit.access import audit
from taskgroups.kit.access.refused import Refused
from taskgroups.people.models import Person
from taskgroups.schools.models import Role
from taskgroups.schools.policy import today


@transaction.atomic
def end_role(*, role: Role, ends: date, by: Person) -> Role:
    """Set the last day of a role. Raises Refused where it would end before it began, or where it leaves no lead."""
    if ends < role.starts:
        raise Refused(f"The role began on {role.starts.day} {role.starts:%B %Y}. Enter that day or a later one.")
    if role.kind == Role.Kind.LEAD and not _another_lead(role):
        raise Refused("This is the consortium's only lead. Invite another lead first.")
    if role.ends == ends:
        return role
    role.ends = ends
    role.save(update_fields=["ends"])
    if ends < today():
        live.let_go(role.person_id)
    urn = role.school.urn if role.school else None
    about = f"{role.person.name}: {role.get_kind_display()}, {role.place}"
    audit.note(by=by, verb="ended a role", school_urn=urn, about=about, last_day=ends.isoformat())
    return role


def _another_lead(role: Role) -> bool:
    others = Role.objects.on(today()).filter(kind=Role.Kind.LEAD, consortium=role.consortium_id, ends=None)
    return others.exclude(pk=role.pk).exists()
