"""The Task Groups of one school, as far as a person may know of them."""

from django.db.models import Q, QuerySet, Subquery

from taskgroups.meetings import policy
from taskgroups.meetings.hidden import not_hidden_from
from taskgroups.meetings.models import Record, Seat, TaskGroup
from taskgroups.meetings.seated import opens
from taskgroups.people.models import Person
from taskgroups.schools import policy as schools
from taskgroups.schools.models import School, Thing


def met_school(person: Person, urn: int) -> School | None:
    """The school's own people, its consortium's lead, those with a seat there, and those it shares records with."""
    school = schools.working_school(person, urn)
    if school is None:
        return None
    if schools.is_staff(person, school) or task_groups_of(person, school).exists():
        return school
    led = schools.led_by(person)
    near = bool(led) and school.memberships.filter(consortium__in=led).exists()
    return school if near or schools.may_see(person, school, Thing.RECORD) else None


def task_groups_of(person: Person, school: School) -> QuerySet[TaskGroup]:
    """The school's Task Groups this person may know of; where records are shared with them, those with a locked one."""
    known = policy.task_groups_for(person).filter(school=school)
    if not schools.may_see(person, school, Thing.RECORD):
        return known
    shared = TaskGroup.objects.filter(not_hidden_from(person), school=school, record__state__in=Record.LOCKED)
    found = TaskGroup.objects.filter(Q(pk__in=known.values("pk")) | Q(pk__in=shared.values("pk")))
    return found.select_related("school", "consortium")


def is_in_group_of(person: Person, school: School) -> bool:
    """Whether a person has a seat in the school's latest Task Group whose preparation was sent.

    With the next one the members of the one before see no more of what the school is doing.
    """
    sent = TaskGroup.objects.filter(school=school, prepared_at__isnull=False)
    latest = sent.exclude(state=TaskGroup.State.CANCELLED).order_by("-starts_at", "-id").values("pk")[:1]
    own = Seat.objects.filter(person=person, task_group=Subquery(latest))
    part = own.current().values_list("part", flat=True).first()
    return part is not None and opens(person, school, part, own)
