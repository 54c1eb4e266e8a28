"""People by role and place: what they are called where their names are nobody else's business."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date

from taskgroups.schools.models import Role, School

NO_ROLE = "Somebody with no role on that day"


def roles_by_person(people: Collection[int]) -> dict[int, list[Role]]:
    """Return every role of these people, ended ones too, the heads' first; one query."""
    found: dict[int, list[Role]] = {}
    known = Role.objects.filter(person__in=people).select_related("school", "consortium", "authority").order_by("pk")
    for role in sorted(known, key=lambda one: one.kind != Role.Kind.HEAD):
        found.setdefault(role.person_id, []).append(role)
    return found


def held_on(roles: Iterable[Role], on: date) -> Iterator[Role]:
    """Those of the roles that were held on a day."""
    return (one for one in roles if one.starts <= on and (one.ends is None or one.ends >= on))


def role_words(role: Role) -> str:
    """Return 'Head of Birch Primary School', 'Deputy head, Birch Primary School', 'Clerk, Harbour'."""
    if role.kind == Role.Kind.HEAD:
        return f"Head of {role.place}"
    return f"{title_of(role)}, {role.place}"


def title_of(role: Role) -> str:
    """Return what somebody is at a school: 'Head', or the title of their role."""
    return "Head" if role.kind == Role.Kind.HEAD else role.title or role.get_kind_display()


def role_on(roles: Iterable[Role], on: date, school: School) -> str:
    """Return what somebody was on a day, at `school` if anything there: 'Deputy head, Birch Primary School'."""
    held = sorted(held_on(roles, on), key=lambda one: one.school_id != school.pk)
    return role_words(held[0]) if held else NO_ROLE
