"""Who may take out what a school owns, and see to its statement: the head. Every finder returns it, or None."""

from taskgroups.assurance.models import Archive, Link
from taskgroups.meetings import policy as meetings
from taskgroups.meetings.models import TaskGroup
from taskgroups.people.models import Person
from taskgroups.schools.models import School
from taskgroups.schools.policy import headed_school, is_head, is_staff, reads_what_it_left, working_school


def owned_school(person: Person, urn: int) -> School | None:
    """The head of the school; of a closed school, the head of the one that may read what it left."""
    if school := headed_school(person, urn):
        return school
    left = working_school(person, urn)
    return left if left and owns(person, left) else None


def owns(person: Person, school: School) -> bool:
    """The rule of `owned_school` for one school."""
    later, seen = school.passed_to if not school.passed_whole else None, {school.pk}
    while later and later.pk not in seen and not is_head(person, later):
        seen.add(later.pk)
        later = later.passed_to
    return is_head(person, school) or bool(later and is_head(person, later))


def read_school(person: Person, urn: int) -> School | None:
    """The school's own people; of a closed school, those who may read what it left."""
    school = working_school(person, urn)
    return school if school and (is_staff(person, school) or reads_what_it_left(person, school)) else None


def own_archive(person: Person, urn: int, archive: str) -> Archive | None:
    """Who takes out what the school owns: its head; of a closed school the head of the one that reads it."""
    school = owned_school(person, urn)
    if school is None:
        return None
    return Archive.objects.filter(school=school, public_id=archive).select_related("school").first()


def link_of_headed_school(person: Person, urn: int, link_id: int) -> Link | None:
    """The head of the school, about a link to its statement."""
    school = headed_school(person, urn)
    return Link.objects.filter(school=school, pk=link_id).first() if school else None


def group_afterwards(person: Person, group_id: str) -> TaskGroup | None:
    """The head of the host school, who answers, and the chair, who reads, once the record is locked."""
    group = meetings.headed_task_group(person, group_id) or meetings.chaired_task_group(person, group_id)
    return group if group and group.is_recorded else None
