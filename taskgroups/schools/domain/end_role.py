"""Ending a role. It stays as history, with its dates."""

from datetime import date

from django.db import transaction

from taskgroups.kit import live
from taskgroups.kit.access import audit
from taskgroups.kit.access.refused import Refused
from taskgroups.kit.design.words import day
from taskgroups.people.models import Person
from taskgroups.schools.models import Consortium, Role
from taskgroups.schools.policy import today

NO_LONGER = (
    "The last day as head is {}. Until it is over, the chair of governors or an administrator may take that back, "
    "under ‘Who follows’ on the school's page. After it, use ‘Name a head’ there."
)


@transaction.atomic
def end_role(*, role: Role, ends: date, by: Person) -> Role:
    """Set the last day of a role. Raises Refused where it would end before it began, or where it leaves no lead.

    A headship's last day, once said, is brought forward alone: `head_stays` takes it back, where it is not over yet.
    """
    role = _held(role)
    if ends < role.starts:
        raise Refused(f"The role began on {role.starts.day} {role.starts:%B %Y}. Enter that day or a later one.")
    if role.kind == Role.Kind.HEAD and role.ends and ends > role.ends:
        raise Refused(NO_LONGER.format(day(role.ends)), "ends")
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


def _held(role: Role) -> Role:
    """The role as it is now. Of a consortium's one changes at a time: two leads must not end one another's."""
    if role.consortium_id:
        Consortium.objects.select_for_update(no_key=True).get(pk=role.consortium_id)
    found = Role.objects.select_for_update(of=("self",)).select_related("person", "school", "consortium", "authority")
    return found.get(pk=role.pk)


def _another_lead(role: Role) -> bool:
    others = Role.objects.on(today()).filter(kind=Role.Kind.LEAD, consortium=role.consortium_id, ends=None)
    return others.filter(person__is_active=True).exclude(pk=role.pk).exists()
