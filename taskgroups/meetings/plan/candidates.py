"""Who may be given a seat in a Task Group, and in which part."""

from dataclasses import dataclass, field

from django.db.models import Q
from django.utils import timezone

from taskgroups.meetings.models import Seat, TaskGroup
from taskgroups.people.models import Person
from taskgroups.schools.models import Role

Part = Seat.Part


@dataclass(frozen=True)
class Candidate:
    """Somebody who could come, and what they do."""

    person: Person
    does: str


@dataclass
class Candidates:
    """The people open to each part, each once, in the order of their names."""

    by_part: dict[str, dict[int, Candidate]] = field(default_factory=dict)

    def add(self, part: str, role: Role) -> None:
        self.by_part.setdefault(part, {}).setdefault(role.person_id, Candidate(role.person, what(role)))

    def of(self, part: str) -> list[Candidate]:
        return list(self.by_part.get(part, {}).values())

    def parts_of(self, person: Person) -> set[str]:
        return {part for part, people in self.by_part.items() if person.pk in people}


def what(role: Role) -> str:
    """Return what somebody does, as it stands beside their name."""
    if role.title:
        return role.title
    named = {
        Role.Kind.HEAD: f"Head, {role.school}" if role.school else "Head",
        Role.Kind.LEADER: "Leader or governor",
        Role.Kind.OFFICER: f"Officer, {role.authority}",
    }
    return named.get(Role.Kind(role.kind), role.get_kind_display())


def candidates(group: TaskGroup) -> Candidates:
    """Return who may be seated.

    The host school's people sit for the school, in no other part. Heads of the other schools that have agreed to be in
    the consortium, and its chairs, sit as members or co-chairs, or as guests; its observers as observers, its clerks as
    clerks; its leads, and officers of the host school's authority, as guests.
    """
    school = group.school
    found, roles = Candidates(), _roles(group)
    for role in roles:
        if role.kind in Role.SCHOOL_KINDS and role.school_id == school.pk:
            found.add(Part.HOST, role)
    own = set(found.by_part.get(Part.HOST, {}))
    for role in roles:
        if role.person_id not in own:
            for part in _parts(role):
                found.add(part, role)
    return found


def _roles(group: TaskGroup) -> list[Role]:
    wanted = (
        Q(school=group.school_id, kind__in=Role.SCHOOL_KINDS)
        | Q(school__in=group.consortium.agreed_schools(), kind=Role.Kind.HEAD)
        | Q(consortium=group.consortium_id)
    )
    if group.school.authority_id:
        wanted |= Q(authority=group.school.authority_id, kind=Role.Kind.OFFICER)
    roles = Role.objects.on(timezone.localdate()).filter(wanted, person__is_active=True)
    return list(roles.select_related("person", "school", "authority").order_by("person__name", "id"))


def _parts(role: Role) -> tuple[str, ...]:
    parts: dict[str, tuple[str, ...]] = {
        Role.Kind.HEAD: (Part.CO_CHAIR, Part.MEMBER, Part.GUEST),
        Role.Kind.CHAIR: (Part.CO_CHAIR, Part.MEMBER, Part.GUEST),
        Role.Kind.OBSERVER: (Part.OBSERVER,),
        Role.Kind.CLERK: (Part.CLERK,),
        Role.Kind.LEAD: (Part.GUEST,),
        Role.Kind.OFFICER: (Part.GUEST,),
    }
    return parts.get(role.kind, ())
