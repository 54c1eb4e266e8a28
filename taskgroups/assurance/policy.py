"""Who may take out what a school owns, and see to its statement: the head. Every finder returns it, or None."""

from taskgroups.assurance.models import Archive, Link
from taskgroups.people.models import Person
from taskgroups.schools.policy import headed_school


def own_archive(person: Person, urn: int, archive: str) -> Archive | None:
    """The head of the school."""
    school = headed_school(person, urn)
    if school is None:
        return None
    return Archive.objects.filter(school=school, public_id=archive.replace("\0", "")).select_related("school").first()


def link_of_headed_school(person: Person, urn: int, link_id: int) -> Link | None:
    """The head of the school, about a link to its statement."""
    school = headed_school(person, urn)
    return Link.objects.filter(school=school, pk=link_id).first() if school else None
