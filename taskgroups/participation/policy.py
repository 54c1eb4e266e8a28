"""Who may see who takes part. Every finder returns the thing for this person, or None."""

from django.urls import reverse

from taskgroups.people.models import Person
from taskgroups.schools.models import Consortium, ConsortiumSchool, Role
from taskgroups.schools.policy import is_head, leads, officers_authority, roles_of, working_school


def counted_consortium(person: Person, slug: str) -> Consortium | None:
    """The lead of the consortium, and officers of its authority."""
    found = Consortium.objects.filter(slug=slug).select_related("authority").first()
    if found is None:
        return None
    serves = found.authority is not None and officers_authority(person, found.authority.code) is not None
    return found if serves or leads(person, found) else None


def school_taking_part(person: Person, slug: str, urn: int) -> ConsortiumSchool | None:
    """The lead of the consortium, and the head of the school, once the school has joined it."""
    school = working_school(person, urn)
    places = ConsortiumSchool.objects.filter(consortium__slug=slug, school=school, waits=False)
    found = places.select_related("consortium", "school").first()
    if found is None:
        return None
    return found if leads(person, found.consortium) or is_head(person, found.school) else None


def participation_address(person: Person, consortium: Consortium) -> str:
    """Where somebody reads who takes part: a lead everybody, an officer counts, a head their school; '' for others."""
    if leads(person, consortium):
        return reverse("participation", args=[consortium.slug])
    if any(r.kind == Role.Kind.OFFICER and r.authority_id == consortium.authority_id for r in roles_of(person)):
        return reverse("participation-counts", args=[consortium.slug])
    headed = {role.school_id for role in roles_of(person) if role.kind == Role.Kind.HEAD}
    if not headed:
        return ""
    mine = consortium.memberships.filter(school__in=headed, waits=False).values_list("school__urn", flat=True)
    urn = mine.order_by("school__name").first()
    return reverse("participation-school", args=[consortium.slug, urn]) if urn else ""
