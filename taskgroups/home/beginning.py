"""The first steps, for somebody whose school or consortium has nothing yet: what waits when nothing waits."""

from collections.abc import Iterator

from django.db.models import Exists, OuterRef
from django.urls import reverse

from taskgroups.evaluation.models import Judgement
from taskgroups.home.waiting import Waiting
from taskgroups.meetings.models import TaskGroup
from taskgroups.people.models import Person
from taskgroups.schools.models import Consortium, ConsortiumSchool, School
from taskgroups.schools.policy import headed_by, led_by


def first_steps(person: Person) -> list[Waiting]:
    """Return how to begin, for each consortium the person leads and each school they head that has not begun."""
    return [*_consortia(person), *_schools(person)]


def _consortia(person: Person) -> Iterator[Waiting]:
    """A consortium without schools, or with schools and no Task Group ever planned."""
    led = led_by(person)
    if not led:
        return
    groups = TaskGroup.objects.filter(consortium=OuterRef("pk"))
    members = ConsortiumSchool.objects.filter(consortium=OuterRef("pk"))
    new = Consortium.objects.filter(~Exists(groups), pk__in=led).annotate(filled=Exists(members)).order_by("name")
    for one in new:
        if one.filled:
            yield Waiting("Invite people, then plan the first Task Group", _people(one), None, one.name)
        else:
            yield Waiting("Choose the schools", reverse("consortium-schools", args=[one.slug]), None, one.name)


def _schools(person: Person) -> Iterator[Waiting]:
    """A school without a judgement and without a Task Group ever planned."""
    headed = headed_by(person)
    if not headed:
        return
    groups, judged = TaskGroup.objects.filter(school=OuterRef("pk")), Judgement.objects.filter(school=OuterRef("pk"))
    for school in School.objects.filter(~Exists(groups), ~Exists(judged), pk__in=headed).order_by("name"):
        yield Waiting("Say where the school is", reverse("school-evaluation", args=[school.urn]), None, school.name)


def _people(consortium: Consortium) -> str:
    return reverse("consortium-people", args=[consortium.slug])
