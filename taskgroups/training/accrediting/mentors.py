"""Who mentors whom: those open to mentor somebody, and whom one mentors oneself."""

from django.db.models import Q, QuerySet

from taskgroups.people.models import Person
from taskgroups.schools.models import Role, School
from taskgroups.schools.policy import roles_of, today
from taskgroups.training.accrediting.policy import consortia_of
from taskgroups.training.accrediting.reading import standings
from taskgroups.training.models import Mentoring, Step


def mentored_by(person: Person) -> QuerySet[Mentoring]:
    """Those whom a person mentors now, by name; nobody once their last role has ended."""
    if not roles_of(person):
        return Mentoring.objects.none()
    found = Mentoring.objects.filter(mentor=person, ended_at=None, person__is_active=True)
    return found.select_related("person").order_by("person__name", "pk")


def open_to_mentor(person: Person, by: Person) -> list[Person]:
    """Accredited chairs, by name: of the consortia the person belongs to, and of the authorities those are of.

    A consortium that begins has nobody accredited of its own; a chair of a neighbour's may come over.
    """
    own = consortia_of(person)
    authorities = {role.authority_id for role in roles_of(by) if role.authority_id}
    authorities |= set(own.exclude(authority=None).values_list("authority", flat=True))
    near = School.objects.filter(
        Q(memberships__consortium__in=own.values("pk")) | Q(authority__in=authorities), memberships__waits=False
    )
    held = Role.objects.on(today()).filter(
        Q(kind=Role.Kind.HEAD, school__in=near.values("pk"))
        | Q(kind=Role.Kind.CHAIR, consortium__in=own.values("pk"))
        | Q(kind=Role.Kind.CHAIR, consortium__authority__in=authorities)
    )
    begun = Step.objects.filter(kind__in=(Step.Kind.SIGNED, Step.Kind.BROUGHT)).values("person")
    people = Person.objects.filter(pk__in=held.values("person"), is_active=True).filter(pk__in=begun)
    by_key = {one.pk: one for one in people.exclude(pk=person.pk).order_by("name", "pk")}
    return [by_key[key] for key, now in standings(list(by_key)).items() if now.accredited]
