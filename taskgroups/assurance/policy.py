"""Who may take out what a school owns. The head, and nobody else."""

from taskgroups.assurance.models import Archive
from taskgroups.people.models import Person
from taskgroups.schools.policy import headed_school


def own_archive(person: Person, urn: int, archive: str) -> Archive | None:
    """The head of the school."""
    school = headed_school(person, urn)
    if school is None:
        return None
    return Archive.objects.filter(school=school, public_id=archive.replace("\0", "")).select_related("school").first()
