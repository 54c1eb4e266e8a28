"""Who may take out what a school owns, and see to its statement: the head. Every finder returns it, or None."""

from taskgroups.assurance.models import Archive, Link
from taskgroups.meetings import policy as meetings
from taskgroups.meetings.models import TaskGroup
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


def group_afterwards(person: Person, group_id: str) -> TaskGroup | None:
    """The head of the host school, who answers, and the chair, who reads, once the record is locked."""
    group = meetings.headed_task_group(person, group_id) or meetings.chaired_task_group(person, group_id)
    return group if group and group.is_recorded else None
