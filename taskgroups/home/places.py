"""Where a person's own work is: their schools, consortia and authorities, and the actions they own."""

from django.urls import reverse

from taskgroups.people.models import Person
from taskgroups.schools.models import Role
from taskgroups.schools.policy import roles_of, staffed_by
from taskgroups.training.policy import arranges

CHAIRS = (Role.Kind.CHAIR, Role.Kind.OBSERVER)  # an observer is a chair in training


def places_of(person: Person) -> list[tuple[str, str]]:
    """Return (text, address) for each place this person's roles today lead to, each once. No query of its own."""
    found = dict(_place(role) for role in roles_of(person))
    if staffed_by(person):
        found["All your actions"] = reverse("my-actions")
    if any(role.kind in CHAIRS for role in roles_of(person)):
        found["My practice"] = reverse("practice")
    if arranges(person):
        found["Training sessions you arrange"] = reverse("training-arranged")
    if any(role.kind in (*CHAIRS, Role.Kind.HEAD, Role.Kind.LEAD) for role in roles_of(person)):
        found["My accreditation as a chair"] = reverse("accreditation", args=[person.pk])
    return list(found.items())


def _place(role: Role) -> tuple[str, str]:
    if role.school:
        return role.school.name, reverse("school", args=[role.school.urn])
    if role.consortium:
        return role.consortium.name, reverse("consortium", args=[role.consortium.slug])
    if role.authority:
        return f"What schools of {role.authority.name} share", reverse("authority", args=[role.authority.code])
    if role.kind == Role.Kind.EDITOR:
        return "Write Heads Up", reverse("heads-up-desk")
    if role.kind == Role.Kind.MODERATOR:
        return "Moderate comments", reverse("heads-up-moderate")
    return "Accounts", reverse("accounts")
