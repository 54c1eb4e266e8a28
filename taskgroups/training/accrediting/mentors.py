"""Who mentors whom: those open to mentor somebody, and whom one mentors oneself."""

from django.db.models import Exists, OuterRef, QuerySet

from taskgroups.people.models import Person
from taskgroups.schools.policy import roles_of
from taskgroups.training.accrediting.policy import consortia_between
from taskgroups.training.accrediting.reading import standings
from taskgroups.training.models import Mentoring, Step


def mentored_by(person: Person) -> QuerySet[Mentoring]:
    """Those whom a person mentors now, by name; nobody once their last role has ended."""
    if not roles_of(person):
        return Mentoring.objects.none()
    found = Mentoring.objects.filter(mentor=person, ended_at=None, person__is_active=True)
    return found.select_related("person").order_by("person__name", "pk")


def open_to_mentor(person: Person) -> list[Person]:
    """Accredited chairs who may mentor somebody, by name."""
    begun = Step.objects.filter(kind__in=(Step.Kind.SIGNED, Step.Kind.BROUGHT)).values("person")
    near = Exists(consortia_between(OuterRef(OuterRef("pk")), person))
    people = Person.objects.filter(near, pk__in=begun, is_active=True)
    by_key = {one.pk: one for one in people.exclude(pk=person.pk).order_by("name", "pk")}
    return [by_key[key] for key, now in standings(list(by_key)).items() if now.accredited]
