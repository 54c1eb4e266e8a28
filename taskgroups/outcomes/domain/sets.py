"""Sets of schools that a lead names: made, changed, taken away; carried to a school's new URN."""

from collections.abc import Collection

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from taskgroups.kit.access import audit
from taskgroups.kit.access.refused import Refused
from taskgroups.outcomes.models import SchoolSet, SetSchool
from taskgroups.outcomes.queries.areas import schools_of_consortium
from taskgroups.people.models import Person
from taskgroups.schools.models import Consortium, School

MOST = 40


@transaction.atomic
def make_set(*, consortium: Consortium, name: str, urns: Collection[int], by: Person) -> SchoolSet:
    """Name a set of the consortium's schools and return it. Raises Refused."""
    Consortium.objects.select_for_update(no_key=True).get(pk=consortium.pk)
    if SchoolSet.objects.filter(consortium=consortium).count() >= MOST:
        raise Refused(f"A consortium has at most {MOST} sets. Take one away first.", "name")
    _refuse_name(SchoolSet.objects.filter(consortium=consortium), name)
    made = SchoolSet.objects.create(consortium=consortium, name=name, made_by=by, made_at=timezone.now())
    _put(made, urns)
    audit.note(by=by, verb="named a set of schools", about=f"{name}, {consortium}")
    return made


@transaction.atomic
def change_set(*, found: SchoolSet, name: str, urns: Collection[int], by: Person) -> SchoolSet:
    """Give a set another name or other schools. Raises Refused."""
    Consortium.objects.select_for_update(no_key=True).get(pk=found.consortium_id)
    _refuse_name(SchoolSet.objects.filter(consortium=found.consortium).exclude(pk=found.pk), name)
    found.name = name
    found.save(update_fields=["name"])
    found.places.all().delete()
    _put(found, urns)
    audit.note(by=by, verb="changed a set of schools", about=f"{name}, {found.consortium}")
    return found


@transaction.atomic
def remove_set(*, found: SchoolSet, by: Person) -> None:
    """Take a set away; its schools and their figures stay."""
    audit.note(by=by, verb="took a set of schools away", about=f"{found.name}, {found.consortium}")
    found.delete()


def _refuse_name(others: QuerySet[SchoolSet], name: str) -> None:
    if others.filter(name__iexact=name).exists():
        raise Refused(f"There is a set called {name} already. Choose another name.", "name")


def _put(into: SchoolSet, urns: Collection[int]) -> None:
    there = schools_of_consortium(into.consortium).filter(urn__in=urns)
    if not there.exists():
        raise Refused("None of these schools is in the consortium any more. Tick at least one school.", "schools")
    SetSchool.objects.bulk_create(SetSchool(of=into, school=one) for one in there)


def carry_places(old: School, new: School) -> None:
    """Let sets hold a school under its new URN; where both stood there, one of the two is enough."""
    there = SetSchool.objects.filter(school=new).values("of")
    SetSchool.objects.filter(school=old, of__in=there).delete()
    SetSchool.objects.filter(school=old).update(school=new)
