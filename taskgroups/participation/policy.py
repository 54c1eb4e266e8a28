"""Who may see who takes part. Every finder returns the thing for this person, or None."""

from django.urls import reverse

from taskgroups.people.models import Person
from taskgroups.schools.models import Consortium, ConsortiumSchool
from taskgroups.schools.policy import headed_by, is_head, leads, served_by, working_school


def counted_consortium(person: Person, slug: str) -> Consortium | None:
    """The lead of the consortium, and officers of its authority."""
    found = Consortium.objects.filter(slug=slug).select_related("authority").first()
    if found is None:
        return None
    return found if leads(person, found) or found.authority_id in served_by(person) else None


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
    if consortium.authority_id in served_by(person):
        return reverse("participation-counts", args=[consortium.slug])
    headed = headed_by(person)
    if not headed:
        return ""
    mine = consortium.memberships.filter(school__in=headed, waits=False).values_list("school__urn", flat=True)
    urn = mine.order_by("school__name").first()
    return reverse("participation-school", args=[consortium.slug, urn]) if urn else ""
